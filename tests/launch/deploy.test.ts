import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, variables } from '$lib/server/config';
import { copies, readStages, sayingOf } from '../helpers/dockerfile';

/* What stands in the files of a server, held against the program and against one another. What can be run is run in tests/security. */

const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
const inGit = (path: string) => tracked.some((file) => file === path || file.startsWith(`${path}/`));
const lines = (path: string) => readFileSync(path, 'utf8').split('\n');

const stages = readStages();
const runtime = stages.at(-1);
if (!runtime) throw new Error('the Dockerfile has no stage');

const texts = z.record(z.string(), z.string());
const service = z.object({
	image: z.string(),
	build: z.object({ context: z.string() }).optional(),
	pull_policy: z.string().optional(),
	logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }),
	environment: texts.default({}),
	volumes: z.array(z.string()).default([]),
	networks: z.array(z.string()),
	ports: z.array(z.string()).default([]),
	healthcheck: z.object({ test: z.array(z.string()) }).optional(),
	depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
	stop_grace_period: z.string().optional(),
	cap_drop: z.array(z.string()).optional(),
	read_only: z.boolean().optional()
});
const compose = z
	.object({
		services: z.record(z.string(), service),
		networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
		volumes: z.record(z.string(), z.null())
	})
	.parse(parse(readFileSync('deploy/compose.yaml', 'utf8'), { merge: true }));
const { one, two, database, caddy } = compose.services;

describe('the image', () => {
	it('is of one Node that will do, by a version', () => {
		const images = new Set(stages.map(({ image }) => image));
		expect([...images]).toEqual([expect.stringMatching(/^node:\d+-bookworm-slim$/)]);
		expect(Number(/\d+/.exec([...images][0] ?? '')?.[0])).toBeGreaterThanOrEqual(20);
	});

	it('is made of what is in git, and of what stages before it have made', () => {
		for (const [i, stage] of stages.entries())
			for (const { from, sources } of copies(stage))
				for (const source of sources)
					if (from === undefined) expect([source, inGit(source)]).toEqual([source, true]);
					else expect(stages.slice(0, i).map(({ name }) => name)).toContain(from);
	});

	it('is sent nothing else: no data, no secrets, no history', () => {
		const ignored = lines('.dockerignore');
		expect(ignored.filter((line) => !line.startsWith('#'))[0]).toBe('*');
		const sent = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
		const copied = stages.flatMap((stage) =>
			copies(stage).flatMap(({ from, sources }) => (from === undefined ? sources : []))
		);
		expect(sent.sort()).toEqual([...new Set(copied)].sort());
	});

	it('runs as nobody in particular, by Node itself, and says whether it lives', () => {
		const order = runtime.instructions.map(({ does }) => does);
		expect(sayingOf(runtime, 'USER')).toBe('node');
		expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('COPY'));
		expect(JSON.parse(sayingOf(runtime, 'CMD') ?? '')).toEqual(['node', 'build/node/server.js']);
		expect(sayingOf(runtime, 'HEALTHCHECK')).toContain('/healthz');
		expect(sayingOf(runtime, 'EXPOSE')).toBe(String(readConfig({}).port));
		expect(sayingOf(runtime, 'ENV')).toBe('NODE_ENV=production');
	});

	it('holds no secret', () => {
		const said = stages.flatMap(({ instructions }) =>
			instructions.map(({ does, rest }) => `${does} ${rest}`)
		);
		for (const line of said) expect(line).not.toMatch(/^ARG|password|secret|token/i);
	});
});

describe('compose.yaml', () => {
	it('has two equal processes of an image that one of them builds, and no image without a version', () => {
		const built = { build: { context: '..' }, pull_policy: undefined };
		expect({ ...two, ...built }).toEqual({ ...one, pull_policy: undefined });
		expect([one?.build, two?.build, two?.pull_policy]).toEqual([built.build, undefined, 'never']);
		for (const { image } of Object.values(compose.services)) expect(image).toMatch(/^[\w-]+:(?!latest)\S+$/);
	});

	it('keeps logs that do not fill the disk', () => {
		for (const { logging } of Object.values(compose.services))
			expect(logging).toMatchObject({ driver: 'local', options: { 'max-size': '20m', 'max-file': '5' } });
	});

	it('keeps backups in a volume of their own, into which the program’s user may write', () => {
		const folder = one?.environment['BACKUP_DIR'] ?? '';
		expect(one?.volumes).toEqual([`backups:${folder}`]);
		expect(compose.volumes).toHaveProperty('backups');
		const made = runtime.instructions.findIndex(
			({ does, rest }) => does === 'RUN' && rest.endsWith(` ${folder}`)
		);
		expect(runtime.instructions[made]?.rest).toMatch(/--owner=node /);
		expect(made).toBeLessThan(runtime.instructions.findIndex(({ does }) => does === 'USER'));
	});

	it('gives the program variables that it knows, with values that it takes', () => {
		const env = one?.environment ?? {};
		expect(Object.keys(env).filter((name) => !variables.includes(name))).toEqual([]);
		const filled = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filledIn(value)]));
		expect(readConfig(filled)).toMatchObject({
			port: 3000,
			databaseUrl: 'postgres://chuong_vang:bimat@database:5432/chuong_vang',
			publicUrl: 'https://thi.example.vn',
			trustProxy: true,
			metricsToken: undefined,
			logFormat: 'json'
		});
	});

	it('asks for what .env.example has, and for nothing else', () => {
		const asked = readFileSync('deploy/compose.yaml', 'utf8').matchAll(/\$\{(\w+)/g);
		const there = lines('deploy/.env.example').flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
		expect(there.sort()).toEqual([...new Set([...asked].map(([, name = '']) => name))].sort());
		expect(inGit('deploy/.env')).toBe(false);
		// Secrets are filled in by who runs it.
		for (const line of lines('deploy/.env.example'))
			if (/PASSWORD|TOKEN/.test(line.split('=')[0] ?? '') && !line.startsWith('#'))
				expect(line).toMatch(/=$/);
	});

	it('has one database that keeps its data and is asked for, and one door', () => {
		expect(database?.volumes).toEqual(['database:/var/lib/postgresql/data']);
		expect(database?.healthcheck?.test).toContain('pg_isready');
		expect(database?.environment).toMatchObject({ POSTGRES_USER: 'chuong_vang', POSTGRES_DB: 'chuong_vang' });
		expect(one?.depends_on).toEqual({ database: { condition: 'service_healthy' } });
		const open = Object.entries(compose.services).filter(([, { ports }]) => ports.length > 0);
		expect(open.map(([name]) => name)).toEqual(['caddy']);
		expect(compose.networks['inside']).toEqual({ internal: true });
		for (const name of ['one', 'two', 'database'])
			expect(compose.services[name]?.networks).toEqual(['inside']);
		for (const each of Object.values(compose.services))
			for (const volume of each.volumes)
				if (!volume.startsWith('./')) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
	});

	it('gives Caddy what the Caddyfile needs, and the ports on which the processes are', () => {
		const needed = readFileSync('deploy/Caddyfile', 'utf8').matchAll(/\{\$(\w+)\}/g);
		expect(Object.keys(caddy?.environment ?? {}).sort()).toEqual(
			[...new Set([...needed].map(([, name = '']) => name))].sort()
		);
		const port = one?.environment['PORT'];
		expect(caddy?.environment['UPSTREAMS']).toBe(`one:${port} two:${port}`);
		expect(caddy?.volumes).toContain('./Caddyfile:/etc/caddy/Caddyfile:ro');
	});

	it('leaves a process the time that it takes to write what has come in', () => {
		expect(parseInt(one?.stop_grace_period ?? '0', 10)).toBeGreaterThanOrEqual(10);
		expect([one?.cap_drop, one?.read_only]).toEqual([['ALL'], true]);
	});
});

describe('the unit of systemd', () => {
	/** By section, what is set, in order. */
	const unit: Record<string, [name: string, value: string][]> = {};
	let section = '';
	for (const line of lines('deploy/chuong-vang.service')) {
		const head = /^\[(\w+)\]$/.exec(line)?.[1];
		const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
		if (head) unit[(section = head)] = [];
		else if (name !== undefined) unit[section]?.push([name, value ?? '']);
		else if (!/^(#.*)?$/.test(line)) throw new Error(`what is this? ${line}`);
	}
	const set = Object.fromEntries(unit['Service'] ?? []);

	it('starts the program, again when it fails, and gives it time to stop', () => {
		expect(Object.keys(unit)).toEqual(['Unit', 'Service', 'Install']);
		expect(set).toMatchObject({
			Restart: 'on-failure',
			KillMode: 'mixed',
			ExecStart: '/usr/bin/node build/node/server.js'
		});
		expect(Number(set['TimeoutStopSec'])).toBeGreaterThanOrEqual(10);
		expect(Number(set['LimitNOFILE'])).toBeGreaterThanOrEqual(65_536);
	});

	it('lets it write to its own folder alone, as a user that is not root', () => {
		expect(set).toMatchObject({
			User: 'chuong-vang',
			StateDirectory: 'chuong-vang',
			NoNewPrivileges: 'yes',
			ProtectSystem: 'strict',
			ProtectHome: 'yes',
			PrivateTmp: 'yes',
			CapabilityBoundingSet: ''
		});
		const env = (unit['Service'] ?? []).flatMap(([name, value]) => (name === 'Environment' ? [value] : []));
		expect(env).toEqual(['NODE_ENV=production', `DATA_DIR=/var/lib/${set['StateDirectory']}`]);
	});
});

describe('the operators’ command', () => {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'chuông vàng ')));
	afterAll(() => rmSync(folder, { recursive: true }));
	mkdirSync(join(folder, 'build/node'), { recursive: true });
	writeFileSync(
		join(folder, 'build/node/cli.js'),
		`const { DATA_DIR, DATABASE_URL, PUBLIC_URL, NODE_ENV, INIT_CWD, INJECTED } = process.env;
		console.log(JSON.stringify({
			args: process.argv.slice(2), cwd: process.cwd(), DATA_DIR, DATABASE_URL, PUBLIC_URL, NODE_ENV, INIT_CWD, INJECTED
		}));
		process.exitCode = 2;`
	);
	const run = (settings: string, ...args: string[]) => {
		writeFileSync(join(folder, 'settings'), settings);
		const { PATH } = process.env;
		const env = {
			PATH,
			CHUONG_VANG_PROGRAM: folder,
			CHUONG_VANG_SETTINGS: join(folder, 'settings'),
			CHUONG_VANG_ACCOUNT: userInfo().username
		};
		const { stdout, stderr, status } = spawnSync('deploy/chuong-vang', args, { env, encoding: 'utf8' });
		expect([stderr, status]).toEqual(['', 2]);
		return z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
	};

	it('runs on the data of the unit, whatever is in its settings, from where one is', () => {
		const settings = [
			'# a note',
			'',
			'PUBLIC_URL=https://thi.example.vn',
			'DATABASE_URL="postgres://a:$(echo p)`echo q`$HOME@db/chuong vàng"',
			'x y=$(exit 1)',
			'INJECTED=; echo no'
		].join('\n');
		expect(run(settings, 'user', 'create', '--name', 'Nguyễn Thị Lan')).toEqual({
			args: ['user', 'create', '--name', 'Nguyễn Thị Lan'],
			cwd: folder,
			DATA_DIR: '/var/lib/chuong-vang',
			DATABASE_URL: 'postgres://a:$(echo p)`echo q`$HOME@db/chuong vàng',
			PUBLIC_URL: 'https://thi.example.vn',
			NODE_ENV: 'production',
			INIT_CWD: process.cwd(),
			INJECTED: '; echo no'
		});
	});

	it('takes another folder from the settings, as the unit does', () => {
		expect(run("DATA_DIR='/srv/thi'", 'backup')).toMatchObject({ DATA_DIR: '/srv/thi', args: ['backup'] });
	});

	it('has the account, the folders and the file of settings of the unit', () => {
		const script = readFileSync('deploy/chuong-vang', 'utf8');
		const unit = readFileSync('deploy/chuong-vang.service', 'utf8');
		const of = (name: string) => new RegExp(`\\{CHUONG_VANG_${name}:-([^}]+)\\}`).exec(script)?.[1];
		expect(unit).toContain(`\nUser=${of('ACCOUNT')}\n`);
		expect(unit).toContain(`\nWorkingDirectory=${of('PROGRAM')}\n`);
		expect(unit).toContain(`\nEnvironmentFile=-${of('SETTINGS')}\n`);
		expect(unit).toContain(`\nEnvironment=DATA_DIR=${of('DATA')}\n`);
	});
});

describe('the settings', () => {
	it('stand in the README, each that the program knows', () => {
		const page = readFileSync('README.md', 'utf8');
		const table = page.slice(page.indexOf('### Settings'), page.indexOf('### More'));
		const told = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
		expect(told.filter((name) => name !== 'CHROMIUM_PATH').sort()).toEqual([...variables].sort());
	});

	it.each([
		{ PORT: 'x' },
		{ PUBLIC_URL: 'thi.example.vn' },
		{ PUBLIC_URL: 'https://thi.example.vn/abc' },
		{ PUBLIC_URL: 'https://thi.example.vn?x' },
		{ PUBLIC_URL: 'ftp://thi.example.vn' },
		{ DATABASE_URL: 'postgres://a:b@c@d/e' },
		{ TRUST_PROXY: 'yes' },
		{ METRICS_TOKEN: 'short' },
		{ METRICS_TOKEN: 'with a space in it, and long' },
		{ LOG_FORMAT: 'xml' },
		{ LOG_REQUESTS: '2' }
	])('%j is not taken, and it is said which', (env) => {
		const name = Object.keys(env)[0] ?? '';
		expect(() => readConfig(env)).toThrow(name);
	});
});

/** With what a technician fills in. */
function filledIn(value: string): string {
	const given: Record<string, string> = { POSTGRES_PASSWORD: 'bimat', SITE: 'thi.example.vn' };
	return value.replace(
		/\$\{(\w+)(?::-([^}]*)|:\?)\}/g,
		(_, name: string, otherwise = '') => given[name] ?? otherwise
	);
}
