import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestFileInput } from '../../src/cli/contest-file';
import { foldFrom } from '$lib/server/contest/log';
import { operator, type CommandOutcome } from '../helpers/cli';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';

const players = 500;
const questions = 20;

const rightOption = (i: number) => 'ABC'[i % 3] ?? 'A';
const inline = (name: string, n: number) =>
	Array.from({ length: n }, (_, i) => ({
		text: `${name} ${i + 1}?`,
		type: 'multiple_choice',
		options: ['Một', 'Hai', 'Ba'],
		answer: rightOption(i)
	}));

/** Everything that a contest can have, on times that fit into a test. */
const file: ContestFileInput = {
	title: 'Mô phỏng 500 điện thoại',
	units: ['Chi đoàn A', 'Chi đoàn B'],
	rules: {
		registration: 'mixed',
		capacity: players,
		rescue: { size: 'question', afterQuestions: [14], atMost: 30 }
	},
	rounds: [
		{ name: 'Khởi động', elimination: 'warmup', seconds: 5, questions: inline('Khởi động', 8) },
		{ name: 'Chinh phục', elimination: 'knockout', seconds: 5, questions: inline('Chinh phục', 12) }
	],
	extras: {
		spare: inline('Dự bị', 1),
		rescue: inline('Cứu trợ', 2),
		tiebreak: [{ text: 'Thủ đô của Việt Nam?', type: 'short_answer', answer: 'Hà Nội' }, ...inline('Phụ', 2)],
		bell: inline('Chuông', 2)
	},
	extraSeconds: 5,
	roster: Array.from({ length: 40 }, (_, i) => ({ name: `Nguyễn Văn ${i + 1}`, unit: 'Chi đoàn A' })),
	open: true
};

let database: FreshDatabase;
let server: TestServer;
let run: ReturnType<typeof operator>;
let folder: string;

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url } });
	run = operator(database);
	folder = await mkdtemp(join(tmpdir(), 'mo-phong-'));
});
afterAll(async () => {
	await server.stop();
	await database.drop();
	await rm(folder, { recursive: true });
});

describe('500 phones over 20 questions, on the program as it is built', () => {
	let code: string;
	let id: number;
	let came: CommandOutcome;

	beforeAll(async () => {
		const path = join(folder, 'contest.json');
		await writeFile(path, JSON.stringify(file));
		const created = await run('contest create', path, '--json');
		({ code, id } = created.json as { code: string; id: number });
		const options = [
			'--players',
			`${players}`,
			'--seed',
			'thử',
			'--accuracy',
			'0.9',
			'--pace',
			'250',
			'--host'
		];
		came = await run('simulate', code, ...options, '--url', server.url, '--json');
	}, 150_000);

	it('[PH6] [IN2] loses nobody and nothing: every confirmed answer is on record and was judged so', () => {
		expect(came.json).toMatchObject({ players, joined: players, lost: 0, doubled: 0, wrong: 0, faults: [] });
		expect(came.code).toBe(0);
	});

	it('records what was chosen in time, over lines that break', () => {
		const { answered, acked, drops, views } = came.json as Record<string, number>;
		expect(answered).toBeGreaterThan(players * 10);
		expect(acked).toBeGreaterThan(0.95 * (answered ?? 0));
		expect(drops).toBeGreaterThan(players / 4);
		// Presented, opened and revealed at the least, on every phone.
		expect(views).toBeGreaterThan(players * questions * 3);
	});

	it('[RE4] [BE3] went the whole way: all main questions, rescues, the ranking', async () => {
		const contest = await foldFrom(database.db, id);
		expect(contest.phase).toBe('finished');
		expect(contest.played.filter((t) => t.kind === 'main')).toHaveLength(questions);
		expect(contest.rescues.length).toBeGreaterThan(0);
		expect(contest.ranking).toHaveLength(players);
	});

	it('[JU2] leaves a record that holds', async () => {
		expect((await run('contest verify', code, '--json')).json).toMatchObject({ problems: [] });
		expect((await run('contest verify', code)).code).toBe(0);
	});

	it('takes the host’s account back', async () => {
		expect(await database.db.selectFrom('staff_user').select('id').execute()).toEqual([]);
	});
});
