import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { StageView } from '$lib/protocol/stage';
import { erasePerson } from '$lib/server/people/erasure';
import { setKeeping } from '$lib/server/people/keeping';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

/* What is erased is gone from every process's memory and every screen at once, also while the contest runs. */

let database: FreshDatabase;
let servers: Awaited<ReturnType<typeof liveServer>>[];
let open: { close(): void }[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	servers = [await liveServer(database), await liveServer(database)];
});
afterEach(() => {
	open.forEach((one) => one.close());
	open = [];
});
afterAll(async () => {
	for (const server of servers) await server.stop();
	await database.drop();
});

const urlOf = (server: number) => servers[server]?.url ?? '';

function phone(code: string, server: number, token?: string): TestPhone {
	const one = new TestPhone(urlOf(server), code, token);
	open.push(one);
	return one;
}

/** A projector without a screen: the last view that it was sent, as text. */
function stage(code: string, server: number): { shown: string } {
	const socket = io(`${urlOf(server)}/stage`, {
		auth: { code },
		transports: ['websocket'],
		forceNew: true,
		reconnection: false
	});
	open.push(socket);
	const one = { shown: '' };
	socket.on('view', (view: StageView) => (one.shown = JSON.stringify(view)));
	return one;
}

const her = 'Hoàng Thị Chim Yến';
const watcher = 'Lý Thị Hoạ Mi';
const words = 'Em là Chim Yến, em thấy đáp án sai.';

it('her name and her words leave stages, consoles and phones of all processes; her phone is let go', async () => {
	const { id, code } = await preparedContest(database, [{}, { kind: 'bell' }], {
		audience: { joins: true, eliminatedPlay: false, lifeline: false }
	});
	const [winner, second, onlooker] = [phone(code, 0), phone(code, 1), phone(code, 0)];
	expect(await winner.join({ name: her })).toMatchObject({ ok: true });
	await second.join({ name: 'Đặng Văn Sơn Ca' });
	await onlooker.join({ by: 'audience', name: watcher });
	const act = async (...commands: Parameters<typeof hostActs>[2][]) => {
		for (const command of commands) expect(await hostActs(database, id, command)).toEqual({ ok: true });
	};
	await act({ type: 'start' }, { type: 'present', q: 1 }, { type: 'open' });
	await until(() => [winner, second, onlooker].every((one) => one.view?.question?.state === 'open'));
	await winner.answer(1, 1, 'A');
	await onlooker.answer(1, 1, 'B');
	await second.answer(1, 1, 'B');
	await act({ type: 'close' }, { type: 'reveal' });
	await until(() => winner.view?.you?.appeal?.state === 'may');
	await winner.socket.timeout(5000).emitWithAck('appeal', { turn: 1, text: words });
	await act({ type: 'callScene', scene: 'audience' });
	const consoles = await Promise.all(
		[0, 1].map((server) =>
			TestConsole.open(database, urlOf(server), id, { username: `desk${server}`, role: 'manager' })
		)
	);
	open.push(...consoles);
	const stages = [stage(code, 0), stage(code, 1)];
	await until(() => stages.every(({ shown }) => shown.includes(watcher)));
	await until(() =>
		consoles.every((one) => one.names.get(1)?.name === her && one.view?.appeals[0]?.text === words)
	);

	expect(await erasePerson(database.db, id, 1, 'asked', null)).toEqual({ ok: true });
	expect(await erasePerson(database.db, id, -1, 'asked', null)).toEqual({ ok: true });
	await until(() => stages.every(({ shown }) => shown !== '' && !shown.includes(watcher)));
	await until(() =>
		consoles.every((one) => one.names.get(1)?.name === '' && one.view?.appeals[0]?.text === '')
	);
	await until(() => [winner, onlooker].every((one) => one.erased && one.socket.disconnected));
	expect([second.erased, second.socket.connected]).toEqual([false, true]);

	// A phone that was away meanwhile learns it when it comes back, and is a stranger's.
	const back = phone(code, 1, winner.token ?? '');
	await until(() => back.erased && back.view !== null);
	expect(back.me).toBeNull();
	for (const text of [her, watcher, words]) expect(back.received.join()).not.toContain(text);
});

it('the winner’s name leaves the stage of a contest that has ended', async () => {
	const { id, code } = await preparedContest(database, [{}, { kind: 'bell' }]);
	const winner = phone(code, 0);
	await winner.join({ name: her });
	for (const command of [
		{ type: 'start' },
		{ type: 'finish' },
		{ type: 'callScene', scene: 'standings' }
	] as const)
		expect(await hostActs(database, id, command)).toEqual({ ok: true });
	const shown = stage(code, 1);
	await until(() => shown.shown.includes(her));
	await erasePerson(database.db, id, 1, 'asked', null);
	await until(() => !shown.shown.includes(her));
});

it('phones that come in, and those that are there, learn how long names are kept now', async () => {
	const { id, code } = await preparedContest(database, [{}]);
	const guest = phone(code, 0);
	await until(() => guest.received.some((text) => text.includes('"keepDays":90')));
	await setKeeping(database.db, id, { keepDays: 7, contact: '' });
	await until(() => guest.received.some((text) => text.includes('"keepDays":7')));
	const late = phone(code, 1);
	await until(() => late.received.some((text) => text.includes('"keepDays":7')));
});
