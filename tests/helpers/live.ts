import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { answerWay, type Media, type QuestionType } from '$lib/bank/question';
import { Seal } from '$lib/client/seal';
import { presets } from '$lib/contest/presets';
import { plainRound, type Round, type Rules } from '$lib/contest/rules';
import type { QuestionKind } from '$lib/contest/setup';
import type { PhoneToServer, ServerToPhone } from '$lib/protocol/events';
import type { AnswerAck, Join, JoinAck, Me, PhoneView } from '$lib/protocol/phone';
import { wholeView } from '$lib/protocol/phone-lean';
import type { HostCommand } from '$lib/protocol/host';
import { hostCommand, type CommandOutcome, type Surroundings } from '$lib/server/contest/command';
import { createContest } from '$lib/server/contest/contests';
import { foldFrom } from '$lib/server/contest/log';
import { prepareContest } from '$lib/server/contest/prepare';
import type { Database } from '$lib/server/db/client';
import { startLive } from '$lib/server/live';
import { readConfig } from '$lib/server/config';
import { randomBytes, randomUUID } from 'node:crypto';

/** The sockets of the application on a port of their own, over a given database; `env`: the variables it is started with. */
export async function liveServer(database: Database, env: Record<string, string> = {}) {
	const http = createServer();
	const live = await startLive(database, readConfig(env), http);
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	// listen() on a port gives an AddressInfo.
	const { port } = http.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, live, stop: () => live.stop() };
}

/** A question of a contest made for a test: three options, key `B` unless told otherwise. */
export interface TestQuestion {
	kind?: QuestionKind;
	type?: QuestionType;
	key?: string;
	text?: string;
	explanation?: string;
	media?: Media[];
}

const nobody = { joins: false, eliminatedPlay: false, lifeline: false };

/** A contest with its waiting room open. */
export async function preparedContest(
	database: Database,
	questions: TestQuestion[],
	rules: Partial<Rules> = {},
	{ seconds = 60, elimination = 'knockout' }: Partial<Pick<Round, 'seconds' | 'elimination'>> = {}
): Promise<{ id: number; code: string }> {
	const { db } = database;
	const bank = randomUUID();
	await db.insertInto('bank').values({ id: bank, title: 'Thử', created_by: null }).execute();
	const rows = questions.map((q, i) => ({
		id: randomUUID(),
		bank_id: bank,
		position: i,
		external_id: null,
		type: q.type ?? ('single' as const),
		text: q.text ?? `Câu ${i + 1}?`,
		options: JSON.stringify(answerWay(q.type ?? 'single') === 'typed' ? [] : ['Một', 'Hai', 'Ba']),
		key: q.key ?? 'B',
		accepted: '[]',
		explanation: q.explanation ?? '',
		media: JSON.stringify(q.media ?? []),
		updated_by: null
	}));
	await db.insertInto('question').values(rows).execute();
	const base = presets.school100;
	const contest = await createContest(db, {
		title: 'Thử nghiệm',
		createdBy: null,
		setup: {
			...base,
			rules: { ...base.rules, registration: 'open', capacity: 20_000, audience: nobody, ...rules },
			rounds: [{ ...plainRound, name: 'Chinh phục', elimination, seconds }],
			extraSeconds: seconds,
			questions: rows.map((r, i) => ({
				questionId: r.id,
				kind: questions[i]?.kind ?? 'main',
				round: (questions[i]?.kind ?? 'main') === 'main' ? 0 : -1,
				seconds: null
			}))
		}
	});
	const prepared = await prepareContest(db, contest.id, 'test');
	if (!prepared.ok) throw new Error(prepared.code);
	return contest;
}

/** Every phone has been on the line, and nothing is on its way. */
export const nobodyAbsent: Surroundings = {
	absent: () => Promise.resolve([]),
	answersIn: () => Promise.resolve()
};

/** Acts as the host, with the version that the database has now. */
export async function hostActs(
	database: Database,
	contestId: number,
	command: HostCommand
): Promise<CommandOutcome> {
	const state = await foldFrom(database.db, contestId);
	const request = { id: randomUUID(), expectedVersion: state.course, command };
	return await hostCommand(database.db, contestId, state, request, 'test', nobodyAbsent);
}

type PhoneSocket = Socket<ServerToPhone, PhoneToServer>;

/** A phone without a screen, over a real socket. */
export class TestPhone {
	readonly socket: PhoneSocket;
	view: PhoneView | null = null;
	me: Me | null = null;
	token: string | null = null;
	moved = false;
	erased = false;
	/** Every message that came in, as text. */
	readonly received: string[] = [];

	constructor(url: string, code: string, token?: string, transports = ['websocket']) {
		this.token = token ?? null;
		this.socket = io(`${url}/play`, {
			auth: { code, token },
			transports,
			forceNew: true,
			reconnection: false
		});
		const seal = new Seal((src) => fetch(new URL(src, url)));
		this.socket.on('view', (raw) => {
			const view = seal.read(wholeView(raw));
			if (!this.view || view.v >= this.view.v) this.view = view;
		});
		this.socket.on('me', (me) => (this.me = me));
		this.socket.on('moved', () => (this.moved = true));
		this.socket.on('erased', () => (this.erased = true));
		this.socket.onAny((...args: unknown[]) => this.received.push(JSON.stringify(args)));
	}

	async join(join: Partial<Join> & { name?: string } = {}): Promise<JoinAck> {
		const secret = randomBytes(24).toString('base64url');
		const request = { by: 'name', name: 'Nguyễn Văn An', unit: '', secret, ...join } as Join;
		const ack = await this.socket.timeout(5000).emitWithAck('join', request);
		if (ack.ok) {
			this.me = ack.me;
			this.token = ack.token;
		}
		return ack;
	}

	answer(q: number, c: number, v: string): Promise<AnswerAck> {
		return this.socket.timeout(5000).emitWithAck('answer', { q, c, v });
	}

	close(): void {
		this.socket.disconnect();
	}
}

/** Waits until `is` holds; throws after `ms`. */
export async function until(is: () => boolean, ms = 5000): Promise<void> {
	const end = Date.now() + ms;
	while (!is()) {
		if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${is.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
