import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

/* Socket.IO can resume a line from what it kept in memory. Here the record alone says where a contest stands. */

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

it('a line that comes back is a new one, told all anew from the record', async () => {
	const { id, code } = await preparedContest(database, [{}, {}]);
	const phone = new TestPhone(server.url, code);
	await phone.join();
	await hostActs(database, id, { type: 'start' });
	await hostActs(database, id, { type: 'present', q: 1 });
	await hostActs(database, id, { type: 'open' });
	await until(() => phone.view?.question?.state === 'open');
	// Where lines may be resumed, the client is given a private number to do it with.
	expect(Reflect.get(phone.socket, '_pid')).toBeUndefined();
	const before = phone.socket.id;
	const seen = phone.view?.v ?? Infinity;

	phone.socket.auth = { code, token: phone.token };
	phone.socket.io.engine.close();
	await until(() => phone.socket.disconnected);
	await hostActs(database, id, { type: 'close' });
	phone.view = null;
	phone.me = null;
	phone.socket.connect();

	await until(() => (phone.view?.v ?? 0) > seen && phone.me !== null);
	expect(phone.socket.recovered).not.toBe(true);
	expect(phone.socket.id).not.toBe(before);
	expect(phone.me).toMatchObject({ sbd: 1 });
	phone.close();
});
