import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { minutesOf } from '$lib/contest/minutes';
import { readLog } from '$lib/server/contest/log';
import type { HostCommand } from '$lib/protocol/host';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;
let open: { close(): void }[] = [];
let hosts = 0;

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

const act = async (id: number, ...commands: HostCommand[]) => {
	for (const command of commands) expect(await hostActs(database, id, command)).toEqual({ ok: true });
};

/** A contest with a question open to four phones and a host at her console. */
async function hall() {
	const { id, code } = await preparedContest(database, [{}, {}], {});
	const tokens: string[] = [];
	const phones: TestPhone[] = [];
	for (let i = 0; i < 4; i++) {
		const phone = new TestPhone(server.url, code);
		open.push(phone);
		const joined = await phone.join();
		if (!joined.ok) throw new Error(joined.code);
		tokens.push(joined.token);
		phones.push(phone);
	}
	const host = await TestConsole.open(database, server.url, id, {
		username: `mc${++hosts}`,
		role: 'host',
		staff: 'host'
	});
	open.push(host);
	await act(id, { type: 'start' }, { type: 'present', q: 1 }, { type: 'open' });
	await until(() => phones.every(({ view }) => view?.question?.state === 'open'));
	const comeBack = async (n: number) => {
		for (let i = 0; i < n; i++) {
			phones[i]?.close();
			const again = new TestPhone(server.url, code, tokens[i]);
			open.push(again);
			await until(() => again.view !== null);
		}
	};
	return { id, host, comeBack };
}

describe('[PH11] a hall that loses its network while a question is open', () => {
	it('is shown to the host with what she can do; more time is that', async () => {
		const { id, host, comeBack } = await hall();
		await comeBack(3);
		await until(() => host.view?.interrupted !== null);
		expect(host.view?.interrupted).toEqual({ phones: 3, unavailableMs: 0, clockMs: 0 });
		await act(id, { type: 'extend', ms: 10_000 });
		await until(() => host.view?.interrupted === null);
		const log = await readLog(database.db, id);
		expect(log.slice(-2).map(({ event }) => event.type)).toEqual(['interrupted', 'extended']);
		expect(minutesOf(log).course).toMatchObject([
			{ type: 'started' },
			{ type: 'interrupted', phones: 3 },
			{ type: 'extended', ms: 10_000 }
		]);
	});

	it('is on record when she goes on, with who went on', async () => {
		const { id, host, comeBack } = await hall();
		await comeBack(4);
		await until(() => host.view?.interrupted !== null);
		await act(id, { type: 'passInterruption', q: 1 });
		await until(() => host.view?.interrupted === null);
		expect(minutesOf(await readLog(database.db, id)).decisions).toMatchObject([
			{ type: 'interruptionPassed' }
		]);
	});

	it('is not called that when two walk through a dead spot', async () => {
		const { id, host, comeBack } = await hall();
		await comeBack(2);
		await act(id, { type: 'close' });
		await until(() => host.view?.question?.state === 'closed');
		await new Promise((resolve) => setTimeout(resolve, 1300));
		expect(host.view?.interrupted).toBeNull();
	});
});
