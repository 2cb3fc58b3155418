import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { getuid, kill, platform } from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { acquirePostgres } from '../../src/lib/server/db/embedded';
import { isAlive } from '../../src/lib/server/db/embedded/cluster';
import { serviceUser } from '../../src/lib/server/db/embedded/user';

let folder: string;
let dataDir: string;
let owners: ChildProcess[];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'Chuông Vàng thử '));
	chmodSync(folder, 0o755);
	dataDir = join(folder, 'dữ liệu');
	owners = [];
});

afterEach(async () => {
	for (const owner of owners) if (owner.exitCode === null) owner.kill('SIGKILL');
	const pid = existsSync(join(dataDir, 'postgres')) ? postmaster() : undefined;
	if (pid && isAlive(pid)) {
		kill(pid, 'SIGQUIT');
		await until(() => !isAlive(pid));
	}
	rmSync(folder, { recursive: true, force: true });
});

const acquire = () => acquirePostgres({ databaseUrl: undefined, dataDir });

function postmaster(): number | undefined {
	const file = join(dataDir, 'postgres', 'postmaster.pid');
	return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error('it did not happen in time');
		await sleep(20);
	}
}

/** Another process that uses the same data; resolves with the address that it has got. */
async function startOwner(): Promise<{ process: ChildProcess; url: string }> {
	const child = spawn(process.execPath, ['tests/helpers/postgres-owner.js', dataDir], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	owners.push(child);
	const [url] = await once(createInterface(child.stdout), 'line');
	return { process: child, url: String(url) };
}

async function ask(url: string, query: string): Promise<unknown> {
	const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
	try {
		const [row] = await sql.unsafe(query);
		return Object.values(row ?? {})[0];
	} finally {
		await sql.end({ timeout: 1 });
	}
}

describe('embedded PostgreSQL', () => {
	test('is made, serves, is stopped, and keeps data, password and port', async () => {
		const first = await acquire();
		expect(first.embedded).toBe(true);
		await ask(first.url, 'create table kept as select 7 as n');
		await first.release();
		await first.release(); // twice does no harm
		expect(postmaster()).toBeUndefined();

		const second = await acquire();
		expect(second.url).toBe(first.url);
		expect(await ask(second.url, 'select n from kept')).toBe(7);
		await second.release();
	});

	test('listens on this machine only, with a password that only the owner can read', async () => {
		const server = await acquire();
		expect(await ask(server.url, 'show listen_addresses')).toBe('127.0.0.1');
		expect(await ask(server.url, 'show server_encoding')).toBe('UTF8');
		expect(
			await ask(server.url, `select count(*)::int from pg_authid where rolpassword like 'SCRAM-SHA-256$%'`)
		).toBe(1);
		const without = new URL(server.url);
		without.password = 'sai';
		await expect(ask(without.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
		expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
		expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
		expect(readFileSync(join(dataDir, 'README.txt'), 'utf8')).toContain(join(dataDir, 'postgres'));
		await server.release();
	});

	test('outlives the crash of its owner and is adopted at the next start', async () => {
		const owner = await startOwner();
		await ask(owner.url, 'create table kept as select 7 as n');
		const before = postmaster();
		owner.process.kill('SIGKILL');
		await once(owner.process, 'exit');

		const server = await acquire();
		expect(postmaster()).toBe(before);
		expect(server.url).toBe(owner.url);
		expect(await ask(server.url, 'select n from kept')).toBe(7);
		await server.release();
		expect(postmaster()).toBeUndefined();
	});

	test.runIf(platform === 'linux')(
		'is not in the session of its owner: Ctrl-C in the terminal does not reach it',
		async () => {
			const server = await acquire();
			const pid = String(postmaster());
			// Field 6 of /proc/PID/stat is the session; before it stands the name in brackets, and the state, parent and group.
			const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
			expect(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]).toBe(pid);
			await server.release();
		}
	);

	test('stays while another process uses it, and the last one stops it', async () => {
		const owner = await startOwner();
		const server = await acquire();
		expect(server.url).toBe(owner.url);
		owner.process.kill('SIGTERM');
		await once(owner.process, 'exit');
		expect(await ask(server.url, 'select 1')).toBe(1);
		await server.release();
		expect(postmaster()).toBeUndefined();
	});

	test('starts at the same moment become one server', async () => {
		const [a, b, c] = await Promise.all([startOwner(), startOwner(), acquire()]);
		expect(new Set([a.url, b.url, c.url]).size).toBe(1);
		expect(await ask(a.url, 'select 1')).toBe(1);
		await c.release();
		expect(await ask(a.url, 'select 1')).toBe(1);
		for (const { process: owner } of [a, b]) {
			owner.kill('SIGTERM');
			await once(owner, 'exit');
		}
		expect(postmaster()).toBeUndefined();
	});

	test('what a crash of PostgreSQL left behind does not keep it from starting', async () => {
		const server = await acquire();
		await ask(server.url, 'create table kept as select 7 as n');
		await server.release();
		// The number of a living stranger: ours.
		const port = readFileSync(join(dataDir, 'postgres.port'), 'utf8').trim();
		writeFileSync(
			join(dataDir, 'postgres', 'postmaster.pid'),
			`${process.pid}\n${join(dataDir, 'postgres')}\n1\n${port}\n\n127.0.0.1\n`
		);
		const again = await acquire();
		expect(await ask(again.url, 'select n from kept')).toBe(7);
		await again.release();
	});

	test('a port that is taken in the meantime is exchanged, and the new one is kept', async () => {
		const first = await acquire();
		await first.release();
		const stranger = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
		await once(stranger, 'listening');
		const second = await acquire();
		expect(second.url).not.toBe(first.url);
		expect(await ask(second.url, 'select 1')).toBe(1);
		await second.release();
		stranger.close();
		const third = await acquire();
		expect(third.url).toBe(second.url);
		await third.release();
	});

	test('that it ends after its folder was taken away ends nothing else', async () => {
		const server = await acquire();
		const pid = postmaster() ?? 0;
		const uncaught: unknown[] = [];
		const note = (error: unknown) => uncaught.push(error);
		process.on('uncaughtException', note);
		rmSync(dataDir, { recursive: true });
		kill(pid, 'SIGKILL');
		await until(() => !isAlive(pid));
		await sleep(500);
		process.off('uncaughtException', note);
		await server.release();
		expect(uncaught).toEqual([]);
	});

	test('is started again on the same port when it dies', async () => {
		const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
		const server = await acquire();
		await ask(server.url, 'create table kept as select 7 as n');
		const before = postmaster() ?? 0;
		kill(before, 'SIGKILL');
		await until(() => !isAlive(before));
		await until(() => postmaster() !== undefined && postmaster() !== before);
		const deadline = Date.now() + 20_000;
		let answer: unknown;
		while (answer === undefined && Date.now() < deadline) {
			answer = await ask(server.url, 'select n from kept').catch(() => sleep(100));
		}
		expect(answer).toBe(7);
		await until(() => said.mock.calls.length > 0);
		expect(said.mock.calls).toEqual([[expect.stringContaining('PostgreSQL was gone and runs again')]]);
		said.mockRestore();
		await server.release();
		expect(postmaster()).toBeUndefined();
	});

	test('a set-up that was killed half-way is begun again', async () => {
		mkdirSync(join(dataDir, 'postgres.draft-999999999'), { recursive: true });
		writeFileSync(join(dataDir, 'postgres.draft-999999999.password'), 'x');
		const server = await acquire();
		expect(existsSync(join(dataDir, 'postgres.draft-999999999'))).toBe(false);
		expect(existsSync(join(dataDir, 'postgres.draft-999999999.password'))).toBe(false);
		await server.release();
	});

	test('a lost password is an error in time, not a wait', async () => {
		const owner = await startOwner();
		writeFileSync(join(dataDir, 'postgres.password'), 'khác');
		await expect(acquire()).rejects.toMatchObject({ code: 'login_refused' });
		owner.process.kill('SIGKILL');
		await once(owner.process, 'exit');
	});

	test('a data folder that is a file is refused in words', async () => {
		writeFileSync(join(folder, 'tệp'), '');
		const file = join(folder, 'tệp');
		await expect(acquirePostgres({ databaseUrl: undefined, dataDir: file })).rejects.toMatchObject({
			code: 'not_a_folder',
			detail: file
		});
	});

	test('a cluster that does not start names the file with the reason', async () => {
		mkdirSync(join(dataDir, 'postgres'), { recursive: true });
		writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '12\n');
		if (getuid?.() === 0) {
			const user = serviceUser();
			chownSync(join(dataDir, 'postgres'), user?.uid ?? 0, user?.gid ?? 0);
		}
		chmodSync(join(dataDir, 'postgres'), 0o700);
		await expect(acquire()).rejects.toMatchObject({
			code: 'start_failed',
			detail: join(dataDir, 'postgres.log')
		});
	});
});

describe.runIf(getuid?.() === 0)('as root', () => {
	test('it runs as an ordinary account that owns the data', async () => {
		const server = await acquire();
		const owner = statSync(join(dataDir, 'postgres')).uid;
		expect(owner).not.toBe(0);
		expect(statSync(`/proc/${postmaster()}`).uid).toBe(owner);
		await server.release();
	});

	test('where that account can’t enter the data folder, the data lie elsewhere and the folder says where', async () => {
		chmodSync(folder, 0o700);
		const server = await acquire();
		const place = realpathSync(join(dataDir, 'postgres'));
		expect(place).toMatch(/^\/var\/lib\/chuong-vang\/chuong-vang-thu-/);
		expect(readFileSync(join(dataDir, 'README.txt'), 'utf8')).toContain(place);
		expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true);
		await server.release();

		chmodSync(folder, 0o755); // it stays there, whatever the folder becomes
		const again = await acquire();
		expect(again.url).toBe(server.url);
		await again.release();
		rmSync(join(place, '..'), { recursive: true });
	});
});

describe('the account for root', () => {
	const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';

	test('is postgres where there is one, else nobody', () => {
		expect(serviceUser(`root:x:0:0::/root:/bin/sh\n${nobody}\npostgres:x:101:104::/:/bin/sh\n`)).toEqual({
			uid: 101,
			gid: 104
		});
		expect(serviceUser(`root:x:0:0::/root:/bin/sh\n${nobody}\n`)).toEqual({ uid: 65534, gid: 65534 });
		expect(serviceUser('root:x:0:0::/root:/bin/sh\n')).toBeUndefined();
	});
});

describe('a given DATABASE_URL', () => {
	const given = (databaseUrl: string) => acquirePostgres({ databaseUrl, dataDir });

	test('is used as it is, and not stopped', async () => {
		const server = await acquire();
		const same = await given(server.url);
		expect(same).toMatchObject({ url: server.url, embedded: false });
		await same.release();
		expect(await ask(server.url, 'select 1')).toBe(1);
		await server.release();
	});

	test('that can’t be used says why', async () => {
		const server = await acquire();
		const change = (edit: (url: URL) => void) => {
			const url = new URL(server.url);
			edit(url);
			return given(url.href);
		};
		await expect(given('mysql://localhost/x')).rejects.toMatchObject({ code: 'bad_url' });
		await expect(change((url) => (url.port = '1'))).rejects.toMatchObject({ code: 'unreachable' });
		await expect(change((url) => (url.password = 'sai'))).rejects.toMatchObject({ code: 'login_refused' });
		await expect(change((url) => (url.pathname = '/khong'))).rejects.toMatchObject({
			code: 'no_database',
			detail: expect.not.stringContaining(new URL(server.url).password)
		});
		await ask(server.url, `create database latin encoding 'LATIN1' template template0`);
		await expect(change((url) => (url.pathname = '/latin'))).rejects.toMatchObject({ code: 'not_utf8' });
		await server.release();
	});
});
