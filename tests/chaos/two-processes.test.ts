import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestFileInput } from '../../src/cli/contest-file';
import { simulate } from '../../src/cli/simulate-run';
import { readConfig } from '$lib/server/config';
import { contestByCode } from '$lib/server/contest/contests';
import { foldFrom } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { readyDatabase } from '$lib/server/database';
import type { Database } from '$lib/server/db/client';
import { acquirePostgres } from '$lib/server/db/embedded';
import type { StageView } from '$lib/protocol/stage';
import type { SimulationReport } from '$lib/simulation/report';
import { operator } from '../helpers/cli';
import { startProxy } from '../helpers/proxy';
import { deleteData, startServer, type TestServer } from '../helpers/server';

/*
 * One contest, two processes on one PostgreSQL behind the HAProxy of deploy/. Phones sit on both, the host on one of them, a
 * stage on each; in the middle of questions one process and then the other is killed and started again.
 */

const players = 120;
const questions = (n: number) =>
	Array.from({ length: n }, (_, i) => ({
		text: `Câu hỏi ${i + 1}?`,
		options: ['Một', 'Hai', 'Ba'],
		answer: 'B'
	}));
const file: ContestFileInput = {
	title: 'Hai tiến trình',
	rules: { registration: 'open', capacity: players, everyoneFails: 'stay' },
	rounds: [{ name: 'Khởi động', elimination: 'warmup', seconds: 6, questions: questions(6) }],
	open: true
};

describe('one contest on two processes behind a proxy', () => {
	let database: Database;
	let postgres: Awaited<ReturnType<typeof acquirePostgres>>;
	let proxy: Awaited<ReturnType<typeof startProxy>>;
	const dataDir = join('.data', 'two-processes');
	const processes: TestServer[] = [];
	const stages: { view: StageView | null; close(): void }[] = [];
	let id: number;
	let came: SimulationReport;
	/** On how many processes phones sat, when all had come. */
	let spread: number[] = [];
	let killed = 0;

	const start = (port = '0') =>
		startServer({ env: { DATABASE_URL: postgres.url, PORT: port, TRUST_PROXY: '1' } });

	/** Kills one of the two and starts it again on its port. */
	async function kill(which: number): Promise<void> {
		const victim = processes[which];
		if (!victim) return;
		await victim.kill9();
		killed++;
		processes[which] = await start(new URL(victim.url).port);
	}

	/** A stage that asks one of the processes itself. */
	function watch(server: TestServer, code: string) {
		const socket = io(`${server.url}/stage`, { auth: { code }, transports: ['websocket'] });
		const stage = { view: null as StageView | null, close: () => void socket.disconnect() };
		socket.on('view', (view: StageView) => (stage.view = view));
		return stage;
	}

	beforeAll(async () => {
		postgres = await acquirePostgres({ databaseUrl: undefined, dataDir });
		database = await readyDatabase(readConfig({ DATABASE_URL: postgres.url }), 'chuong-vang two processes');
		processes.push(await start(), await start());
		const [one, two] = processes as [TestServer, TestServer];
		proxy = await startProxy(one.url, two.url);
		const folder = await mkdtemp(join(tmpdir(), 'two-processes-'));
		await writeFile(join(folder, 'contest.json'), JSON.stringify(file));
		const created = await operator(database)('contest create', join(folder, 'contest.json'), '--json');
		await rm(folder, { recursive: true });
		const contest = await contestByCode(database.db, (created.json as { code: string }).code);
		if (!contest) throw new Error(created.err);
		id = contest.id;
		stages.push(watch(one, contest.code), watch(two, contest.code));

		let opened = 0;
		let busy: Promise<void> = Promise.resolve();
		came = await simulate(database.db, contest, {
			url: proxy.url,
			players,
			seed: 'two processes',
			accuracy: 0.8,
			reconnects: 0.02,
			paceMs: 400,
			host: {
				onCommand: (type) => {
					if (type === 'start')
						busy = busy.then(async () => {
							const rows = await database.db
								.selectFrom('presence')
								.select('seats')
								.where('contest_id', '=', id)
								.execute();
							spread = rows.map(({ seats }) => seats.length);
						});
					if (type !== 'open') return;
					opened++;
					if (opened === 2 || opened === 4) busy = busy.then(() => kill(opened === 2 ? 0 : 1));
				}
			}
		});
		await busy;
	}, 240_000);
	afterAll(async () => {
		stages.forEach((stage) => stage.close());
		await proxy.stop();
		for (const server of processes) await server.stop();
		await database.close();
		await postgres.release();
		await deleteData(dataDir);
	});

	it('has phones on both, and goes to its end though each of them is killed', async () => {
		expect(spread).toHaveLength(2);
		expect(Math.min(...spread)).toBeGreaterThan(players / 4);
		expect(killed).toBe(2);
		expect((await foldFrom(database.db, id)).played).toHaveLength(6);
		expect(came).toMatchObject({ players, joined: players });
		expect(came.drops).toBeGreaterThan(players / 2);
	});

	it('[PH6] [IN2] lost no confirmed answer, counted none twice, and every screen was right', () => {
		expect(came).toMatchObject({ lost: 0, doubled: 0, wrong: 0, faults: [] });
		expect(came.acked).toBeGreaterThan(players * 3);
	});

	it('shows the same on a stage of either process', () => {
		const [one, two] = stages.map(({ view }) => view);
		expect(one).toMatchObject({ phase: 'finished' });
		// Each was asked at an address of its own.
		expect({ ...two, joinUrl: '' }).toEqual({ ...one, joinUrl: '' });
	});

	it('[JU2] has left a record that holds', async () => {
		expect((await verifyContest(database.db, id)).problems).toEqual([]);
	});
});
