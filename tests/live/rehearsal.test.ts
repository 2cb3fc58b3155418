import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programSession } from '$lib/server/auth';
import { everyAnswer } from '$lib/server/contest/answers';
import { foldFrom } from '$lib/server/contest/log';
import { setContestMember } from '$lib/server/contest/members';
import { addContestants } from '$lib/server/people/roster';
import { rehearsalOf, type Rehearsal } from '$lib/server/rehearsal/rehearsals';
import { hostActs, preparedContest, TestPhone } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { addStaff } from '../helpers/staff';

const phones = { players: '30', percent: '100', pace: 'quick' };

let database: FreshDatabase;
let server: TestServer;
let cookie: string;
let contest: number;

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url } });
	const user = await addStaff(database.db, { username: 'lan', role: 'organizer' });
	cookie = await programSession(database.db, user, 'thử');
	({ id: contest } = await preparedContest(
		database,
		[{}, { type: 'short', key: 'Hà Nội' }, {}],
		{ registration: 'mixed', capacity: 40 },
		{ seconds: 20 }
	));
	await setContestMember(database.db, contest, user, 'manager');
	const people = Array.from({ length: 10 }, (_, i) => ({
		sbd: 51 + i,
		name: `Người ${i}`,
		unit: '',
		pin: null
	}));
	await addContestants(database.db, contest, people, 'test');
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

const page = () => `${server.url}/host/contests/${contest}/rehearsal`;

/** Sends a form of the page, as the manager does in her browser. */
async function send(action: string, fields: Record<string, string> = {}): Promise<string> {
	const answer = await fetch(`${page()}?/${action}`, {
		method: 'POST',
		headers: { cookie, origin: server.url },
		body: new URLSearchParams(fields)
	});
	expect(answer.status).toBe(200);
	return await answer.text();
}

const look = async () => await (await fetch(page(), { headers: { cookie } })).text();

async function now(): Promise<Rehearsal> {
	const rehearsal = await rehearsalOf(database.db, contest);
	if (!rehearsal) throw new Error('there is no rehearsal');
	return rehearsal;
}

/** The processes that this one has started. */
async function childrenOf(pid: number): Promise<number[]> {
	return await new Promise((resolve) =>
		execFile('pgrep', ['-P', String(pid)], (_, out) => resolve(out.split('\n').filter(Boolean).map(Number)))
	);
}

async function eventually(is: () => Promise<boolean>, ms = 20_000): Promise<void> {
	for (const end = Date.now() + ms; !(await is());) {
		if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${is.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

/** Who sits where, and how many have a phone on the line. */
const seats = async (id: number) =>
	await database.db
		.selectFrom('contestant')
		.select(['sbd', 'name'])
		.where('contest_id', '=', id)
		.where('token_hash', 'is not', null)
		.orderBy('sbd')
		.execute();
async function online(id: number): Promise<number> {
	const rows = await database.db
		.selectFrom('presence')
		.select('seats')
		.where('contest_id', '=', id)
		.execute();
	return new Set(rows.flatMap((row) => row.seats)).size;
}

describe('a rehearsal on the program as it is built', () => {
	it('is played by simulated phones on list seats and others, and wiped with all that shows it', async () => {
		const real = await foldFrom(database.db, contest);
		await send('start', phones);
		const { id, code } = await now();
		await eventually(async () => (await online(id)) === 30);
		const taken = await seats(id);
		expect(taken.filter(({ sbd }) => sbd > 50)).toHaveLength(10);
		expect(taken).toHaveLength(30);

		// A form sent to the rehearsal's own set-up changes nothing.
		const own = await fetch(`${server.url}/host/contests/${id}?/save`, {
			method: 'POST',
			headers: { cookie, origin: server.url, accept: 'text/html' },
			body: new URLSearchParams({ title: 'Khác', organizer: '' }),
			redirect: 'manual'
		});
		expect([own.status, own.headers.get('location')]).toEqual([303, `/host/contests/${contest}/rehearsal`]);

		const phone = new TestPhone(server.url, code);
		expect(await phone.join({ name: 'Người thật' })).toMatchObject({ ok: true });
		expect(phone.received.find((text) => text.startsWith('["hello"'))).toContain('"rehearsal":true');

		await hostActs(database, id, { type: 'start' });
		for (const q of [1, 2, 3]) {
			await hostActs(database, id, { type: 'present', q });
			await hostActs(database, id, { type: 'open' });
			const asked = async () => (await everyAnswer(database.db, id)).filter((a) => a.q === q);
			const left = (await foldFrom(database.db, id)).turn?.roster.size ?? 0;
			// Some say nothing, as in the hall.
			await eventually(async () => (await asked()).length >= left * 0.6);
			await hostActs(database, id, { type: 'close' });
			expect(await hostActs(database, id, { type: 'reveal' })).toEqual({ ok: true });
		}
		const played = await foldFrom(database.db, id);
		expect(played.played).toHaveLength(3);

		const [child] = await childrenOf(server.pid);
		expect(child).toBeGreaterThan(0);
		await send('wipe', { sure: 'on' });
		expect(await childrenOf(server.pid)).toEqual([]);
		await eventually(async () => !phone.socket.connected);
		const late = new TestPhone(server.url, code, phone.token ?? undefined);
		const refused = await new Promise<string>((resolve) =>
			late.socket.on('connect_error', ({ message }) => resolve(message))
		);
		expect(refused).toBe('contest/unknown');
		expect(await foldFrom(database.db, contest)).toEqual(real);
		expect(await everyAnswer(database.db, contest)).toEqual([]);
	});

	it('tells when the simulation breaks down; sent again, everybody returns to the seat of before', async () => {
		await send('start', phones);
		const { id } = await now();
		await eventually(async () => (await online(id)) === 30);
		const before = await seats(id);
		const [child = 0] = await childrenOf(server.pid);
		process.kill(child, 'SIGKILL');
		await eventually(async () => (await look()).includes('dừng đột ngột'));
		await eventually(async () => (await online(id)) === 0);
		expect(await send('send', phones)).not.toContain('dừng đột ngột');
		await eventually(async () => (await online(id)) === 30);
		expect(await seats(id)).toEqual(before);
		await send('home');
		expect(await childrenOf(server.pid)).toEqual([]);
		await send('wipe', { sure: 'on' });
	});

	it('loses its simulated phones with the server, and gets them back after the next start', async () => {
		await send('start', phones);
		const { id } = await now();
		await eventually(async () => (await online(id)) === 30);
		const before = await seats(id);
		const [child = 0] = await childrenOf(server.pid);
		await server.kill9();
		const alive = (pid: number) => {
			try {
				return process.kill(pid, 0);
			} catch {
				return false;
			}
		};
		await eventually(async () => !alive(child));
		server = await startServer({ env: { DATABASE_URL: database.url } });
		expect(await look()).toContain('Gửi thí sinh mô phỏng');
		await send('send', phones);
		await eventually(async () => (await online(id)) === 30);
		expect(await seats(id)).toEqual(before);
		const [again = 0] = await childrenOf(server.pid);
		await server.stop();
		await eventually(async () => !alive(again));
		server = await startServer({ env: { DATABASE_URL: database.url } });
	});
});
