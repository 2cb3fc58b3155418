import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { cardCode } from '../../../src/lib/server/contest/pins';
import { cardSecret } from '../../../src/lib/server/contest/seats';
import { listRoster } from '../../../src/lib/server/people/roster';
import { openDatabase } from '../../../src/lib/server/db/client';
import { acquirePostgres } from '../../../src/lib/server/db/embedded';
import type { ContestFileInput } from '../../../src/cli/contest-file';
import type { TestServer } from '../../helpers/server';

const created = z.object({ id: z.number(), code: z.string() });

export interface MadeContest {
	id: number;
	code: string;
	/** Addresses of its screens on the server under test. */
	setup: string;
	console: string;
	stage: string;
	phone: string;
}

/** Creates a contest with its waiting room open, by the operators' command over the server's own data. */
export async function makeContest(
	server: TestServer,
	contest: Partial<ContestFileInput> & Pick<ContestFileInput, 'rounds'>
): Promise<MadeContest> {
	const file = join(server.dataDir, 'contest.json');
	await writeFile(file, JSON.stringify({ title: 'Thử nghiệm', open: true, ...contest }));
	const args = ['build/node/cli.js', 'contest', 'create', file, '--json'];
	const env = { ...process.env, DATA_DIR: server.dataDir };
	const { stdout } = await promisify(execFile)(process.execPath, args, { env });
	const { id, code } = created.parse(JSON.parse(stdout));
	const setup = `${server.url}/host/contests/${id}`;
	return {
		id,
		code,
		setup,
		console: `${setup}/live`,
		stage: `${server.url}/stage/${code}`,
		phone: `${server.url}/play/${code}`
	};
}

/** Plays a contest to its end: simulated phones, and a simulated host. */
export async function playItOut(
	server: TestServer,
	{ code }: { code: string },
	{ players, accuracy, seed }: { players: number; accuracy: number; seed: string }
): Promise<void> {
	const args = ['build/node/cli.js', 'simulate', code, '--host', '--url', server.url, '--seed', seed];
	const env = { ...process.env, DATA_DIR: server.dataDir };
	await promisify(execFile)(
		process.execPath,
		[...args, '--players', String(players), '--accuracy', String(accuracy)],
		{ env }
	);
}

/** The codes on the seat cards, in the order of the roster: what their QR codes have behind `#card=`. */
export async function seatCards(server: TestServer, { id }: MadeContest): Promise<string[]> {
	const postgres = await acquirePostgres({ databaseUrl: undefined, dataDir: server.dataDir });
	const database = openDatabase(postgres.url, 'cards');
	try {
		const secret = await cardSecret(database.db, id);
		return (await listRoster(database.db, id)).map(({ sbd }) => cardCode(secret, sbd));
	} finally {
		await database.close();
		await postgres.release();
	}
}

/** Questions with the options Một, Hai, Ba; the right one is Hai. */
export function easyQuestions(n: number): object[] {
	return Array.from({ length: n }, (_, i) => ({
		type: 'multiple_choice',
		text: `${i + 1} + ${1 - i} bằng mấy?`,
		options: ['Một', 'Hai', 'Ba'],
		answer: 'B'
	}));
}
