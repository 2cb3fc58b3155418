import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missing } from '../../src/launch/installed.js';
import { lanAddresses } from '$lib/server/lan';
import { isOlder } from '../../src/launch/node-version.js';
import { oneAtATime } from '../../src/launch/one-at-a-time.js';
import { explain } from '../../src/launch/says.js';
import { isBuilt, stamped } from '../../src/launch/stamp.js';
import { ofPlaywright, ofVitest, outcomeOf } from '../../src/launch/tests.js';
import { ConfigError, readConfig } from '../../src/lib/server/config';
import { DatabaseUnavailableError } from '../../src/lib/server/db/embedded';
import { UnknownSchemaError } from '../../src/lib/server/db/migrate';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'Chuông Vàng thử '));
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

test('versions of Node are compared as numbers', () => {
	expect(isOlder('20.9.0', '20.19')).toBe(true);
	expect(isOlder('18.20.4', '20.19')).toBe(true);
	expect(isOlder('20.19.0', '20.19')).toBe(false);
	expect(isOlder('22.1.0', '20.19')).toBe(false);
});

describe('what is installed against the lock', () => {
	const system = { os: 'linux', cpu: 'x64', libc: 'glibc' };
	const a = { version: '1.0.0', integrity: 'sha512-a' };
	const lock = (packages: Record<string, object>) => ({ packages });

	test('the same packages: nothing is missing', () => {
		const both = { 'node_modules/a': a };
		expect(missing(lock({ '': {}, ...both }), lock(both), system)).toEqual([]);
	});

	test('another version, other contents, or none at all', () => {
		const wanted = lock({ 'node_modules/a': a, 'node_modules/b': a, 'node_modules/c': a });
		const installed = lock({
			'node_modules/a': { ...a, version: '1.0.1' },
			'node_modules/b': { ...a, integrity: 'sha512-b' }
		});
		expect(missing(wanted, installed, system)).toHaveLength(3);
	});

	test('optional packages are expected on the systems that they are made for', () => {
		const wanted = lock({
			mac: { ...a, optional: true, os: ['darwin'], cpu: ['arm64'] },
			notMac: { ...a, optional: true, os: ['!darwin'] },
			gnu: { ...a, optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
			ofWasm: { ...a, optional: true },
			musl: { ...a, optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] }
		});
		expect(missing(wanted, lock({}), system)).toEqual(['notMac', 'gnu']);
		expect(missing(wanted, lock({}), { os: 'darwin', cpu: 'arm64', libc: 'musl' })).toEqual(['mac']);
	});
});

describe('the stamp of the build', () => {
	const source = (text: string) => {
		mkdirSync(join(folder, 'src'), { recursive: true });
		writeFileSync(join(folder, 'src', 'a.ts'), text);
	};
	const built = () => stamped(folder, async () => {});

	test('counts until the source changes, and again when it is changed back', async () => {
		source('1');
		expect(isBuilt(folder)).toBe(false);
		await built();
		expect(isBuilt(folder)).toBe(true);
		source('2');
		expect(isBuilt(folder)).toBe(false);
		source('1');
		expect(isBuilt(folder)).toBe(true);
	});

	test('does not care about dates or unit tests', async () => {
		source('1');
		await built();
		source('1');
		writeFileSync(join(folder, 'src', 'a.test.ts'), 'new');
		expect(isBuilt(folder)).toBe(true);
	});

	test('a build that was killed does not count, even of the same source', async () => {
		source('1');
		await built();
		await expect(stamped(folder, () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
		expect(isBuilt(folder)).toBe(false);
	});

	test('a source changed during the build is built again', async () => {
		source('1');
		await stamped(folder, async () => source('2'));
		expect(isBuilt(folder)).toBe(false);
	});
});

describe('counting', () => {
	const file = () => join(folder, 'r.json');
	const vitest = (numPassedTests: number, failed: string[] = []) => {
		const assertionResults = failed.map((fullName) => ({ status: 'failed', fullName }));
		const status = failed.length ? 'failed' : 'passed';
		const testResults = [{ name: resolve('tests/a.test.ts'), status, assertionResults }];
		writeFileSync(file(), JSON.stringify({ numPassedTests, numFailedTests: failed.length, testResults }));
	};
	const outcome = (ok: boolean) => outcomeOf(ok, file(), ofVitest);

	test('what the runner says, and which failed', () => {
		vitest(3, ['adds up', 'takes away']);
		expect(outcome(false)).toEqual({
			passed: 3,
			failed: 2,
			failures: ['tests/a.test.ts › adds up', 'tests/a.test.ts › takes away']
		});
		vitest(3);
		expect(outcome(true)).toEqual({ passed: 3, failed: 0, failures: [] });
	});

	test('a test of Playwright is found in the suite in which it lies', () => {
		const spec = (title: string, status: string) => ({ file: 'a.spec.ts', title, tests: [{ status }] });
		const suites = [
			{ specs: [], suites: [{ specs: [spec('opens', 'expected'), spec('closes', 'unexpected')] }] },
			{ specs: [spec('now and then', 'flaky')] }
		];
		expect(ofPlaywright({ stats: { expected: 1, unexpected: 1, flaky: 1 }, suites })).toEqual({
			passed: 1,
			failed: 2,
			failures: ['a.spec.ts › closes', 'a.spec.ts › now and then']
		});
	});

	test('a runner that broke down, ran nothing or left no report is a failure', () => {
		const broken = { failed: 1, failures: [file()] };
		expect(outcome(true)).toEqual({ passed: 0, ...broken });
		vitest(0);
		expect(outcome(true)).toEqual({ passed: 0, ...broken });
		vitest(9);
		expect(outcome(false)).toEqual({ passed: 9, ...broken });
	});
});

describe('addresses for phones', () => {
	const info = (address: string, internal = false) => ({
		address,
		internal,
		family: 'IPv4' as const,
		netmask: '255.255.255.0',
		mac: '00:00:00:00:00:00',
		cidr: null
	});

	test('the hall’s network comes first, those of containers and VPNs last', () => {
		expect(
			lanAddresses({
				lo: [info('127.0.0.1', true)],
				docker0: [info('172.17.0.1')],
				tun0: [info('10.8.0.2')],
				eth1: [info('169.254.3.4')],
				eth0: [info('10.0.0.5')],
				wlan0: [info('192.168.1.9')]
			})
		).toEqual(['192.168.1.9', '10.0.0.5', '172.17.0.1', '10.8.0.2']);
	});
});

describe('failures say what to do', () => {
	const failed = (fields: object) => explain(Object.assign(new Error('x'), fields));

	test('a port that is taken is named, with the command for another', () => {
		const text = failed({ syscall: 'listen', code: 'EADDRINUSE', port: 3000 });
		expect(text).toContain('3000');
		expect(text).toContain('PORT=3001 npm start');
	});

	test('every problem with the database has its own words', () => {
		const codes = [
			'bad_url',
			'unreachable',
			'login_refused',
			'no_database',
			'too_old',
			'not_utf8',
			'no_tables',
			'no_binaries',
			'no_permission',
			'not_a_folder',
			'no_space',
			'init_failed',
			'start_failed',
			'no_data',
			'moved'
		] as const;
		const texts = codes.map((code) => explain(new DatabaseUnavailableError(code, 'CHỖ-ĐÓ')));
		expect(new Set(texts).size).toBe(codes.length);
		for (const text of texts.slice(1)) expect(text).toContain('CHỖ-ĐÓ');
	});

	test('settings that can’t be used are named', () => {
		const error = (() => {
			try {
				return readConfig({ PORT: 'abc', PUBLIC_URL: 'thi.example.vn' });
			} catch (thrown) {
				return thrown;
			}
		})();
		expect(error).toBeInstanceOf(ConfigError);
		expect(explain(error)).toContain('PORT=3000');
		expect(explain(error)).toContain('PUBLIC_URL=https://');
	});

	test('an address whose password is not percent-encoded is refused, and no part of it is said', () => {
		const refusal = (DATABASE_URL: string) => {
			try {
				readConfig({ DATABASE_URL });
			} catch (error) {
				return explain(error) ?? String(error);
			}
			return undefined;
		};
		for (const password of ['p@ss/w:rd#1', 'p@ss', '1/ss', 'p#ss', '1#ss', '1?ss', 'p%ss', 'p/ss']) {
			const said = refusal(`postgres://chuong:${password}@db.example.vn:5432/chuong`);
			expect(said, password).toContain('%40');
			expect(said).not.toMatch(/ss|w:rd|example/);
		}
		for (const url of [
			'postgres://chuong:p%40ss%2Fw%3Ard%231@db.example.vn:5432/chuong',
			'postgresql://chuong@[::1]/chuong?sslmode=require',
			'postgres://localhost'
		])
			expect(refusal(url)).toBeUndefined();
	});

	test('a newer schema, a full disk', () => {
		expect(explain(new UnknownSchemaError(['2031-01-01-1-later']))).toContain('2031-01-01-1-later');
		expect(failed({ code: 'ENOSPC' })).toContain('Ổ đĩa đã đầy');
		expect(failed({ code: '53100' })).toContain('Ổ đĩa đã đầy');
	});

	test('a bug is not dressed up', () => {
		expect(explain(new TypeError('x is not a function'))).toBeUndefined();
		expect(explain('text')).toBeUndefined();
	});
});

describe('one at a time', () => {
	test('two who build at once build one after the other; a lock whose owner was killed is taken over', async () => {
		const lock = join(folder, 'build', 'lock');
		let inside = 0;
		let most = 0;
		const act = async () => {
			most = Math.max(most, (inside += 1));
			await new Promise((done) => setTimeout(done, 50));
			inside -= 1;
		};
		await Promise.all([oneAtATime(lock, act), oneAtATime(lock, act), oneAtATime(lock, act)]);
		expect(most).toBe(1);
		const dead = spawnSync(process.execPath, ['-e', '']).pid;
		writeFileSync(lock, String(dead));
		await oneAtATime(lock, act);
		expect(existsSync(lock)).toBe(false);
		await expect(oneAtATime(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(existsSync(lock)).toBe(false);
	});
});
