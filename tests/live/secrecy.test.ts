import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlanned, planContest } from '../../src/cli/contest-create';
import { readContestFile, type ContestFileInput } from '../../src/cli/contest-file';
import type { PhoneView } from '$lib/protocol/phone';
import type { StageView } from '$lib/protocol/stage';
import { hostActs, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { recordedLine, type Recorder } from '../helpers/recorder';
import { startServer, type TestServer } from '../helpers/server';

/*
 * [PH2] Marked texts are planted wherever a question has something to hide, and every byte that phones, stages and pages
 * receive is searched for them, on both transports.
 */

const run = randomBytes(4).toString('hex');
const planted: string[] = [];
/** A text that occurs nowhere else. */
function secret(name: string): string {
	const text = `canary${run}${name}`;
	planted.push(text);
	return text;
}

const first = { explanation: secret('e1'), source: secret('s1'), note: secret('n1') };
const second = {
	key: secret('k2'),
	accepted: secret('a2'),
	explanation: secret('e2'),
	source: secret('s2'),
	note: secret('n2'),
	text: `text${run}`
};
const never = { text: secret('t3'), key: secret('k3'), explanation: secret('e3'), topic: secret('p3') };
const bell = { text: secret('t4'), options: [secret('o4'), secret('o5')], note: secret('n4') };

const file: ContestFileInput = {
	title: 'Giữ kín đáp án',
	rules: { registration: 'open', everyoneFails: 'stay', lateJoin: 'never', phonesReadAlong: true },
	rounds: [
		{
			name: 'Chinh phục',
			elimination: 'knockout',
			seconds: 600,
			questions: [
				{ text: 'Câu một?', options: ['Một', 'Hai', 'Ba'], answer: 'B', ...first },
				{ ...second, type: 'short_answer', answer: second.key, accepted: [second.accepted] },
				{ ...never, type: 'short_answer', answer: never.key }
			].map(({ key: _, ...question }: Record<string, unknown>) => question)
		}
	],
	extras: { bell: [{ ...bell, answer: 'A' }] },
	open: true
};

type Transport = 'websocket' | 'polling';

/** One who may be curious: a phone or a projector on a line of its own. */
class Watcher {
	view: PhoneView | StageView | null = null;
	private constructor(
		readonly name: string,
		readonly line: Recorder,
		readonly socket: Socket
	) {
		socket.on('view', (view: PhoneView | StageView) => (this.view = view));
	}

	static async come(
		server: string,
		code: string,
		where: '/play' | '/stage',
		who: string,
		transport: Transport
	) {
		const line = await recordedLine(server);
		const options = {
			auth: { code },
			transports: [transport],
			upgrade: false,
			forceNew: true,
			reconnection: false
		};
		const watcher = new Watcher(`${who} over ${transport}`, line, io(line.url + where, options));
		await until(() => watcher.view !== null);
		return watcher;
	}

	async ask(event: string, ...request: unknown[]): Promise<unknown> {
		return await this.socket.timeout(5000).emitWithAck(event, ...request);
	}

	/** Which of the planted texts have come over its line. */
	knows(): string[] {
		const received = this.line.received();
		return planted.filter((text) => received.includes(text)).sort();
	}

	leave(): void {
		this.socket.disconnect();
		this.line.close();
	}
}

let database: FreshDatabase;
let server: TestServer;
let contest: { id: number; code: string };
const watchers: Watcher[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url } });
	const form = readContestFile(file);
	const planned = form.ok ? await planContest(database.db, form.file) : form;
	if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
	contest = await createPlanned(database.db, planned.plan);
});
afterAll(async () => {
	watchers.forEach((w) => w.leave());
	await server.stop();
	await database.drop();
});

const act = async (...command: Parameters<typeof hostActs>[2][]) => {
	for (const one of command) expect(await hostActs(database, contest.id, one)).toEqual({ ok: true });
};
/** Everybody has the view of this stage of the question. */
const allSee = (q: number, state: string) =>
	until(() => watchers.every((w) => w.view?.question?.q === q && w.view.question.state === state));

const pages = () => [
	'/',
	`/play/${contest.code}`,
	`/stage/${contest.code}`,
	`/stage/${contest.code}/__data.json`
];

/** The planted texts in the pages of phones and stage, and in everything that these load, and load in turn. */
async function inPages(): Promise<{ files: number; found: string[] }> {
	const waiting = pages().map((path) => new URL(path, server.url).href);
	const seen = new Set(waiting);
	const found: string[] = [];
	for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
		const response = await fetch(url);
		const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
		const headers = JSON.stringify([...response.headers]);
		for (const secret of planted) if ((text + headers).includes(secret)) found.push(`${secret} in ${url}`);
		for (const [, link = ''] of text.matchAll(
			/["'(]([^"'()\s<>]+\.(?:js|css|json|svg|png|woff2?|webmanifest))["')]/g
		)) {
			const next = URL.canParse(link, url) ? new URL(link, url) : null;
			if (!next || next.origin !== server.url || seen.has(next.href)) continue;
			seen.add(next.href);
			waiting.push(next.href);
		}
	}
	return { files: seen.size, found };
}

describe('[PH2] nothing of a question is known before its time', () => {
	beforeAll(async () => {
		const { url } = server;
		for (const transport of ['websocket', 'polling'] as const) {
			watchers.push(
				await Watcher.come(url, contest.code, '/play', 'who stays', transport),
				await Watcher.come(url, contest.code, '/play', 'who leaves', transport),
				await Watcher.come(url, contest.code, '/play', 'who has no seat', transport),
				await Watcher.come(url, contest.code, '/stage', 'the stage', transport)
			);
		}
		for (const w of of('who stays', 'who leaves')) {
			const join = {
				by: 'name',
				name: 'Nguyễn Văn An',
				unit: '',
				secret: randomBytes(24).toString('base64url')
			};
			expect(await w.ask('join', join)).toMatchObject({ ok: true });
		}
	});

	/** The watchers of these names, on both transports. */
	const of = (...names: string[]) =>
		watchers.filter((w) => names.some((name) => w.name.startsWith(`${name} `)));
	const knowledge = () => Object.fromEntries(watchers.map((w) => [w.name, w.knows()]));
	const everybodyKnows = (...texts: string[]) =>
		Object.fromEntries(watchers.map((w) => [w.name, [...texts].sort()]));

	it('while it is read out, open and closed', async () => {
		await act({ type: 'start' }, { type: 'present', q: 1 });
		await allSee(1, 'presented');
		expect(knowledge()).toEqual(everybodyKnows());
		await act({ type: 'open' });
		await allSee(1, 'open');
		for (const w of of('who stays'))
			expect(await w.ask('answer', { q: 1, c: 1, v: 'B' })).toMatchObject({ ok: true });
		for (const w of of('who leaves'))
			expect(await w.ask('answer', { q: 1, c: 1, v: 'A' })).toMatchObject({ ok: true });
		for (const w of of('who has no seat')) await w.ask('answer', { q: 1, c: 1, v: 'A' });
		await act({ type: 'close' });
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(knowledge()).toEqual(everybodyKnows());
		for (const w of watchers)
			expect(w.line.received()).not.toMatch(/"(key|keyText|accepted|explanation|note|right)"/);
	});

	it('and then what is revealed, so that the search is known to find', async () => {
		await act({ type: 'reveal' });
		await allSee(1, 'revealed');
		expect(knowledge()).toEqual(everybodyKnows(first.explanation, first.source));
	});

	it('also by those who have left, and by who asks for more than is due', async () => {
		await act({ type: 'present', q: 2 }, { type: 'open' });
		await allSee(2, 'open');
		for (const w of watchers) expect(w.line.received()).toContain(second.text);
		for (const w of of('who stays', 'who leaves', 'who has no seat')) {
			await w.ask('answer', { q: 2, c: 2, v: 'chịu' });
			await w.ask('answer', { q: 3, c: 3, v: 'chịu' });
			expect(await w.ask('review')).toMatchObject({ ok: false });
		}
		await act({ type: 'close' });
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(knowledge()).toEqual(everybodyKnows(first.explanation, first.source));
	});

	it('nor by reloading, joining again or watching anew', async () => {
		const late = [
			await Watcher.come(server.url, contest.code, '/play', 'who comes late', 'websocket'),
			await Watcher.come(server.url, contest.code, '/stage', 'another stage', 'polling')
		];
		expect(late.map((w) => w.knows())).toEqual([[], []]);
		late.forEach((w) => w.leave());
	});

	it('nor in any page, script or file that phones and stages load', async () => {
		const { files, found } = await inPages();
		expect(found).toEqual([]);
		expect(files).toBeGreaterThan(10);
	});

	it('and what was never presented, never, nor what is for the host alone', async () => {
		await act({ type: 'reveal' });
		await allSee(2, 'revealed');
		const shown = [first.explanation, first.source, second.key, second.explanation, second.source];
		expect(knowledge()).toEqual(everybodyKnows(...shown));
		await act({ type: 'finish' });
		await until(() => watchers.every((w) => w.view?.phase === 'finished'));
		for (const w of of('who stays', 'who leaves', 'who has no seat'))
			expect(await w.ask('review')).toMatchObject({ ok: true });
		expect(knowledge()).toEqual(everybodyKnows(...shown));
		expect((await inPages()).found).toEqual([]);
	});

	it('and the files of the build hold no question', async () => {
		for (const folder of ['build/web/client', 'build/web/prerendered'])
			for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
				if (entry.isFile())
					expect(await readFile(join(entry.parentPath, entry.name), 'latin1')).not.toContain('canary');
	});
});
