import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';

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
		const policy = response.headers.get('content-security-policy') ?? written ?? '';
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

it('a nonce is good for one answer', async () => {
	const nonce = async () =>
		/'nonce-([^']+)'/.exec(
			(await fetch(`${server.url}/login`)).headers.get('content-security-policy') ?? ''
		)?.[1];
	const [one, two] = [await nonce(), await nonce()];
	expect(one).toBeTypeOf('string');
	expect(two).not.toBe(one);
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
