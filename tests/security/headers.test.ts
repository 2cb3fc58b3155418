import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '$lib/server/auth';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { addStaff } from '../helpers/staff';
import { programSession } from '$lib/server/auth';

/* What every answer says to a browser, pages that were made beforehand and files included. */

let database: FreshDatabase;
let server: TestServer;

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url, TRUST_PROXY: '1' } });
}, 120_000);
afterAll(async () => {
	await server.stop();
	await database.drop();
});

const pages = ['/', '/play', '/play/ABC123', '/stage/ABC123', '/login', '/host', '/khong-co'];

describe.each([...pages, '/favicon.svg', '/m/khong-co', '/readyz'])('%s', (path) => {
	it('is taken for what it is, framed by nobody else, and tells no other site where one was', async () => {
		const { headers } = await fetch(`${server.url}${path}`, { redirect: 'manual' });
		expect(Object.fromEntries(headers)).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'SAMEORIGIN',
			'referrer-policy': 'same-origin'
		});
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
		// On plain http browsers only complain of these.
		expect(headers.get('strict-transport-security')).toBeNull();
		expect(headers.get('cross-origin-opener-policy')).toBeNull();
	});
});

describe.each(['/', '/play', '/play/ABC123', '/login', '/khong-co'])('%s', (path) => {
	it('runs the program’s own scripts alone', async () => {
		const response = await fetch(`${server.url}${path}`);
		const page = await response.text();
		const written = /http-equiv="content-security-policy" content="([^"]*)"/i.exec(page)?.[1];
		// Both count where there are two.
		const policy = written ?? response.headers.get('content-security-policy') ?? '';
		const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
		expect(scripts).toContain("'self'");
		expect(scripts).not.toContain('unsafe');
		expect(policy).toContain("object-src 'none'");
		expect(policy).toContain("base-uri 'none'");
		for (const [, attributes = '', body = ''] of page.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
			const nonce = /nonce="([^"]+)"/.exec(attributes)?.[1];
			if (nonce) expect(scripts).toContain(`'nonce-${nonce}'`);
			else if (body.trim() !== '') expect(scripts).toContain(await hashOf(body));
		}
		for (const handler of page.matchAll(/<[^>]+\son[a-z]+=/g)) throw new Error(handler[0]);
	});
});

it.each(['/login', '/setup', '/invite?code=x', '/stage/ABC123', '/readyz', '/khong-co', '/m/khong-co'])(
	'%s is kept by nobody',
	async (path) => {
		const { headers } = await fetch(`${server.url}${path}`, { redirect: 'manual' });
		expect(headers.get('cache-control')).toBe('no-store');
	}
);

it('what somebody sees who is signed in is kept by nobody, as a page or as data', async () => {
	const id = await addStaff(database.db, { username: 'chi', role: 'administrator' });
	const cookie = await programSession(database.db, id, 'test');
	for (const path of [
		'/account',
		'/admin',
		'/host/contests',
		'/banks',
		'/account/__data.json',
		'/banks/template'
	]) {
		const response = await fetch(`${server.url}${path}`, { headers: { cookie } });
		expect([path, response.status]).toEqual([path, 200]);
		expect([path, response.headers.get('cache-control')]).toEqual([
			path,
			expect.stringContaining('no-store')
		]);
	}
});

it('over TLS the session has a cookie that no other host can set, and no other cookie counts', async () => {
	const passwordHash = await hashPassword('sáng nay trời mưa');
	await addStaff(database.db, { username: 'dao', passwordHash });
	const tls = { 'x-forwarded-proto': 'https', origin: server.url.replace('http:', 'https:') };
	const body = new URLSearchParams({ username: 'dao', password: 'sáng nay trời mưa' });
	const init = { method: 'POST', body, redirect: 'manual' } as const;
	const [set = ''] = (await fetch(`${server.url}/login`, { ...init, headers: tls })).headers.getSetCookie();
	expect(set).toMatch(/^__Host-staff_session=\w{32}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
	const [pair = ''] = set.split(';');
	const status = async (cookie: string, more: Record<string, string> = tls) =>
		(await fetch(`${server.url}/account`, { redirect: 'manual', headers: { ...more, cookie } })).status;
	expect(await status(pair)).toBe(200);
	expect(await status(pair.replace('__Host-', ''))).toBe(303);
	expect(await status(pair, {})).toBe(303);
	const plain = (await fetch(`${server.url}/login`, { ...init, headers: { origin: server.url } })).headers;
	expect(plain.getSetCookie()[0]).toMatch(
		/^staff_session=\w{32}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/
	);
});

it('a nonce is good for one answer', async () => {
	const nonce = async () =>
		/'nonce-([^']+)'/.exec(
			(await fetch(`${server.url}/login`)).headers.get('content-security-policy') ?? ''
		)?.[1];
	const [one, two] = [await nonce(), await nonce()];
	expect(one).toBeTypeOf('string');
	expect(two).not.toBe(one);
});

it.each([
	'/.git/config',
	'/package.json',
	'/..%2fpackage.json',
	'/_app/',
	'/%2e%2e/.data/postgres.password',
	'/media/..%2f..%2fpackage.json'
])('%s gives nothing away', async (path) => {
	const response = await fetch(`${server.url}${path}`, { redirect: 'manual' });
	expect(response.status).toBeGreaterThanOrEqual(300);
	expect(await response.text()).not.toMatch(/chuong-vang"|\[core\]|Index of/);
});

it('TRACE gives back nothing of what was sent', async () => {
	const asked = request(`${server.url}/login`, {
		method: 'TRACE',
		headers: { cookie: 'staff_session=bimat' }
	}).end();
	const [answer] = (await once(asked, 'response')) as [IncomingMessage];
	expect(answer.statusCode).toBeGreaterThanOrEqual(400);
	expect(await text(answer)).not.toContain('bimat');
});

it('over TLS a browser is told to stay there', async () => {
	const { headers } = await fetch(`${server.url}/login`, { headers: { 'x-forwarded-proto': 'https' } });
	expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
	expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
});

async function hashOf(script: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
	return `'sha256-${Buffer.from(digest).toString('base64')}'`;
}
