import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRoster } from '$lib/server/people/roster';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { addToken } from '../helpers/tokens';
import { accounts, newPlace, type Place } from './people';

/* The examples of docs/api.md, run as they stand there. */

const page = readFileSync('docs/api.md', 'utf8');
const examples = [...page.matchAll(/```sh\n([^]*?)```/g)].map(([, command = '']) => command);
const runnable = ['sh', 'curl'].every((program) => !spawnSync(program, ['--version']).error);

let database: FreshDatabase;
let server: TestServer;
let token: string;
let ended: Place;
let draft: Place;

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url } });
	const all = await accounts(database.db);
	ended = await newPlace(database, all, { ended: true });
	draft = await newPlace(database, all);
	token = await addToken(database.db, all.manager);
}, 120_000);
afterAll(async () => {
	await server.stop();
	await database.drop();
});

async function run(example: string | undefined, { code }: Place): Promise<unknown> {
	const env = { ...process.env, SERVER: server.url, TOKEN: token, CODE: code };
	const { stdout, stderr } = await promisify(execFile)('sh', ['-c', example ?? 'false'], { env });
	expect(stderr).toBe('');
	return JSON.parse(stdout);
}

it('has an example of each endpoint', () => {
	expect(examples).toHaveLength(3);
	const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { paths: object };
	expect(Object.keys(paths)).toHaveLength(3);
	for (const path of Object.keys(paths))
		expect(page).toContain(`$SERVER/api/v1${path.replace('{code}', '$CODE')}"`);
});

describe.skipIf(!runnable)('run with curl', () => {
	it('lists the contests', async () => {
		expect(await run(examples[0], draft)).toMatchObject({
			contests: [
				{ code: draft.code, phase: 'draft' },
				{ code: ended.code, phase: 'finished' }
			]
		});
	});

	it('tells what a contest came to, and before its end that it has not come to it', async () => {
		expect(await run(examples[1], ended)).toMatchObject({
			contest: { code: ended.code },
			ranking: [{ rank: 1, sbd: 1, name: 'Nguyễn Văn An' }]
		});
		expect(await run(examples[1], draft)).toMatchObject({ error: { code: 'results/not_yet' } });
	});

	it('tells what would come of a list, and changes nothing', async () => {
		expect(await run(examples[2], draft)).toMatchObject({
			dryRun: true,
			added: [
				{ row: 1, sbd: 2 },
				{ row: 2, sbd: 7 }
			]
		});
		expect(await listRoster(database.db, draft.contest)).toHaveLength(1);
	});
});
