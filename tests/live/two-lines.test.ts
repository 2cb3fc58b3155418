import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

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

it('[CO6] [IN6] what a phone has sent by a line that it gave up does not take the seat from the line it has now', async () => {
	const { code } = await preparedContest(database, [{}]);
	const secret = randomBytes(24).toString('base64url');
	const old = new TestPhone(server.url, code);
	await until(() => old.socket.connected);
	const now = new TestPhone(server.url, code);
	await until(() => now.socket.connected);
	expect(await now.join({ secret })).toMatchObject({ ok: true, me: { sbd: 1 } });
	// The same request, which had waited somewhere on the way; nobody is at the other end any more.
	await old.join({ secret }).catch(() => null);
	await until(() => old.socket.disconnected);
	expect(now.moved).toBe(false);
	expect(now.socket.connected).toBe(true);
	now.close();
});

it('[CO6] whoever opens the page once more has the seat there', async () => {
	const { code } = await preparedContest(database, [{}]);
	const before = new TestPhone(server.url, code);
	const joined = await before.join();
	if (!joined.ok) throw new Error(joined.code);
	const after = new TestPhone(server.url, code, joined.token);
	await until(() => before.moved && after.me !== null);
	expect(after.me).toMatchObject({ sbd: 1 });
	after.close();
});
