import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Rules } from '$lib/contest/rules';
import type { HostCommand, Signal } from '$lib/protocol/host';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;
let open: { close(): void }[] = [];
let judges = 0;

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

const noticed: Partial<Rules> = { signals: true };

const act = async (id: number, ...commands: HostCommand[]) => {
	for (const command of commands) expect(await hostActs(database, id, command)).toEqual({ ok: true });
};
function phone(code: string, token?: string): TestPhone {
	const one = new TestPhone(server.url, code, token);
	open.push(one);
	return one;
}
async function seat(code: string): Promise<TestPhone> {
	const one = phone(code);
	expect(await one.join()).toMatchObject({ ok: true });
	return one;
}
const asked = (q: number, ...phones: TestPhone[]) =>
	until(() => phones.every(({ view }) => view?.question?.q === q && view.question.state === 'open'));
const away = (one: TestPhone, q: unknown, times: unknown, ms: unknown) =>
	one.socket.timeout(5000).emitWithAck('away', { q, times, ms } as never);

async function stored(id: number) {
	return await database.db
		.selectFrom('signal')
		.select(['sbd', 'kind', 'question', 'times', 'ms'])
		.where('contest_id', '=', id)
		.orderBy('sbd')
		.orderBy('question')
		.execute();
}
async function desk(contest: number): Promise<TestConsole> {
	const one = await TestConsole.open(database, server.url, contest, {
		username: `giamkhao${++judges}`,
		role: 'judge',
		staff: 'judge'
	});
	open.push(one);
	return one;
}
async function signalsAt(one: TestConsole): Promise<Signal[]> {
	const ack = await one.signals();
	if (!ack.ok) throw new Error(ack.code);
	return ack.signals;
}
/** The question has been open for a while. */
async function someTime(id: number): Promise<void> {
	await database.sql`
		select pg_sleep(greatest(0, 1.3 - extract(epoch from clock_timestamp()) + (
			select at from contest_event where contest_id = ${id} and type = 'opened' order by seq desc limit 1
		) / 1000.0))`;
}

describe('[JU6] a phone that was left while a question asks her', () => {
	it('is noted by totals, cut to what the question has been open, and shown to judges', async () => {
		const { id, code } = await preparedContest(database, [{}, {}], noticed);
		const [one, other] = [await seat(code), await seat(code)];
		const judge = await desk(id);
		expect(judge.view?.signals).toBe(true);
		await act(id, { type: 'start' }, { type: 'present', q: 1 }, { type: 'open' });
		await asked(1, one, other);
		await someTime(id);
		expect(await away(one, 1, 1, 1100)).toEqual({ ok: true });
		expect(await away(one, 1, 1, 1100)).toEqual({ ok: true });
		expect(await away(other, 1, 100, 3_600_000)).toEqual({ ok: true });
		const [first, second] = await stored(id);
		expect(first).toEqual({ sbd: 1, kind: 'away', question: 1, times: 1, ms: 1100 });
		expect(second?.ms).toBeLessThan(30_000);
		expect(second?.times).toBeLessThanOrEqual(Math.floor((second?.ms ?? 0) / 1000));
		const signals = await signalsAt(judge);
		expect(signals).toContainEqual({ kind: 'away', sbds: [1], on: [{ q: 1, times: 1, ms: 1100 }] });
		expect(signals).toHaveLength(2);
	});

	it('is not believed of what was not asked, of another seat, or in a form that is none', async () => {
		const { id, code } = await preparedContest(database, [{}, {}], noticed, { elimination: 'knockout' });
		const [one, out, stays] = [await seat(code), await seat(code), await seat(code)];
		const guest = phone(code);
		await act(id, { type: 'start' }, { type: 'present', q: 1 });
		const notNow = { ok: false, code: 'away/not_now' };
		expect(await away(one, 1, 1, 1000)).toEqual(notNow);
		await act(id, { type: 'open' });
		await asked(1, one, out, stays);
		await someTime(id);
		expect(await away(one, 2, 1, 1000)).toEqual(notNow);
		expect(await away(guest, 1, 1, 1000)).toEqual(notNow);
		const malformed = { ok: false, code: 'request/malformed' };
		for (const [times, ms] of [
			[1, 999],
			[0, 5000],
			[101, 5000],
			[1, 1e12],
			[1, -5000],
			[1.5, 5000],
			['1', '5000'],
			[null, Number.NaN]
		])
			expect(await away(stays, 1, times, ms)).toEqual(malformed);
		expect(await stored(id)).toEqual([]);
		for (const phone of [one, stays]) await phone.answer(1, 1, 'B');
		await act(id, { type: 'close' }, { type: 'reveal' }, { type: 'present', q: 2 }, { type: 'open' });
		await asked(2, one, stays);
		await someTime(id);
		expect(await away(out, 2, 1, 1000)).toEqual(notNow);
		expect(await stored(id)).toEqual([]);
	});

	it('floods write little and are turned away', async () => {
		const { id, code } = await preparedContest(database, [{}], noticed);
		const [one, other] = [await seat(code), await seat(code)];
		await act(id, { type: 'start' }, { type: 'present', q: 1 }, { type: 'open' });
		await asked(1, one, other);
		await someTime(id);
		const acks = await Promise.all(Array.from({ length: 60 }, () => away(one, 1, 1, 1000)));
		expect(acks.filter((ack) => !ack.ok && ack.code === 'limit/too_fast').length).toBeGreaterThan(30);
		expect(await away(other, 1, 1, 1000)).toEqual({ ok: true });
		expect(await one.answer(1, 1, 'B')).toMatchObject({ ok: true });
		expect(await stored(id)).toHaveLength(2);
	});
});

describe('[JU6] [CO6] a seat on another device', () => {
	const proof = ({ me }: TestPhone) => ({ by: 'pin' as const, sbd: me?.sbd ?? 0, pin: me?.pin ?? '' });
	/** The seat is taken to another phone, and noted so often in all. */
	async function move(id: number, from: TestPhone, code: string, times: number): Promise<TestPhone> {
		const next = phone(code);
		expect(await next.join(proof(from))).toMatchObject({ ok: true });
		const end = Date.now() + 5000;
		for (;;) {
			const all = (await stored(id)).filter(({ sbd }) => sbd === next.me?.sbd);
			if (all.reduce((sum, row) => sum + row.times, 0) === times) return next;
			if (Date.now() > end) throw new Error(`noted: ${JSON.stringify(all)}`);
		}
	}

	it('is shown when it moved while a question was open, or twice', async () => {
		const { id, code } = await preparedContest(database, [{}], noticed);
		let [once, twice, during] = [await seat(code), await seat(code), await seat(code)];
		const judge = await desk(id);
		// Before the start everybody may look for a better phone.
		once = await move(id, once, code, 0);
		await act(id, { type: 'start' });
		once = await move(id, once, code, 1);
		twice = await move(id, twice, code, 1);
		expect(await signalsAt(judge)).toEqual([]);
		twice = await move(id, twice, code, 2);
		await act(id, { type: 'present', q: 1 }, { type: 'open' });
		await asked(1, once, twice, during);
		during = await move(id, during, code, 1);
		expect(await signalsAt(judge)).toEqual([
			{ kind: 'device', sbds: [twice.me?.sbd], times: 2, on: [] },
			{ kind: 'device', sbds: [during.me?.sbd], times: 1, on: [1] }
		]);
	});
});

describe('[JU6] what the record says', () => {
	it('shows right answers that came before the question could be read, and no others', async () => {
		const long = 'Nghị quyết nào được thông qua trong năm ấy? '.repeat(20);
		const { id, code } = await preparedContest(database, [{ text: long }], noticed);
		const [fast, wrong] = [await seat(code), await seat(code)];
		const judge = await desk(id);
		await act(id, { type: 'start' }, { type: 'present', q: 1 }, { type: 'open' });
		await asked(1, fast, wrong);
		await fast.answer(1, 1, 'B');
		await wrong.answer(1, 1, 'A');
		await act(id, { type: 'close' });
		expect(await signalsAt(judge)).toEqual([]);
		await act(id, { type: 'reveal' });
		await until(() => judge.view?.turns.length === 1);
		const signals = await signalsAt(judge);
		expect(signals).toMatchObject([{ kind: 'fast', sbds: [1], on: [{ q: 1 }] }]);
	});
});

describe('[JU6] nobody but the judges', () => {
	it('is told, neither by a byte to phones and stages nor by one more message', async () => {
		const { id, code } = await preparedContest(database, [{}], noticed);
		const [left, other] = [await seat(code), await seat(code)];
		const heard: string[] = [];
		const stage = io(`${server.url}/stage`, { auth: { code }, transports: ['websocket'], forceNew: true });
		stage.onAny((...args: unknown[]) => heard.push(JSON.stringify(args)));
		open.push({ close: () => stage.close() });
		await act(id, { type: 'start' }, { type: 'present', q: 1 }, { type: 'open' });
		await asked(1, left, other);
		await until(() => heard.some((text) => text.includes('"open"')));
		await someTime(id);
		const before = [left, other].map(({ received }) => received.length);
		expect(await away(left, 1, 1, 1234)).toEqual({ ok: true });
		for (const [one, expected] of [
			[left, before[0]],
			[other, before[1]]
		] as const)
			expect(one.received).toHaveLength(expected ?? -1);
		await act(id, { type: 'close' }, { type: 'reveal' }, { type: 'finish' });
		await until(() => [left, other].every(({ view }) => view?.phase === 'finished'));
		await until(() => heard.some((text) => text.includes('"finished"')));
		expect(await left.socket.emitWithAck('review')).toMatchObject({ ok: true });
		for (const text of [...left.received, ...other.received, ...heard])
			expect(text.replace('"signals":true', '')).not.toMatch(/signal|away|1234/);
	});

	it('gets none where the rules have none, though phones tell and seats move', async () => {
		const { id, code } = await preparedContest(database, [{}], {});
		const one = await seat(code);
		const judge = await desk(id);
		expect(judge.view?.signals).toBe(false);
		expect(one.received.join()).toContain('"signals":false');
		await act(id, { type: 'start' }, { type: 'present', q: 1 }, { type: 'open' });
		await asked(1, one);
		await someTime(id);
		expect(await away(one, 1, 1, 1000)).toEqual({ ok: false, code: 'away/not_now' });
		const next = phone(code);
		const { sbd, pin } = one.me ?? { sbd: 0, pin: '' };
		expect(await next.join({ by: 'pin', sbd: sbd ?? 0, pin })).toMatchObject({ ok: true });
		await until(() => one.moved);
		expect(await judge.signals()).toEqual({ ok: false, code: 'signals/off' });
		await act(id, { type: 'close' });
		expect(await stored(id)).toEqual([]);
	});
});
