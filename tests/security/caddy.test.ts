import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '$lib/server/auth';
import type { JoinAck } from '$lib/protocol/phone';
import { ask, startCaddy, type TestCaddy } from '../helpers/caddy';
import { preparedContest, until } from '../helpers/live';
import { freePort } from '../helpers/proxy';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { addStaff } from '../helpers/staff';

/* Two processes behind Caddy, as deploy/compose.yaml and docs/server.md set them up. */

let database: FreshDatabase;
let caddy: TestCaddy;
const processes: TestServer[] = [];
let code: string;
const password = 'sáng nay trời mưa';

beforeAll(async () => {
	database = await freshDatabase();
	code = (await preparedContest(database, [{}])).code;
	await addStaff(database.db, { username: 'lan', passwordHash: await hashPassword(password) });
	const ports = [String(await freePort()), String(await freePort())];
	// Before Caddy has a port of its own, PUBLIC_URL can't be known; staff's forms ask for the address that was used.
	for (const PORT of ports)
		processes.push(
			await startServer({
				env: { DATABASE_URL: database.url, TRUST_PROXY: '1', LOG_FORMAT: 'json', LOG_REQUESTS: '1', PORT }
			})
		);
	caddy = await startCaddy(ports);
}, 120_000);
afterAll(async () => {
	await caddy.stop();
	for (const server of processes) await server.stop();
	await database.drop();
});

const logged = () => processes.map((server) => server.output()).join('');

describe('pages', () => {
	it('come over TLS, and say that they shall', async () => {
		const login = await ask(`${caddy.url}/login`);
		expect(login.status).toBe(200);
		expect(login.headers['strict-transport-security']).toBe('max-age=31536000');
		const plain = await fetch(`${caddy.plain}/play`, { redirect: 'manual' });
		// Whatever its port is here, it is given out as 443.
		expect([plain.status, plain.headers.get('location')]).toEqual([308, 'https://localhost/play']);
	});

	it('take a form of staff that comes from them, and give a cookie for TLS alone', async () => {
		const form = { username: 'lan', password };
		const own = await ask(`${caddy.url}/login`, { form, headers: { origin: caddy.url } });
		expect(own.status).toBe(303);
		expect(own.headers['set-cookie']?.join()).toMatch(/__Host-staff_session=\w{32};.*Secure/);
		const foreign = await ask(`${caddy.url}/login`, { form, headers: { origin: 'https://evil.example' } });
		expect(foreign.status).toBe(403);
	});

	it('are named by Caddy, whatever who asks calls them', async () => {
		const { headers } = await ask(`${caddy.url}/login`, { headers: { 'x-request-id': 'toi-tu-dat' } });
		expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
		await until(() => logged().includes(String(headers['x-request-id'])));
		expect(logged()).not.toContain('toi-tu-dat');
	});

	it('nobody can say that she comes from elsewhere', async () => {
		const form = { username: 'khong-ai', password };
		const headers = { origin: caddy.url, 'x-forwarded-for': '203.0.113.9' };
		expect((await ask(`${caddy.url}/login`, { form, headers })).status).toBe(400);
		await until(() => logged().includes('wrong_password'));
		expect(logged()).not.toContain('203.0.113.9');
	});

	it('do not show the figures', async () => {
		expect((await ask(`${caddy.url}/metrics`)).status).toBe(404);
		expect((await fetch(`${processes[0]?.url}/metrics`)).status).toBe(200);
	});
});

describe.each([['websocket'], ['polling'], ['polling', 'websocket']])('a phone by %s %s', (...transports) => {
	it('comes in, and is acknowledged', async () => {
		const socket: Socket = io(`${caddy.url}/play`, {
			auth: { code },
			transports: transports.filter(Boolean),
			forceNew: true,
			reconnection: false,
			rejectUnauthorized: false,
			// As browsers do by themselves: what Caddy has given is sent back, so that it comes to the same process.
			withCredentials: true
		});
		try {
			const hello = await new Promise((resolve, reject) => {
				socket.on('hello', resolve);
				socket.on('connect_error', reject);
			});
			expect(hello).toMatchObject({ code });
			const request = { by: 'name', name: 'Nguyễn Văn An', unit: '', secret: crypto.randomUUID() };
			const ack: JoinAck = await socket.timeout(10_000).emitWithAck('join', request);
			expect(ack).toMatchObject({ ok: true });
			expect(socket.io.engine.transport.name).toBe(transports.at(-1));
		} finally {
			socket.disconnect();
		}
	});
});

it('goes on when one process is gone', async () => {
	await processes[0]?.kill9();
	for (let i = 0; i < 10; i++) expect((await ask(`${caddy.url}/login`)).status).toBe(200);
	await seesTheStage(caddy);
});

it('stands before the one process of a laptop in a hall, on one port', async () => {
	const port = new URL(processes[1]?.url ?? '').port;
	const hall = await startCaddy([port], 'hall.Caddyfile');
	try {
		const form = { username: 'lan', password };
		const login = await ask(`${hall.url}/login`, { form, headers: { origin: hall.url } });
		expect(login.status).toBe(303);
		expect((await ask(`${hall.url}/metrics`)).status).toBe(404);
		await expect(fetch(hall.plain)).rejects.toThrow();
		await seesTheStage(hall);
	} finally {
		await hall.stop();
	}
});

/** A stage by WebSocket through this Caddy is shown what there is. */
async function seesTheStage({ url }: TestCaddy): Promise<void> {
	const socket: Socket = io(`${url}/stage`, {
		auth: { code },
		transports: ['websocket'],
		forceNew: true,
		rejectUnauthorized: false
	});
	await new Promise((resolve) => socket.on('view', resolve));
	socket.disconnect();
}
