import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestFileInput } from '../../src/cli/contest-file';
import { simulate } from '../../src/cli/simulate-run';
import { readConfig } from '$lib/server/config';
import { contestByCode } from '$lib/server/contest/contests';
import { foldFrom } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { readyDatabase } from '$lib/server/database';
import type { Database } from '$lib/server/db/client';
import { Random } from '$lib/simulation/random';
import type { SimulationReport } from '$lib/simulation/report';
import { operator } from '../helpers/cli';
import { deleteData, startServer, type TestServer } from '../helpers/server';

/*
 * The server is killed ten times during one contest, where it hurts: while phones take their seats, in bursts of
 * answers, with the table of answers held so that a batch is in the database's hands, and in the middle of a command.
 * Phones and host know nothing of it; they come back by themselves.
 */

const players = 150;
const paceMs = 400;
/** One for each question, after the one in the waiting room. */
const kills = ['burst', 'stall', 'close', 'reveal', 'burst', 'stall', 'present', 'close', 'reveal'] as const;

const random = new Random(process.env['CHAOS_SEED'] ?? String(Date.now()));
const questions = (name: string, n: number) =>
	Array.from({ length: n }, (_, i) => ({
		text: `${name} ${i + 1}?`,
		options: ['Một', 'Hai', 'Ba'],
		answer: 'B'
	}));
const file: ContestFileInput = {
	title: 'Mất điện mười lần',
	rules: {
		registration: 'open',
		capacity: players,
		everyoneFails: 'stay',
		rescue: { afterQuestions: [6], atMost: null }
	},
	rounds: [
		{ name: 'Khởi động', elimination: 'warmup', seconds: 6, questions: questions('Khởi động', 3) },
		{ name: 'Chinh phục', elimination: 'knockout', seconds: 6, questions: questions('Chinh phục', 8) }
	],
	open: true
};

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The server, and what is done to it. */
class Victim {
	killed = 0;
	private busy: Promise<void> = Promise.resolve();

	constructor(private server: TestServer) {}

	get url(): string {
		return this.server.url;
	}

	/** Kills it after `ms` and starts it again on the same port and data. */
	killAfter(ms: number): void {
		this.busy = this.busy.then(async () => {
			await wait(ms);
			await this.server.kill9();
			this.killed += 1;
			const { port } = new URL(this.server.url);
			this.server = await startServer({ dataDir: this.server.dataDir, env: { PORT: port } });
		});
	}

	/** Holds the table of answers, so that what is being written waits inside the database, and kills then. */
	stallAndKill({ sql }: Database, ms: number): void {
		void wait(ms).then(() =>
			sql.begin(async (tx) => {
				await tx`lock table answer in exclusive mode`;
				await wait(150);
				this.killAfter(0);
				await wait(150);
			})
		);
	}

	/** Resolves when it has been killed as often as was asked, and serves again. */
	settled(): Promise<void> {
		return this.busy;
	}

	stop(): Promise<unknown> {
		return this.server.stop();
	}
}

describe('kill -9 ten times during a contest', () => {
	let victim: Victim;
	let database: Database;
	let dataDir: string;
	let id: number;
	let came: SimulationReport;

	beforeAll(async () => {
		const server = await startServer();
		dataDir = server.dataDir;
		victim = new Victim(server);
		database = await readyDatabase(readConfig({ DATA_DIR: dataDir }), 'chuong-vang chaos');
		const folder = await mkdtemp(join(tmpdir(), 'kill9-'));
		await writeFile(join(folder, 'contest.json'), JSON.stringify(file));
		const created = await operator(database)('contest create', join(folder, 'contest.json'), '--json');
		await rm(folder, { recursive: true });
		const contest = await contestByCode(database.db, (created.json as { code: string }).code);
		if (!contest) throw new Error(created.err);
		id = contest.id;

		let question = 0;
		victim.killAfter(random.between(50, 400));
		came = await simulate(database.db, contest, {
			url: victim.url,
			players,
			seed: 'kill -9',
			accuracy: 0.93,
			reconnects: 0.05,
			paceMs,
			host: {
				onCommand: (type) => {
					const kill = kills[question];
					if (type === 'open' && kill === 'burst') victim.killAfter(random.between(0.3, 1.8) * paceMs);
					if (type === 'open' && kill === 'stall')
						victim.stallAndKill(database, random.between(0.3, 1.4) * paceMs);
					if (type === kill) victim.killAfter(random.between(0, 12));
					if (type === 'reveal') question += 1;
				}
			}
		});
		await victim.settled();
	}, 240_000);
	afterAll(async () => {
		await database.close();
		await victim.stop();
		await deleteData(dataDir);
	});

	it('was really killed, and the contest went to its end', async () => {
		expect(victim.killed).toBe(10);
		const contest = await foldFrom(database.db, id);
		expect(contest.phase).toBe('finished');
		expect(contest.played).toHaveLength(11);
		expect(came).toMatchObject({ players, joined: players });
		expect(came.drops).toBeGreaterThanOrEqual(players * 9);
		expect(came.acked).toBeGreaterThan(players * 4);
	});

	it('[PH6] [IN2] lost no confirmed answer, counted none twice, and every screen was right', () => {
		expect(came).toMatchObject({ lost: 0, doubled: 0, wrong: 0, faults: [] });
	});

	it('[IN6] carried out no command twice', async () => {
		const log = await database.db
			.selectFrom('contest_event')
			.select(['type', 'data'])
			.where('contest_id', '=', id)
			.where('type', 'in', ['presented', 'opened', 'closed', 'revealed'])
			.execute();
		const steps = log.map(({ type, data }) => `${type} ${JSON.stringify((data as { q: number }).q)}`);
		expect(new Set(steps).size).toBe(steps.length);
		expect(steps).toHaveLength(4 * 11);
	});

	it('[JU2] has left a record that holds', async () => {
		expect((await verifyContest(database.db, id)).problems).toEqual([]);
	});
});
