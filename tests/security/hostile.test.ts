import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { hostActs, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { RawLine } from './raw-line';

/*
 * What a clever pupil can do with a program of her own, while thirty others answer: each of them has her acknowledgement
 * within a second, and the server goes on.
 */

const honest = 30;
const patience = 1000;

let database: FreshDatabase;
let server: TestServer;
let contest: { id: number; code: string };
let phones: TestPhone[] = [];
let lines: RawLine[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url } });
}, 120_000);
beforeEach(async () => {
	contest = await preparedContest(database, [{}]);
	phones = Array.from({ length: honest }, () => new TestPhone(server.url, contest.code));
	for (const phone of phones) expect(await phone.join()).toMatchObject({ ok: true });
	for (const command of [{ type: 'start' }, { type: 'present', q: 1 }, { type: 'open' }] as const)
		expect(await hostActs(database, contest.id, command)).toEqual({ ok: true });
	await until(() => phones.every((phone) => phone.view?.question?.state === 'open'));
});
afterEach(() => {
	for (const phone of phones) phone.close();
	for (const line of lines) line.hangUp();
	lines = [];
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

async function raw(code = contest.code, origin?: string): Promise<RawLine> {
	const line = await RawLine.phone(server.url, code, origin);
	lines.push(line);
	return line;
}

/** All honest phones choose, one after the other and then again; resolves to how long the slowest waited, ms. */
async function slowest(): Promise<number> {
	let longest = 0;
	for (const [c, choice] of ['A', 'B', 'C', 'B'].entries())
		for (const phone of phones) {
			const at = performance.now();
			expect(await phone.answer(1, c + 1, choice)).toEqual({ ok: true, c: c + 1, v: choice });
			longest = Math.max(longest, performance.now() - at);
		}
	return longest;
}

async function answersOf(seat: number): Promise<string[]> {
	const rows = await database.db
		.selectFrom('answer')
		.select('value')
		.where('contest_id', '=', contest.id)
		.where('sbd', '=', seat)
		.execute();
	return rows.map(({ value }) => value);
}

it('floods of answers are refused one by one, and cost the others nothing that they notice', async () => {
	const flooders = await Promise.all(Array.from({ length: 20 }, () => raw()));
	const waited = slowest();
	for (let round = 0; round < 100; round++) {
		for (const [i, line] of flooders.entries())
			for (let n = 0; n < 20; n++)
				line.say(`42/play,${round * 20 + n}["answer",{"q":1,"c":${i + round},"v":"A"}]`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	expect(await waited).toBeLessThan(patience);
	for (const line of flooders) expect(line.heard).toContain('limit/too_fast');
});

it('a frame of a megabyte ends the line that sent it, and no other', async () => {
	const line = await raw();
	const waited = slowest();
	line.say(`42/play,0["answer",${JSON.stringify({ q: 1, c: 1, v: 'A'.repeat(1_000_000) })}]`);
	await line.until(() => line.closed);
	expect(line.closed).toBe(true);
	expect(await waited).toBeLessThan(patience);
	expect(phones.every((phone) => phone.socket.connected)).toBe(true);
});

it('what is no message is answered by an end, or not at all', async () => {
	for (const nonsense of [
		'42/play,["answer"',
		'42/play,0["answer",null]',
		'2',
		'9999',
		'42/play,0[]',
		'41/khong,'
	]) {
		const line = await raw();
		line.say(nonsense);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(line.heard).not.toContain('"ok":true');
	}
	expect(await slowest()).toBeLessThan(patience);
});

it('codes that are made up find nothing, and stop being looked for', async () => {
	const waited = slowest();
	const tries = Array.from({ length: 600 }, (_, i) => raw(String(200_000 + i)));
	const heard = (await Promise.all(tries)).map((line) => line.heard);
	expect(heard.filter((text) => text.includes('contest/unknown')).length).toBeGreaterThan(250);
	expect(heard.filter((text) => text.includes('server/unavailable')).length).toBeGreaterThan(100);
	expect(await waited).toBeLessThan(patience);
	// The contest that is being played is found all the same, from the same address.
	expect((await raw()).heard).toContain('40/play,');
});

it('seats can not be forged: neither by a token that is made up nor by the secret of another', async () => {
	const own = phones[0]?.token ?? '';
	const secret = own.slice(own.indexOf('.') + 1);
	const forged = [
		`2.${secret}`,
		`-1.${secret}`,
		`1.${'A'.repeat(secret.length)}`,
		'1.',
		`${own} `,
		`1e0.${secret}`
	];
	for (const token of forged) {
		const phone = new TestPhone(server.url, contest.code, token);
		phones.push(phone);
		await until(() => phone.view !== null);
		expect([token, phone.me]).toEqual([token, null]);
		expect(await phone.answer(1, 99, 'C')).toEqual({ ok: false, code: 'answer/no_seat' });
	}
});

it('what was sent before is worth nothing afterwards: not late, not again, not by who is out', async () => {
	const [first, second] = phones;
	if (!first || !second) throw new Error('there is nobody');
	expect(await first.answer(1, 1, 'A')).toMatchObject({ ok: true });
	expect(await second.answer(1, 5, 'B')).toMatchObject({ ok: true });
	// An older choice that comes after a newer one is answered with the newer one (PH4).
	expect(await second.answer(1, 4, 'A')).toEqual({ ok: true, c: 5, v: 'B' });
	for (const command of [{ type: 'close' }, { type: 'reveal' }] as const)
		expect(await hostActs(database, contest.id, command)).toEqual({ ok: true });
	await until(() => first.view?.reveal !== null);
	for (const [phone, c] of [
		[first, 2],
		[second, 6]
	] as const)
		expect(await phone.answer(1, c, 'B')).toMatchObject({ ok: false });
	expect([await answersOf(first.me?.sbd ?? 0), await answersOf(second.me?.sbd ?? 0)]).toEqual([['A'], ['B']]);
});

it('a page of another site opens no line, by WebSocket or by polling', async () => {
	const line = await RawLine.dial(server.url);
	lines.push(line);
	line.socket.write(
		`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n` +
			'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
			'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://evil.example\r\n\r\n'
	);
	await line.until(() => line.closed || line.heard.includes('\r\n\r\n'));
	expect(line.heard).not.toContain('101 Switching');
	const polled = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
		headers: { origin: 'http://evil.example' }
	});
	expect(polled.status).toBe(403);
});

it('thousands of lines that say nothing keep nobody out, and are let go', async () => {
	const silent = await Promise.all(Array.from({ length: 3000 }, () => RawLine.dial(server.url)));
	lines.push(...silent);
	for (const line of silent.slice(0, 1500)) line.socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
	expect(await slowest()).toBeLessThan(patience);
	const late = new TestPhone(server.url, contest.code);
	phones.push(late);
	await until(() => late.view !== null, patience);
	await until(() => silent.every((line) => line.closed), 40_000);
}, 90_000);
