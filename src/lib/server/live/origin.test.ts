import { expect, test } from 'vitest';
import { originAllowed } from './origin';

const host = '192.168.1.20:3000';
const from = (headers: Record<string, string>, publicUrl?: string) =>
	originAllowed({ headers: { host, ...headers } }, { publicUrl });

test.each([
	['a WebSocket of our page', { origin: `http://${host}`, cookie: 'session=1' }],
	['polling of our page, in a browser that says so', { 'sec-fetch-site': 'same-origin', cookie: 'lang=vi' }],
	['polling of our page on plain http', { referer: `http://${host}/play/123456`, cookie: 'lang=vi' }],
	['a program', {}]
])('may open a socket: %s', (_, headers) => {
	expect(from(headers)).toBe(true);
});

test.each([
	['a WebSocket of another site', { origin: 'http://evil.example', cookie: 'session=1' }],
	['another site that hides which', { origin: 'null', cookie: 'session=1' }],
	['another site’s request', { 'sec-fetch-site': 'cross-site', cookie: 'session=1' }],
	['another site’s picture on plain http', { referer: 'http://evil.example/', cookie: 'session=1' }],
	['who says nothing and has a session', { cookie: 'session=1' }]
])('may not: %s', (_, headers) => {
	expect(from(headers)).toBe(false);
});

test('behind a proxy the address that phones use is ours too', () => {
	const referer = 'https://thi.example.vn/play/123456';
	expect(from({ origin: 'https://thi.example.vn' }, 'https://thi.example.vn')).toBe(true);
	expect(from({ referer, cookie: 'lang=vi' }, 'https://thi.example.vn')).toBe(true);
	expect(from({ referer, cookie: 'lang=vi' })).toBe(false);
});
