import { afterAll, beforeAll, expect, it } from 'vitest';
import { disable } from '$lib/server/people/administration';
import { TestConsole } from '../helpers/console';
import { liveServer, preparedContest, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

/* A console that is open while its user loses the right to it sees nothing any more within 30 s, and acts at once no more. */

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

it('a session that is ended, a role that is taken and an account that is disabled close their consoles', async () => {
	const { id } = await preparedContest(database, [{}]);
	const [ended, released, disabled, stays] = [
		await TestConsole.open(database, server.url, id, { username: 'ended' }),
		await TestConsole.open(database, server.url, id, { username: 'released' }),
		await TestConsole.open(database, server.url, id, { username: 'disabled' }),
		await TestConsole.open(database, server.url, id, { username: 'stays' })
	];
	await database.db.deleteFrom('staff_session').where('user_id', '=', ended.user).execute();
	await database.db.deleteFrom('contest_role').where('user_id', '=', released.user).execute();
	expect(await disable(database.db, disabled.user)).toEqual({ ok: true });
	const revoked = performance.now();
	const outs = [ended, released, disabled];
	for (const out of outs)
		expect(await out.command({ type: 'start' })).toEqual({ ok: false, code: 'host/not_allowed' });
	await until(() => outs.every((out) => !out.connected), 30_000);
	expect(performance.now() - revoked).toBeLessThan(30_000);
	expect(stays.connected).toBe(true);
	expect(await stays.command({ type: 'callScene', scene: 'blank' })).toEqual({ ok: true });
	stays.close();
});
