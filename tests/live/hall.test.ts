import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ServerToStage, StageToServer } from '$lib/protocol/events';
import { hallFacts } from '$lib/protocol/hall';
import type { StageScreen } from '$lib/protocol/stage';
import { backUpInto } from '$lib/server/backup/folder';
import { keepBackups } from '$lib/server/backup/schedule';
import { readConfig } from '$lib/server/config';
import { createContest } from '$lib/server/contest/contests';
import { hallFactsOf } from '$lib/server/hall/facts';
import { TestConsole } from '../helpers/console';
import { liveServer, preparedContest, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
/** Behind a proxy of one's own, so that phones may come from anywhere. */
let server: Awaited<ReturnType<typeof liveServer>>;
let sockets: Socket[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database, { TRUST_PROXY: '1' });
});
afterEach(() => {
	sockets.forEach((socket) => socket.disconnect());
	sockets = [];
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

const hd: StageScreen = { width: 1280, height: 720, ratio: 1.5, sound: 'asleep', fullscreen: false };

/** Connects, and tells how it went: the code of the refusal, or nothing. */
async function knock(namespace: string, auth: object, from?: string): Promise<[Socket, string | null]> {
	const socket: Socket = io(`${server.url}${namespace}`, {
		auth,
		extraHeaders: from ? { 'x-forwarded-for': from } : {},
		transports: ['websocket'],
		forceNew: true,
		reconnection: false
	});
	sockets.push(socket);
	const outcome = await new Promise<string | null>((resolve) => {
		socket.on('connect', () => resolve(null));
		socket.on('connect_error', ({ message }) => resolve(message));
	});
	return [socket, outcome];
}

const draft = () => createContest(database.db, { title: 'Đang soạn', createdBy: null });

describe('who has reached the contest', () => {
	it('is a phone of another machine, and none of this one', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		expect(await knock('/play', { code })).toMatchObject([{}, null]);
		expect(server.live.reach.of(id)).toBeNull();
		const before = Date.now();
		await knock('/play', { code }, '192.0.2.23');
		expect(server.live.reach.of(id)).toMatchObject({ address: '192.0.2.23' });
		expect(server.live.reach.of(id)?.at).toBeGreaterThanOrEqual(before);
	});

	it('is known before the room is opened too; a code that names no contest leaves nothing', async () => {
		const { id, code } = await draft();
		expect((await knock('/play', { code }, '192.0.2.24'))[1]).toBe('contest/not_prepared');
		expect(server.live.reach.of(id)).toMatchObject({ address: '192.0.2.24' });
		expect((await knock('/play', { code: '000000' }, '192.0.2.25'))[1]).toBe('contest/unknown');
	});
});

describe('on what the stage is shown', () => {
	it('is told at the handshake and when it changes, to the host as well; forgotten when it goes', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const host = await TestConsole.open(database, server.url, id, { username: 'mc' });
		await until(() => host.live?.stages.length === 0);
		const [socket] = await knock('/stage', { code, screen: hd });
		const stage: Socket<ServerToStage, StageToServer> = socket;
		await until(() => host.live?.stages.length === 1);
		expect(server.live.screens.of(id)).toEqual([hd]);

		const better: StageScreen = { ...hd, sound: 'on', fullscreen: true };
		stage.emit('screen', better);
		await until(() => host.live?.stages[0]?.sound === 'on');
		expect(host.live?.stages).toEqual([better]);

		stage.emit('screen', { ...better, width: -1 });
		await stage.timeout(5000).emitWithAck('clock');
		expect(server.live.screens.of(id)).toEqual([better]);

		stage.disconnect();
		await until(() => host.live?.stages.length === 0);
		host.close();
	});

	it('is known of a stage that waits for the room, and of one that says nothing not', async () => {
		const { id, code } = await draft();
		expect((await knock('/stage', { code, screen: hd }, '192.0.2.9'))[1]).toBe('contest/not_prepared');
		expect(server.live.screens.of(id)).toEqual([hd]);
		expect((await knock('/stage', { code }, '192.0.2.10'))[1]).toBe('contest/not_prepared');
		expect(server.live.screens.of(id)).toEqual([hd]);
	});
});

describe('what is measured in the hall', () => {
	const here = new URL('http://localhost:3000/host/contests/1/hall');
	const facts = async (id: number, env: Record<string, string> = {}) => {
		const config = readConfig(env);
		const backups = keepBackups(database, config.backups);
		onTestFinished(backups.stop);
		return await hallFactsOf({ db: database.db, config, live: server.live, backups }, id, here);
	};

	it('goes over the wire as the protocol says, with nothing secret in it', async () => {
		const { id, code } = await preparedContest(database, [{ key: 'C' }], { registration: 'roster' });
		await knock('/stage', { code, screen: hd });
		const sent = JSON.stringify(await facts(id));
		const read = hallFacts.strict().parse(JSON.parse(sent));
		expect(Math.abs(read.databaseAhead)).toBeLessThan(5000);
		expect(read).toMatchObject({
			phase: 'lobby',
			questions: 1,
			stages: [hd],
			phones: { used: true, expected: 0, reached: null }
		});
		expect(read.findings.map((finding) => finding.code)).toContain('no_contestants');
		expect(sent).not.toMatch(/pin|secret|token|"key"/i);
	});

	it('knows whether a backup is kept, and of when', async () => {
		const { id } = await draft();
		const folder = mkdtempSync(join(tmpdir(), 'hall-'));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const env = { DATABASE_URL: database.url, BACKUP_DIR: folder };
		expect((await facts(id, env))?.backup).toMatchObject({ kept: true, last: null });
		await backUpInto(database, folder, 3);
		const { last, changed } = (await facts(id, env))?.backup ?? { last: 0, changed: 0 };
		expect(last).toBeGreaterThanOrEqual(changed);
		expect((await facts(id, { DATABASE_URL: database.url }))?.backup.kept).toBe(false);
	});

	it('expects as many phones as there are seats where seats are open', async () => {
		const { id } = await preparedContest(database, [{}], { registration: 'open', capacity: 300 });
		expect((await facts(id))?.phones.expected).toBe(300);
	});

	it('sees the disk of its own database, and not that of another’s', async () => {
		const { id } = await draft();
		const given = await facts(id, { DATABASE_URL: database.url });
		expect(given?.disk).toMatchObject({ elsewhere: true, free: null });
		expect(given?.disk.database).toBeGreaterThan(1_000_000);
		const own = await facts(id, { DATA_DIR: '/no/such/place' });
		expect(own?.disk).toMatchObject({ elsewhere: false, free: null });
	});

	it('is nothing where there is no contest', async () => {
		expect(await facts(9999)).toBeNull();
	});
});
