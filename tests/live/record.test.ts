import { io } from 'socket.io-client';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { StageView } from '$lib/protocol/stage';
import { shortHead } from '$lib/server/contest/chain';
import { eventOfHead } from '$lib/server/contest/log';
import { contestMinutes } from '$lib/server/contest/minutes';
import { takeSeats } from '$lib/server/contest/seats';
import { verifyContest } from '$lib/server/contest/verify';
import { TestConsole } from '../helpers/console';
import { judgedContest } from '../helpers/judged';
import { hostActs, liveServer, preparedContest, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let contest: { id: number; code: string };
let server: Awaited<ReturnType<typeof liveServer>> | null = null;

beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	contest = await judgedContest(database);
});
afterEach(async () => {
	await server?.stop();
	server = null;
	vi.restoreAllMocks();
});

const row = () =>
	database.db
		.selectFrom('contest')
		.select(['version', 'head'])
		.where('id', '=', contest.id)
		.executeTakeFirstOrThrow();

/** What a stage shows after a start of the program. */
async function onStage(): Promise<StageView> {
	server = await liveServer(database);
	const socket = io(`${server.url}/stage`, { auth: { code: contest.code }, transports: ['websocket'] });
	try {
		return await new Promise((resolve) => socket.on('view', resolve));
	} finally {
		socket.disconnect();
	}
}

it('[JU2] stage and minutes show the head that was committed, at the event that they show', async () => {
	const { version, head } = await row();
	const view = await onStage();
	expect(view.v).toBe(version);
	expect(view.record).toEqual({ events: version, head: shortHead(head) });
	expect(view.record?.head).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
	expect((await contestMinutes(database.db, contest.id))?.record).toMatchObject({ ...view.record });
});

it('[JU2] a record that was cut together with what the contest notes of it holds in itself, and is betrayed by the head that was noted', async () => {
	const noted = (await onStage()).record?.head ?? '';
	const digits = noted.replaceAll(' ', '');
	expect(await eventOfHead(database.db, contest.id, digits)).toBe((await row()).version);
	await server?.stop();
	await sql`delete from contest_event e using contest c
		where c.id = ${contest.id} and e.contest_id = c.id and e.seq = c.version`.execute(database.db);
	await sql`update contest c set version = version - 1, head = e.hash
		from contest_event e where c.id = ${contest.id} and e.contest_id = c.id and e.seq = c.version - 1`.execute(
		database.db
	);
	expect((await verifyContest(database.db, contest.id)).problems).toEqual([]);
	const view = await onStage();
	expect(view.record?.events).toBe((await row()).version);
	expect(view.record?.head).not.toBe(noted);
	expect((await contestMinutes(database.db, contest.id))?.record.head).toBe(view.record?.head);
	expect(await eventOfHead(database.db, contest.id, digits)).toBeNull();
});

it('[JU2] a head that was noted before a later decision is still known, with its event', async () => {
	const { version, head } = await row();
	server = await liveServer(database);
	const desk = await TestConsole.open(database, server.url, contest.id, {
		username: `minh-${contest.id}`
	});
	const award = { type: 'setAward', sbd: 1, award: null, reason: 'Trả giải' } as const;
	expect(await desk.command(award)).toEqual({ ok: true });
	await until(() => desk.view?.record?.events === version + 1);
	expect(desk.view?.record?.head).not.toBe(shortHead(head));
	expect(await eventOfHead(database.db, contest.id, Buffer.from(head).toString('hex').slice(0, 16))).toBe(
		version
	);
	desk.close();
});

it('[JU2] what the hall is shown after the end leaves the seal as it was noted', async () => {
	const noted = (await onStage()).record;
	await server?.stop();
	await hostActs(database, contest.id, { type: 'callScene', scene: 'awards' });
	await hostActs(database, contest.id, { type: 'callScene', scene: 'blank' });
	const view = await onStage();
	expect(view.v).toBe((await row()).version);
	expect(view.record).toEqual(noted);
	expect((await contestMinutes(database.db, contest.id))?.record).toMatchObject({ ...noted });
	const { head, sealed } = await verifyContest(database.db, contest.id);
	expect({ head, events: sealed }).toEqual(noted);
});

it('[JU2] a start finds the record that does not hold, says where, and lets the contest go on', async () => {
	const log = vi.spyOn(console, 'error').mockImplementation(() => {});
	await sql`update contest_event set actor = 'staff:x' where contest_id = ${contest.id} and seq = 5`.execute(
		database.db
	);
	const sound = await judgedContest(database);
	server = await liveServer(database);
	const { records } = server.live;
	const desk = await TestConsole.open(database, server.url, contest.id, { username: `hoa-${contest.id}` });
	await until(() => desk.view?.fault != null, 20_000);
	expect(desk.view?.fault).toEqual({ code: 'hash', seq: 5 });
	expect(records.fault(contest.id)).toEqual({ code: 'hash', seq: 5 });
	expect(records.fault(sound.id)).toBeNull();
	expect([...records.faults().keys()]).toEqual([contest.id]);
	expect(log.mock.calls.flat().join(' ')).toContain(`contest ${contest.code} does not hold at event 5`);
	expect(await desk.command({ type: 'callScene', scene: 'awards' })).toEqual({ ok: true });
	desk.close();
});

it('[JU2] a contest that has just ended is verified again', async () => {
	vi.spyOn(console, 'error').mockImplementation(() => {});
	server = await liveServer(database);
	const { records } = server.live;
	const { id } = await preparedContest(database, [{}]);
	const join = { by: 'name', name: 'An', unit: '', secret: 'a'.repeat(32) } as const;
	await takeSeats(database.db, id, undefined, [join]);
	await server.live.contestChanged(id);
	await hostActs(database, id, { type: 'start' });
	await sql`update contest_event set at = at - 1 where contest_id = ${id} and seq = 2`.execute(database.db);
	expect(records.fault(id)).toBeNull();
	await hostActs(database, id, { type: 'finish' });
	await until(() => records.fault(id) !== null, 20_000);
	expect(records.fault(id)).toEqual({ code: 'hash', seq: 2 });
});
