import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardCode } from '$lib/server/contest/pins';
import { cardSecret } from '$lib/server/contest/seats';
import { foldFrom } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;
let phones: TestPhone[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
});
afterEach(() => {
	phones.forEach((phone) => phone.close());
	phones = [];
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

async function seated(code: string, n: number): Promise<TestPhone[]> {
	const some = Array.from({ length: n }, () => new TestPhone(server.url, code));
	phones.push(...some);
	const acks = await Promise.all(some.map((phone) => phone.join()));
	expect(acks.every((ack) => ack.ok)).toBe(true);
	return some;
}

const courseOf = async (id: number) => (await foldFrom(database.db, id)).course;

describe('a contest over real sockets', () => {
	it('[CO2] gives every phone a seat of its own, however many come at once', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const all = await seated(code, 60);
		expect(new Set(all.map((p) => p.me?.sbd)).size).toBe(60);
		expect((await verifyContest(database.db, id)).problems).toEqual([]);
	});

	it('[CO2] gives a phone one seat, whatever it asks for and however fast', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const greedy = new TestPhone(server.url, code);
		phones.push(greedy);
		const ask = (secret: string) =>
			greedy.socket.emitWithAck('join', {
				by: 'name',
				name: 'Lê Tham',
				unit: '',
				secret: secret.padStart(32, 'g')
			});
		await until(() => greedy.socket.connected);
		const acks = await Promise.all(['1', '2', '1', '3'].map(ask));
		expect(acks.map((ack) => (ack.ok ? ack.me.sbd : ack.code))).toEqual([1, 'join/seated', 1, 'join/seated']);
		expect(await ask('4')).toEqual({ ok: false, code: 'join/seated' });
		const back = new TestPhone(server.url, code, acks[0]?.ok ? acks[0].token : '');
		phones.push(back);
		await until(() => back.me !== null);
		expect(await back.join()).toEqual({ ok: false, code: 'join/seated' });
		expect((await foldFrom(database.db, id)).contestants.size).toBe(1);
	});

	it('[PH7] [PH3] what is ready when the host closes early still comes in, and the key waits for it', async () => {
		const { id, code } = await preparedContest(database, [{}, {}]);
		const [a, b] = (await seated(code, 2)) as [TestPhone, TestPhone];
		const host = await TestConsole.open(database, server.url, id, { username: 'mc-early' });
		for (const command of [{ type: 'start' }, { type: 'present', q: 1 }, { type: 'open' }] as const)
			expect(await host.command(command, { expectedVersion: await courseOf(id) })).toEqual({ ok: true });
		await until(() => a.view?.question?.state === 'open');
		await host.command({ type: 'close' }, { expectedVersion: await courseOf(id) });
		const course = await courseOf(id);
		const [ready, revealed] = await Promise.all([
			a.answer(1, 1, 'B'),
			host.command({ type: 'reveal' }, { expectedVersion: course })
		]);
		expect([ready, revealed]).toEqual([{ ok: true, c: 1, v: 'B' }, { ok: true }]);
		await until(() => [a, b].every((phone) => phone.view?.reveal));
		expect([a.view?.you?.status, b.view?.you?.status]).toEqual(['in', 'out']);
		host.close();
	});

	it('[PH6] [EL2] records, closes, reveals; who is wrong leaves', async () => {
		const { id, code } = await preparedContest(database, [{}, {}]);
		const [a, b, c] = (await seated(code, 3)) as [TestPhone, TestPhone, TestPhone];
		expect(await hostActs(database, id, { type: 'start' })).toEqual({ ok: true });
		await hostActs(database, id, { type: 'present', q: 1 });
		await hostActs(database, id, { type: 'open' });
		await until(() => a.view?.question?.state === 'open');
		expect(await a.answer(1, 1, 'A')).toEqual({ ok: true, c: 1, v: 'A' });
		expect(await a.answer(1, 2, 'B')).toEqual({ ok: true, c: 2, v: 'B' });
		expect(await b.answer(1, 1, 'C')).toEqual({ ok: true, c: 1, v: 'C' });
		await hostActs(database, id, { type: 'close' });
		await new Promise((resolve) => setTimeout(resolve, 1100));
		expect(await c.answer(1, 1, 'B')).toEqual({ ok: false, code: 'answer/closed' });
		expect(await hostActs(database, id, { type: 'reveal' })).toEqual({ ok: true });
		await until(() => [a, b, c].every((phone) => phone.view?.reveal));
		expect(a.view?.you).toMatchObject({ status: 'in', verdict: 'right' });
		expect(b.view?.you).toMatchObject({ status: 'out', verdict: 'wrong', outAt: 1 });
		expect(c.view?.you).toMatchObject({ status: 'out', verdict: 'none' });
		expect((await verifyContest(database.db, id)).problems).toEqual([]);
	});

	it('[PH4] the higher counter counts, in whatever order the messages come, and repeats change nothing', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const [a] = (await seated(code, 1)) as [TestPhone];
		await hostActs(database, id, { type: 'start' });
		await hostActs(database, id, { type: 'present', q: 1 });
		await hostActs(database, id, { type: 'open' });
		await until(() => a.view?.question?.state === 'open');
		expect(await a.answer(1, 5, 'C')).toEqual({ ok: true, c: 5, v: 'C' });
		expect(await a.answer(1, 4, 'B')).toEqual({ ok: true, c: 5, v: 'C' });
		const together = await Promise.all([a.answer(1, 7, 'A'), a.answer(1, 6, 'B'), a.answer(1, 7, 'A')]);
		expect(together).toEqual(Array(3).fill({ ok: true, c: 7, v: 'A' }));
	});

	it('[PH4] option: the first choice locks', async () => {
		const { id, code } = await preparedContest(database, [{}], { firstChoiceLocks: true });
		const [a] = (await seated(code, 1)) as [TestPhone];
		await hostActs(database, id, { type: 'start' });
		await hostActs(database, id, { type: 'present', q: 1 });
		await hostActs(database, id, { type: 'open' });
		await until(() => a.view?.question?.state === 'open');
		expect(await a.answer(1, 1, 'A')).toEqual({ ok: true, c: 1, v: 'A' });
		expect(await a.answer(1, 2, 'B')).toEqual({ ok: false, code: 'answer/locked' });
		expect(await a.answer(1, 1, 'A')).toEqual({ ok: true, c: 1, v: 'A' });
	});

	it('[PH7] [PH3] closes by itself when the time is up, and takes nothing afterwards', async () => {
		const { id, code } = await preparedContest(database, [{}], { graceSeconds: 0.2 }, { seconds: 1 });
		const [a] = (await seated(code, 1)) as [TestPhone];
		await hostActs(database, id, { type: 'start' });
		await hostActs(database, id, { type: 'present', q: 1 });
		await hostActs(database, id, { type: 'open' });
		await until(() => a.view?.question?.state === 'open');
		await new Promise((resolve) => setTimeout(resolve, 2000));
		expect((await foldFrom(database.db, id)).turn?.stage).toBe('closed');
		expect(await a.answer(1, 1, 'B')).toEqual({ ok: false, code: 'answer/closed' });
	});

	it('[EL1] [IN3] refuses who has left, and who has no seat', async () => {
		const { id, code } = await preparedContest(database, [{}, {}]);
		const [a, b] = (await seated(code, 2)) as [TestPhone, TestPhone];
		await hostActs(database, id, { type: 'start' });
		await hostActs(database, id, { type: 'present', q: 1 });
		await hostActs(database, id, { type: 'open' });
		await until(() => a.view?.question?.state === 'open');
		await a.answer(1, 1, 'B');
		await hostActs(database, id, { type: 'close' });
		await hostActs(database, id, { type: 'reveal' });
		await hostActs(database, id, { type: 'present', q: 2 });
		await hostActs(database, id, { type: 'open' });
		await until(() => b.view?.question?.q === 2 && b.view.question.state === 'open');
		expect(b.view?.you).toMatchObject({ status: 'out', plays: false });
		expect(await b.answer(2, 1, 'B')).toEqual({ ok: false, code: 'answer/not_on_floor' });
		const guest = new TestPhone(server.url, code);
		phones.push(guest);
		expect(await guest.answer(2, 1, 'B')).toEqual({ ok: false, code: 'answer/no_seat' });
	});

	it('[CO6] keeps seat and answer over a reconnect, and the newest device wins', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const [a] = (await seated(code, 1)) as [TestPhone];
		await hostActs(database, id, { type: 'start' });
		await hostActs(database, id, { type: 'present', q: 1 });
		await hostActs(database, id, { type: 'open' });
		await until(() => a.view?.question?.state === 'open');
		await a.answer(1, 3, 'B');
		a.close();
		const again = new TestPhone(server.url, code, a.token ?? undefined);
		phones.push(again);
		await until(() => again.me !== null && again.view !== null);
		expect(again.me).toMatchObject({ sbd: a.me?.sbd, answer: { q: 1, c: 3, v: 'B' } });
		const second = new TestPhone(server.url, code);
		phones.push(second);
		const ack = await second.join({ by: 'pin', sbd: a.me?.sbd, pin: a.me?.pin } as never);
		expect(ack).toMatchObject({ ok: true, me: { sbd: a.me?.sbd, answer: { v: 'B' } } });
		await until(() => again.moved);
		const old = new TestPhone(server.url, code, again.token ?? undefined);
		phones.push(old);
		await until(() => old.view !== null);
		expect(old.me).toBeNull();
	});

	it('[CO6] guesses at a PIN are soon stopped, and shut nobody out who has the card', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const [a] = (await seated(code, 1)) as [TestPhone];
		const [rival, hers] = [new TestPhone(server.url, code), new TestPhone(server.url, code)];
		phones.push(rival, hers);
		const wrong = { by: 'pin', sbd: 1, pin: 'x' } as never;
		const codes: unknown[] = [];
		for (let i = 0; i < 6; i++) codes.push(await rival.join(wrong));
		expect(codes.at(0)).toEqual({ ok: false, code: 'join/wrong_proof' });
		expect(codes.at(-1)).toEqual({ ok: false, code: 'join/wait' });
		const card = cardCode(await cardSecret(database.db, id), 1);
		expect(await hers.join({ by: 'card', card: `${card.slice(0, -1)}!` } as never)).toMatchObject({
			code: 'join/wrong_proof'
		});
		expect(await hers.join({ by: 'card', card } as never)).toMatchObject({ ok: true, me: { sbd: 1 } });
		await until(() => a.moved);
	});

	it('[IN6] a join whose answer got lost does not take a second seat', async () => {
		const { code } = await preparedContest(database, [{}]);
		const secret = 's'.repeat(32);
		const first = new TestPhone(server.url, code);
		const again = new TestPhone(server.url, code);
		phones.push(first, again);
		const acks = await Promise.all([first.join({ secret } as never), first.join({ secret } as never)]);
		acks.push(await again.join({ secret } as never));
		expect(new Set(acks.map((ack) => ack.ok && ack.me.sbd)).size).toBe(1);
	});

	it('does not take a phone for present that left while it was given its seat', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const phone = new TestPhone(server.url, code);
		phones.push(phone);
		await until(() => phone.view !== null);
		void phone.join().catch(() => {});
		await new Promise((resolve) => setTimeout(resolve, 2));
		phone.close();
		const { db } = database;
		const seats = () => db.selectFrom('contestant').select('sbd').where('contest_id', '=', id).execute();
		for (let i = 0; i < 100 && (await seats()).length === 0; i++) await new Promise((r) => setTimeout(r, 20));
		expect(await seats()).toHaveLength(1);
		await new Promise((resolve) => setTimeout(resolve, 1500));
		const present = await db.selectFrom('presence').select('seats').where('contest_id', '=', id).execute();
		expect(present.flatMap((row) => row.seats)).toEqual([]);
	});

	it('[JU4] twenty commands with the same version do one thing', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		await seated(code, 1);
		await hostActs(database, id, { type: 'start' });
		const outcomes = await Promise.all(
			Array.from({ length: 20 }, () => hostActs(database, id, { type: 'present', q: 1 }))
		);
		expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
	});
});
