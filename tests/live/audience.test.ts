import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Rules } from '$lib/contest/rules';
import type { HostCommand } from '$lib/protocol/host';
import type { StageView } from '$lib/protocol/stage';
import { readAnswers } from '$lib/server/contest/answers';
import { foldFrom } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;
let open: { close(): void }[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
});
afterEach(() => {
	open.forEach((one) => one.close());
	open = [];
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

const everybody: Partial<Rules> = {
	audience: { joins: true, eliminatedPlay: true, lifeline: true }
};

function phone(code: string, token?: string, url = server.url): TestPhone {
	const one = new TestPhone(url, code, token);
	open.push(one);
	return one;
}
async function seat(code: string, name = 'Nguyễn Văn An'): Promise<TestPhone> {
	const one = phone(code);
	expect(await one.join({ name })).toMatchObject({ ok: true });
	return one;
}
async function onlooker(code: string, name = 'Khán Giả', url = server.url): Promise<TestPhone> {
	const one = phone(code, undefined, url);
	expect(await one.join({ by: 'audience', name })).toMatchObject({ ok: true, me: { sbd: null, name } });
	return one;
}
const act = async (id: number, ...commands: HostCommand[]) => {
	for (const command of commands) expect(await hostActs(database, id, command)).toEqual({ ok: true });
};
const ask = (id: number, q: number) => act(id, { type: 'present', q }, { type: 'open' });
const tell = (id: number) => act(id, { type: 'close' }, { type: 'reveal' });
const opened = (q: number, ...phones: TestPhone[]) =>
	until(() => phones.every((p) => p.view?.question?.q === q && p.view.question.state === 'open'));
const told = (q: number, ...phones: TestPhone[]) =>
	until(() => phones.every((p) => p.view?.question?.q === q && p.view.reveal));

/** What is stored of those who play along, by player. */
async function along(id: number, q: number) {
	const rows = await database.db
		.selectFrom('along_answer')
		.select(['player', 'value', 'correct'])
		.where('contest_id', '=', id)
		.where('question', '=', q)
		.orderBy('player')
		.execute();
	return rows.map((r) => [r.player, r.value, r.correct]);
}
const judges = async (id: number, q: number) => (await readAnswers(database.db, id, q)).map((a) => a.sbd);

async function stage(code: string, url = server.url) {
	const socket = io(`${url}/stage`, { auth: { code }, transports: ['websocket'], forceNew: true });
	const seen: { view: StageView | null; close: () => void } = { view: null, close: () => socket.close() };
	socket.on('view', (view: StageView) => (seen.view = view));
	open.push(seen);
	await until(() => seen.view !== null);
	return seen;
}

describe('[CO5] who joins the audience', () => {
	it('is let in by the rules alone, with a readable name, until the end', async () => {
		const closed = await preparedContest(database, [{}]);
		expect(await phone(closed.code).join({ by: 'audience' })).toEqual({
			ok: false,
			code: 'join/no_audience'
		});
		const { id, code } = await preparedContest(database, [{}], everybody);
		expect(await phone(code).join({ by: 'audience', name: ' \u202e!!' })).toEqual({
			ok: false,
			code: 'join/bad_name'
		});
		await seat(code);
		expect(await phone(code).join({ by: 'audience', name: '  Lê   Thị\u200b Bình ' })).toMatchObject({
			ok: true,
			me: { sbd: null, name: 'Lê Thị Bình', unit: '', pin: '' }
		});
		await act(id, { type: 'start' });
		await onlooker(code, 'Đến sau');
		await act(id, { type: 'finish' });
		const late = phone(code);
		await until(() => late.view?.phase === 'finished');
		expect(await late.join({ by: 'audience' })).toEqual({ ok: false, code: 'contest/finished' });
		const log = await foldFrom(database.db, id);
		expect(log.contestants.size).toBe(1);
	});

	it('[IN6] once, however often she asks, and keeps her place over a reconnect', async () => {
		const { id, code } = await preparedContest(database, [{}], everybody);
		await seat(code);
		const secret = 's'.repeat(32);
		const [first, again] = [phone(code), phone(code)];
		const acks = await Promise.all([
			first.join({ by: 'audience', secret } as never),
			first.join({ by: 'audience', secret } as never)
		]);
		acks.push(await again.join({ by: 'audience', secret } as never));
		expect(new Set(acks.map((ack) => ack.ok && ack.token))).toEqual(new Set([`-1.${secret}`]));
		await until(() => first.moved);
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, again);
		expect(again.view?.you).toMatchObject({ status: null, plays: true, along: true });
		expect(await again.answer(1, 1, 'A')).toEqual({ ok: true, c: 1, v: 'A' });
		again.close();
		const back = phone(code, again.token ?? '');
		await until(() => back.me !== null && back.view !== null);
		expect(back.me).toEqual({
			sbd: null,
			name: 'Nguyễn Văn An',
			unit: '',
			pin: '',
			answer: { q: 1, c: 1, v: 'A' }
		});
	});

	it('is never taken for a contestant, nor a contestant for her', async () => {
		const { code } = await preparedContest(database, [{}], everybody);
		const secret = 's'.repeat(32);
		const contestant = phone(code);
		await contestant.join({ secret } as never);
		const watcher = phone(code);
		await watcher.join({ by: 'audience', secret } as never);
		expect([contestant.token, watcher.token]).toEqual([`1.${secret}`, `-1.${secret}`]);
		const [seated, watching] = [phone(code, `1.${secret}`), phone(code, `-1.${secret}`)];
		await until(() => seated.me !== null && watching.me !== null);
		expect([seated.me?.sbd, watching.me?.sbd]).toEqual([1, null]);
		const strangers = [`-2.${secret}`, `2.${secret}`, `--1.${secret}`, `-1.${'t'.repeat(32)}`];
		for (const token of strangers) {
			const stranger = phone(code, token);
			await until(() => stranger.view !== null);
			expect([stranger.me, stranger.view?.you]).toEqual([null, null]);
		}
		// One phone is one of both: with a seat it has left the audience.
		expect(await watching.join({ name: 'Trần Thị Bình' })).toMatchObject({ ok: true, me: { sbd: 2 } });
		await until(() => watching.view?.you?.status === 'checkedIn');
	});
});

describe('[CO5] playing along', () => {
	it('[EL1] [IN3] touches no verdict, and has a ranking of its own', async () => {
		const { id, code } = await preparedContest(database, [{}, {}, {}], everybody);
		const [a, b] = [await seat(code, 'An'), await seat(code, 'Bình')];
		const [fast, slow, wrong, idle] = [
			await onlooker(code, 'Nhanh'),
			await onlooker(code, 'Chậm'),
			await onlooker(code, 'Sai'),
			await onlooker(code, 'Ngồi')
		];
		const screen = await stage(code);
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, a, b, fast, slow, wrong);
		await a.answer(1, 1, 'B');
		await b.answer(1, 1, 'A');
		expect(await fast.answer(1, 1, 'B')).toEqual({ ok: true, c: 1, v: 'B' });
		await new Promise((resolve) => setTimeout(resolve, 20));
		await slow.answer(1, 1, 'C');
		expect(await slow.answer(1, 2, 'B')).toEqual({ ok: true, c: 2, v: 'B' });
		await wrong.answer(1, 1, 'A');
		expect(await wrong.answer(1, 2, 'Z')).toEqual({ ok: false, code: 'answer/no_such_option' });
		expect(await along(id, 1)).toEqual([
			[-3, 'A', null],
			[-2, 'B', null],
			[-1, 'B', null]
		]);
		expect(fast.view?.you).toMatchObject({ verdict: null, audience: null });
		await tell(id);
		await told(1, a, b, fast, slow, wrong, idle);
		expect(await judges(id, 1)).toEqual([1, 2]);
		expect([fast, slow, wrong, idle].map((p) => [p.view?.you?.verdict, p.view?.you?.audience])).toEqual([
			['right', { rank: 1, of: 3, correct: 1 }],
			['right', { rank: 2, of: 3, correct: 1 }],
			['wrong', { rank: 3, of: 3, correct: 0 }],
			[null, null]
		]);
		expect(a.view?.you).toMatchObject({ status: 'in', verdict: 'right', audience: null });
		expect(await fast.answer(1, 9, 'A')).toEqual({ ok: false, code: 'answer/closed' });

		// Who was eliminated plays along from the next question on.
		await ask(id, 2);
		await opened(2, a, b, fast, slow);
		expect(b.view?.you).toMatchObject({ status: 'out', plays: true, along: true, audience: null });
		expect(await b.answer(2, 1, 'B')).toEqual({ ok: true, c: 1, v: 'B' });
		await a.answer(2, 1, 'B');
		await slow.answer(2, 1, 'B');
		const again = phone(code, b.token ?? '');
		await until(() => again.me !== null);
		expect(again.me?.answer).toEqual({ q: 2, c: 1, v: 'B' });
		await tell(id);
		await told(2, a, again, slow, fast);
		expect(await judges(id, 2)).toEqual([1]);
		expect(await along(id, 2)).toEqual([
			[-2, 'B', true],
			[2, 'B', true]
		]);
		expect(again.view?.you).toMatchObject({
			status: 'out',
			verdict: 'right',
			audience: { correct: 1, of: 4 }
		});
		expect(slow.view?.you?.audience).toEqual({ rank: 1, of: 4, correct: 2 });
		expect(fast.view?.you).toMatchObject({ verdict: null, audience: { correct: 1 } });
		await until(() => screen.view?.audience.players === 4);
		expect(screen.view?.audience.top[0]).toEqual({ rank: 1, player: -2, name: 'Chậm', correct: 2 });
		expect(screen.view?.audience.top.map((t) => t.name).sort()).toEqual(['Bình', 'Chậm', 'Nhanh', 'Sai']);
		expect((await verifyContest(database.db, id)).problems).toEqual([]);
	});

	it('is not offered to the eliminated where the rules do not', async () => {
		const { id, code } = await preparedContest(database, [{}, {}], {
			audience: { joins: true, eliminatedPlay: false, lifeline: false }
		});
		const [a, b] = [await seat(code), await seat(code)];
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, a, b);
		await a.answer(1, 1, 'B');
		await tell(id);
		await ask(id, 2);
		await opened(2, b);
		expect(b.view?.you).toMatchObject({ status: 'out', plays: false, along: false });
		expect(await b.answer(2, 1, 'B')).toEqual({ ok: false, code: 'answer/not_on_floor' });
		expect(await along(id, 2)).toEqual([]);
	});

	it('[EL1] [IN3] who comes back while a question is open is not judged by it; a rescue question takes no one along', async () => {
		const { id, code } = await preparedContest(database, [{}, {}, {}, { kind: 'rescue' }], {
			...everybody,
			rescue: {
				limit: 3,
				afterQuestions: [],
				atMost: null,
				atMostPercent: null,
				floorEmpty: true,
				size: 'question',
				fastest: null,
				quota: 0,
				quotaIsPercent: false,
				choice: 'hand'
			}
		});
		const [a, b, c] = [await seat(code), await seat(code), await seat(code)];
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, a, b, c);
		await a.answer(1, 1, 'B');
		await b.answer(1, 1, 'A');
		await c.answer(1, 1, 'C');
		await tell(id);
		await ask(id, 2);
		await opened(2, a, b, c);
		await a.answer(2, 1, 'B');
		await b.answer(2, 1, 'A');
		await act(id, {
			type: 'correct',
			turn: 1,
			change: { kind: 'key', key: 'A', accepted: [], boardsRight: null },
			reason: 'Đáp án in sai',
			sendOff: false,
			seen: { back: [2], off: [1] }
		});
		await until(() => b.view?.you?.status === 'in');
		expect(b.view?.you).toMatchObject({ restored: true, plays: false, along: false });
		expect(await b.answer(2, 2, 'B')).toEqual({ ok: false, code: 'answer/not_on_floor' });
		await tell(id);
		await told(2, a, b);
		expect(await judges(id, 2)).toEqual([1]);
		expect(b.view?.you?.status).toBe('in');
		await act(id, { type: 'present', q: 4 }, { type: 'open' });
		await opened(4, a, c);
		const watcher = await onlooker(code);
		expect(c.view?.you).toMatchObject({ plays: true, along: false });
		expect(await c.answer(4, 1, 'B')).toMatchObject({ ok: true });
		expect(await a.answer(4, 1, 'B')).toEqual({ ok: false, code: 'answer/not_on_floor' });
		expect(await watcher.answer(4, 1, 'B')).toMatchObject({ ok: true });
		expect(await judges(id, 4)).toEqual([3]);
		expect(await along(id, 4)).toEqual([[-1, 'B', null]]);
	});

	it('[JU1] is marked anew by a correction, and not at all by a question that does not count', async () => {
		const { id, code } = await preparedContest(
			database,
			[{ type: 'short', key: 'Hà Nội' }, {}],
			{ ...everybody, everyoneFails: 'stay' },
			{ elimination: 'warmup' }
		);
		const a = await seat(code);
		const [x, y] = [await onlooker(code, 'X'), await onlooker(code, 'Y')];
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, a, x, y);
		await a.answer(1, 1, 'ha noi');
		await x.answer(1, 1, 'Ha Noi');
		await y.answer(1, 1, 'Thăng Long');
		await act(id, { type: 'close' });
		await act(id, { type: 'judgeGroup', q: 1, form: 'ha noi', right: true }, { type: 'reveal' });
		expect(await along(id, 1)).toEqual([
			[-2, 'Thăng Long', false],
			[-1, 'Ha Noi', true]
		]);
		const correct = (change: Extract<HostCommand, { type: 'correct' }>['change']) =>
			act(id, {
				type: 'correct',
				turn: 1,
				change,
				reason: 'Xem lại',
				sendOff: false,
				seen: { back: [], off: [] }
			});
		await correct({ kind: 'key', key: 'Thăng Long', accepted: [], boardsRight: null });
		expect(await along(id, 1)).toEqual([
			[-2, 'Thăng Long', true],
			[-1, 'Ha Noi', false]
		]);
		await until(() => y.view?.you?.audience?.rank === 1 && x.view?.you?.audience?.rank === 2);
		await correct({ kind: 'void' });
		expect((await along(id, 1)).map(([, , correct]) => correct)).toEqual([null, null]);
		await ask(id, 2);
		await opened(2, x);
		await x.answer(2, 1, 'B');
		await tell(id);
		await told(2, x, y);
		expect(x.view?.you?.audience).toEqual({ rank: 1, of: 1, correct: 1 });
		expect(y.view?.you?.audience).toBeNull();
	});

	it('[QU3] a question to the audience is answered by all who play along, and judges nobody', async () => {
		const { id, code } = await preparedContest(database, [{}, { kind: 'audience' }], everybody);
		const [a, b] = [await seat(code), await seat(code)];
		const x = await onlooker(code);
		const screen = await stage(code);
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, a);
		await a.answer(1, 1, 'B');
		await tell(id);
		await ask(id, 2);
		await opened(2, a, b, x);
		expect(a.view?.you?.plays).toBe(false);
		expect(await a.answer(2, 1, 'A')).toEqual({ ok: false, code: 'answer/not_on_floor' });
		await b.answer(2, 1, 'B');
		await x.answer(2, 1, 'C');
		await tell(id);
		await told(2, a, b, x);
		expect(b.view?.you).toMatchObject({ verdict: 'right', along: true });
		expect(x.view?.reveal).toMatchObject({ judged: 2, right: 1, counts: [0, 1, 1], none: 0, out: 0 });
		await until(() => screen.view?.reveal?.judged === 2);
		expect((await foldFrom(database.db, id)).turn?.judged.size).toBe(0);
		expect(a.view?.you).toMatchObject({ status: 'in', verdict: null });
		expect(await along(id, 2)).toEqual([
			[-1, 'C', false],
			[2, 'B', true]
		]);
	});

	it('[IN1] the ranking is the same in every process, and after a restart', async () => {
		const { id, code } = await preparedContest(database, [{}, {}], everybody);
		await seat(code);
		const other = await liveServer(database);
		try {
			const [x, y] = [await onlooker(code, 'X'), await onlooker(code, 'Y', other.url)];
			await act(id, { type: 'start' });
			await ask(id, 1);
			await opened(1, x, y);
			await x.answer(1, 1, 'A');
			await y.answer(1, 1, 'B');
			await tell(id);
			await told(1, x, y);
			expect(x.view?.you?.audience).toEqual({ rank: 2, of: 2, correct: 0 });
			expect(y.view?.you?.audience).toEqual({ rank: 1, of: 2, correct: 1 });
		} finally {
			await other.stop();
		}
		const third = await liveServer(database);
		try {
			const screen = await stage(code, third.url);
			expect(screen.view?.audience).toEqual({
				players: 2,
				top: [
					{ rank: 1, player: -2, name: 'Y', correct: 1 },
					{ rank: 2, player: -1, name: 'X', correct: 0 }
				]
			});
		} finally {
			await third.stop();
		}
	});
});

describe('[RE6] the last contestant asks the audience', () => {
	it('once, and is told what it had said at that moment', async () => {
		const { id, code } = await preparedContest(database, [{}, {}, {}], everybody);
		const [a, b] = [await seat(code), await seat(code)];
		const [x, y, z] = [await onlooker(code), await onlooker(code), await onlooker(code)];
		const screen = await stage(code);
		const host = await TestConsole.open(database, server.url, id, { username: `host${id}` });
		open.push(host);
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, a, b);
		await a.answer(1, 1, 'B');
		await tell(id);
		await ask(id, 2);
		await opened(2, a, b, x, y, z);
		await until(() => host.view?.lifeline.may === true);
		await x.answer(2, 1, 'B');
		await y.answer(2, 1, 'C');
		await b.answer(2, 1, 'B');
		await until(() => host.live?.audience === 3);
		expect(await host.command({ type: 'askAudience' })).toEqual({ ok: true });
		// Phones, stage and console are each told at their own pace.
		await until(() => [a.view?.lifeline, screen.view?.lifeline, host.view?.lifeline.said].every(Boolean));
		const said = [
			['B', 2],
			['C', 1]
		];
		expect([a.view?.lifeline, screen.view?.lifeline, host.view?.lifeline.said]).toEqual([said, said, said]);
		await z.answer(2, 1, 'C');
		await a.answer(2, 1, 'B');
		expect(await host.command({ type: 'askAudience' })).toEqual({ ok: false, code: 'lifeline/used' });
		await tell(id);
		await told(2, a);
		expect(a.view?.lifeline).toEqual(said);
		await ask(id, 3);
		await opened(3, a);
		expect(a.view?.lifeline).toBeNull();
		expect(await hostActs(database, id, { type: 'askAudience' })).toEqual({
			ok: false,
			code: 'lifeline/used'
		});
	});
});
