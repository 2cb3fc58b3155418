import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideNames } from '$lib/server/contest/name-review';
import { openDatabase, type Database } from '$lib/server/db/client';
import { erasePerson } from '$lib/server/people/erasure';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

/* Another process acts, and its notice is lost on the way: the database is looked at every 1.5 s. */

let database: FreshDatabase;
let mute: Database;
let server: Awaited<ReturnType<typeof liveServer>>;

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
	const { sql } = database;
	// Whoever connects from now on notifies nobody: it finds this function before PostgreSQL's own.
	await sql`create function public.pg_notify(text, text) returns void language sql as 'select'`;
	await sql.unsafe(
		`alter database ${new URL(database.url).pathname.slice(1)} set search_path = public, pg_catalog`
	);
	mute = openDatabase(database.url, 'mute', 2);
});
afterAll(async () => {
	await mute.close();
	await server.stop();
	await database.drop();
});

it('a lost notice of an erasure, too', async () => {
	const { id, code } = await preparedContest(database, [{}]);
	const phone = new TestPhone(server.url, code);
	await phone.join();
	expect(await erasePerson(mute.db, id, 1, 'asked', null)).toEqual({ ok: true });
	await until(() => phone.erased);
});

it('a lost notice of a name that was hidden, too', async () => {
	const { id, code } = await preparedContest(database, [{}]);
	const phone = new TestPhone(server.url, code);
	await phone.join();
	const judge = await TestConsole.open(database, server.url, id, { username: 'giamkhao', role: 'judge' });
	await until(() => judge.names.get(1)?.state === 'shown');
	expect(await decideNames(mute.db, id, { to: 'hidden', players: [1] }, judge.user)).toEqual({ ok: true });
	const hidden = performance.now();
	await until(() => judge.names.get(1)?.state === 'hidden');
	expect(performance.now() - hidden).toBeLessThan(2000);
	judge.close();
	phone.close();
});

it('a lost notice is found within 2 s', async () => {
	const { id, code } = await preparedContest(database, [{}, {}, {}], {}, { elimination: 'warmup' });
	const phone = new TestPhone(server.url, code);
	await phone.join();
	const heard: string[] = [];
	await database.sql.listen('contest_events', (payload) => heard.push(payload));
	await hostActs(mute, id, { type: 'start' });
	for (const q of [1, 2, 3]) {
		await hostActs(mute, id, { type: 'present', q });
		expect(await hostActs(mute, id, { type: 'open' })).toEqual({ ok: true });
		const opened = performance.now();
		await until(() => phone.view?.question?.q === q && phone.view.question.state === 'open');
		expect(performance.now() - opened).toBeLessThan(2000);
		await hostActs(mute, id, { type: 'close' });
		await hostActs(mute, id, { type: 'reveal' });
	}
	expect(heard).toEqual([]);
	phone.close();
});
