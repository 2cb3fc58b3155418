import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programSession } from '$lib/server/auth';
import { Line } from '../helpers/line';
import { until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { addStaff } from '../helpers/staff';

/* Who reads the figures, and what the log says: of the built program, behind a proxy and alone. */

let database: FreshDatabase;
/** As in a hall. */
let alone: TestServer;
/** As on a server: behind a proxy, with logs for a program. */
let served: TestServer;
const token = 'mot-chia-khoa-dai-hon-16';

beforeAll(async () => {
	database = await freshDatabase();
	const env = { DATABASE_URL: database.url };
	alone = await startServer({ env });
	served = await startServer({
		env: { ...env, TRUST_PROXY: '1', LOG_FORMAT: 'json', LOG_REQUESTS: '1', METRICS_TOKEN: token }
	});
}, 120_000);
afterAll(async () => {
	expect(await served.stop()).toBe(0);
	await alone.stop();
	await database.drop();
});

const get = (server: TestServer, path: string, headers: Record<string, string> = {}) =>
	fetch(`${server.url}${path}`, { headers, redirect: 'manual' });
const status = async (...asked: Parameters<typeof get>) => (await get(...asked)).status;

/** The lines of the log so far: each must be JSON. */
const lines = () =>
	served
		.output()
		.split('\n')
		.filter((line) => line !== '')
		.map((line): Record<string, unknown> => JSON.parse(line));

it('/healthz says that the process lives, whoever asks and with whatever cookie', async () => {
	const answer = await get(alone, '/healthz', { cookie: `staff_session=${'x'.repeat(32)}` });
	expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
	expect(answer.headers.get('cache-control')).toBe('no-store');
});

describe('/metrics', () => {
	it('is read on this machine alone, unless there is a token', async () => {
		const answer = await get(alone, '/metrics');
		expect(answer.headers.get('content-type')).toContain('text/plain');
		const text = await answer.text();
		expect(text).toContain('chuongvang_build_info{version=');
		expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
		expect(await status(alone, '/metrics', { 'x-forwarded-for': '127.0.0.1' })).toBe(404);
		expect(await status(alone, '/metrics', { authorization: `Bearer ${token}` })).toBe(200);
	});

	it('with a token is read by whoever brings it, and is not there for others', async () => {
		const bearer = { authorization: `Bearer ${token}` };
		expect(await status(served, '/metrics', bearer)).toBe(200);
		expect(await status(served, '/metrics', { ...bearer, 'x-forwarded-for': '203.0.113.7' })).toBe(200);
		expect(await status(served, '/metrics')).toBe(404);
		expect(await status(served, '/metrics', { authorization: `Bearer ${token}x` })).toBe(404);
	});

	it('tells nothing of people', async () => {
		await addStaff(database.db, { username: 'tham.do' });
		const text = await (await get(alone, '/metrics')).text();
		expect(text).not.toMatch(/tham|Thử|title|address|127\.0/);
	});
});

describe('the name of a request', () => {
	it('is the proxy’s, where there is one of our own', async () => {
		const named = await get(served, '/login', { 'x-request-id': 'abc_1-2' });
		expect(named.headers.get('x-request-id')).toBe('abc_1-2');
		const odd = await get(served, '/login', { 'x-request-id': 'a b"c' });
		expect(odd.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/);
		const mine = await get(alone, '/login', { 'x-request-id': 'abc_1-2' });
		expect(mine.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/);
	});

	it('stands in its lines of the log, which have its route and not its address', async () => {
		await get(served, '/setup?code=bi-mat-bi-mat', { 'x-request-id': 'duong-di' });
		await until(() => lines().some(({ request }) => request === 'duong-di'));
		expect(lines().filter(({ request }) => request === 'duong-di')).toEqual([
			{
				time: expect.any(String),
				level: 'info',
				what: 'request',
				request: 'duong-di',
				method: 'GET',
				route: '/(staff)/setup',
				status: 200,
				ms: expect.any(Number)
			}
		]);
		expect(served.output()).not.toContain('bi-mat');
		// What other programs ask every few seconds is not in it.
		await get(served, '/readyz', { 'x-request-id': 'hoi-tham' });
		await get(served, '/metrics', { 'x-request-id': 'hoi-tham' });
		await get(served, '/login', { 'x-request-id': 'sau-do' });
		await until(() => lines().some(({ request }) => request === 'sau-do'));
		expect(served.output()).not.toContain('hoi-tham');
		// Alone it writes no such lines.
		expect(alone.output()).not.toContain('/(staff)/login');
	});
});

it('the log of a server has no link that makes an administrator, and all of it is JSON', () => {
	expect(lines()).toContainEqual(expect.objectContaining({ level: 'info', what: 'serving' }));
	expect(served.output()).not.toContain('/setup?code=');
	expect(alone.output()).toContain('/setup?code=');
});

it('what nobody expected is shown with a code, under which the log has the cause', async () => {
	const id = await addStaff(database.db, { username: 'chi', role: 'administrator' });
	const cookie = await programSession(database.db, id, 'test');
	await database.sql`alter table bank rename to bank_gone`;
	try {
		const answer = await get(served, '/banks', { cookie, 'x-request-id': 'su-co-1', accept: 'text/html' });
		expect(answer.status).toBe(500);
		const page = await answer.text();
		expect(page).toContain('Mã sự cố: su-co-1');
		expect(page).not.toContain('relation');
		const plain = await get(alone, '/banks', { cookie, accept: 'text/html' });
		const code = /Mã sự cố: ([\w-]{12})/.exec(await plain.text())?.[1] ?? '?';
		await until(() => alone.output().includes(`[${code}]`));
		expect(alone.output()).toMatch(
			new RegExp(`GET /\\(staff\\)/banks failed \\[${code}\\] PostgresError: relation`)
		);
	} finally {
		await database.sql`alter table bank_gone rename to bank`;
	}
	await until(() => lines().some(({ level }) => level === 'error'));
	expect(lines().find(({ level }) => level === 'error')).toMatchObject({
		what: 'GET /(staff)/banks failed',
		request: 'su-co-1',
		error: { name: 'PostgresError', message: expect.stringContaining('relation'), stack: expect.any(String) }
	});
});

it('what fails before anybody knows who asks has a page with a code, too', async () => {
	await database.sql`alter table staff_session rename to session_gone`;
	try {
		const headers = { cookie: `staff_session=${'x'.repeat(32)}`, accept: 'text/html' };
		const answer = await get(alone, '/login', headers);
		expect(answer.status).toBe(500);
		expect(await answer.text()).toMatch(/Có lỗi ở máy chủ.*Mã sự cố: [\w-]{12}\./);
	} finally {
		await database.sql`alter table session_gone rename to staff_session`;
	}
});

it('a database that stands still, and closes nothing, lets no page hang', async () => {
	const line = await Line.to(`http://${new URL(database.url).host}`);
	const url = new URL(database.url);
	url.host = new URL(line.url).host;
	const standing = await startServer({ env: { DATABASE_URL: url.href } });
	try {
		const id = await addStaff(database.db, { username: 'dung', role: 'administrator' });
		const cookie = await programSession(database.db, id, 'test');
		const page = () => get(standing, '/banks', { cookie, accept: 'text/html' });
		expect((await page()).status).toBe(200);
		line.black();
		const since = performance.now();
		const answer = await page();
		expect(answer.status).toBe(500);
		expect(await answer.text()).toContain('Mã sự cố: ');
		expect(performance.now() - since).toBeLessThan(20_000);
		await until(() => standing.output().includes('the database does not answer'));
		line.light();
		expect((await page()).status).toBe(200);
	} finally {
		await standing.stop();
		await line.close();
	}
});

it('a setting that can’t be used is one line of JSON, too', async () => {
	const env = { DATABASE_URL: database.url, LOG_FORMAT: 'json', TRUST_PROXY: 'yes' };
	const failure = String(await startServer({ env }).catch((error: unknown) => error));
	const said = failure.slice(failure.indexOf('\n') + 1).trim();
	expect(JSON.parse(said)).toEqual({
		time: expect.any(String),
		level: 'error',
		what: expect.stringContaining('TRUST_PROXY')
	});
});

it('TRUST_PROXY is asked for at the start behind https, and when a form is refused for want of it', async () => {
	const publicUrl = 'https://thi.example.vn';
	const behind = await startServer({ env: { DATABASE_URL: database.url, PUBLIC_URL: publicUrl } });
	try {
		await until(() => behind.output().includes('TRUST_PROXY=1'));
		const post = (origin: string) =>
			fetch(`${behind.url}/login`, {
				method: 'POST',
				headers: { origin, 'x-forwarded-proto': 'https' },
				body: new URLSearchParams({ username: 'lan', password: 'x' })
			});
		expect((await post(publicUrl)).status).toBe(403);
		await until(() => behind.output().includes('its Origin is PUBLIC_URL'));
	} finally {
		await behind.stop();
	}
	expect(served.output() + alone.output()).not.toMatch(/TRUST_PROXY|its Origin/);
});

it('whoever asks while it stops is told to come again, and nothing of that is a failure', async () => {
	const stopping = await startServer({ env: { DATABASE_URL: database.url, LOG_FORMAT: 'json' } });
	// A connection that is there already, as a proxy keeps it.
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const ask = () =>
		new Promise<number>((resolve, reject) => {
			const asked = request(`${stopping.url}/readyz`, { agent }, (response) => {
				response.resume().on('end', () => resolve(response.statusCode ?? 0));
			});
			asked.on('error', reject).end();
		});
	expect(await ask()).toBe(200);
	const stopped = stopping.stop();
	const seen = new Set<number>();
	for (let open = true; open;)
		await ask().then(
			(status) => seen.add(status),
			() => (open = false)
		);
	expect(await stopped).toBe(0);
	agent.destroy();
	seen.delete(200);
	for (const status of seen) expect(status).toBe(503);
	expect(stopping.output()).not.toContain('"level":"error"');
});
