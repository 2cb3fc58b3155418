import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { foldFrom } from '$lib/server/contest/log';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;
let phones: TestPhone[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
});
afterEach(() => {
	phones.forEach((phone) => phone.close());
	phones = [];
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

function phone(code: string, token?: string): TestPhone {
	const one = new TestPhone(server.url, code, token);
	phones.push(one);
	return one;
}

/** From now on, what comes over the line of a phone: messages and bytes. */
function countOf({ socket }: TestPhone) {
	const count = { messages: 0, bytes: 0 };
	socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
		if (type !== 'message' || typeof data !== 'string') return;
		count.messages++;
		count.bytes += Buffer.byteLength(data);
	});
	return count;
}

describe('what a question costs a phone', () => {
	it('is the question, its own acknowledgement and the verdict, and less than 2 kB', async () => {
		const text =
			'Đại hội đại biểu toàn quốc lần thứ XIII của Đảng đã xác định mục tiêu tổng quát nào đến năm 2025?';
		const { id, code } = await preparedContest(database, [{ text }, { text }], {}, { seconds: 2 });
		const all = Array.from({ length: 20 }, () => phone(code));
		await Promise.all(all.map((one) => one.join()));
		await hostActs(database, id, { type: 'start' });
		for (const q of [1, 2]) {
			await until(() => all.every((one) => one.view?.phase === 'running'));
			const counts = all.map(countOf);
			await hostActs(database, id, { type: 'present', q });
			await hostActs(database, id, { type: 'open' });
			await server.live.contestChanged(id);
			await until(() =>
				all.every((one) => one.view?.question?.state === 'open' && one.view.question.q === q)
			);
			await Promise.all(all.map((one) => one.answer(q, 1, 'B')));
			await new Promise((resolve) => setTimeout(resolve, 3300)); // it closes by itself, and nobody needs to hear of that
			await hostActs(database, id, { type: 'reveal' });
			await server.live.contestChanged(id);
			await until(() => all.every((one) => one.view?.reveal));
			expect(new Set(counts.map((c) => c.messages))).toEqual(new Set([3]));
			expect(Math.max(...counts.map((c) => c.bytes))).toBeLessThan(2000);
		}
	});

	it('is one more where the question is read out for a while: the phone says so', async () => {
		const { id, code } = await preparedContest(database, [{}, {}]);
		const one = phone(code);
		await one.join();
		await hostActs(database, id, { type: 'start' });
		await server.live.contestChanged(id);
		await until(() => one.view?.phase === 'running');
		const count = countOf(one);
		await hostActs(database, id, { type: 'present', q: 1 });
		await server.live.contestChanged(id);
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(count.messages).toBe(0);
		await until(() => one.view?.question?.state === 'presented');
		await hostActs(database, id, { type: 'open' });
		await server.live.contestChanged(id);
		await until(() => one.view?.question?.state === 'open');
		expect(count.messages).toBe(2);
	});

	it('is nothing where the host takes the question back at once, whatever a second phone has seen of it', async () => {
		const { id, code } = await preparedContest(database, [{}, {}]);
		const [one, other] = [phone(code), phone(code)];
		await one.join();
		await other.join();
		await hostActs(database, id, { type: 'start' });
		await server.live.contestChanged(id);
		await until(() => one.view?.phase === 'running');
		const count = countOf(one);
		await hostActs(database, id, { type: 'present', q: 1 });
		await server.live.contestChanged(id);
		const back = phone(code, other.token ?? '');
		await until(() => back.view?.question?.state === 'presented');
		const { undo } = await foldFrom(database.db, id);
		expect(await hostActs(database, id, { type: 'undo', seq: undo?.seq ?? 0 })).toEqual({ ok: true });
		await server.live.contestChanged(id);
		await until(() => back.view?.question === null);
		expect([count.messages, one.view?.question]).toEqual([0, null]);
	});

	it('by option is the text too, while it is read out', async () => {
		const { id, code } = await preparedContest(database, [{ text: 'Câu để đọc?' }], {
			phonesReadAlong: true
		});
		const one = phone(code);
		await one.join();
		await hostActs(database, id, { type: 'start' });
		await hostActs(database, id, { type: 'present', q: 1 });
		await server.live.contestChanged(id);
		await until(() => one.view?.question?.text === 'Câu để đọc?');
	});
});

describe('what phones do', () => {
	it('is told to a console at most five times a second, and to the other phones not at all', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const desk = await TestConsole.open(database, server.url, id, { username: 'dem' });
		const began = performance.now();
		const pace = () => new Promise((resolve) => setTimeout(resolve, 40));
		const all: TestPhone[] = [];
		for (let i = 0; i < 40; i++) {
			const one = phone(code);
			all.push(one);
			expect(await one.join()).toMatchObject({ ok: true });
			await pace();
		}
		await hostActs(database, id, { type: 'start' });
		await hostActs(database, id, { type: 'present', q: 1 });
		await hostActs(database, id, { type: 'open' });
		await server.live.contestChanged(id);
		await until(() => all.every((one) => one.view?.question?.state === 'open'));
		const counts = all.map(countOf);
		for (const one of all) {
			expect(await one.answer(1, 1, 'B')).toMatchObject({ ok: true });
			await pace();
		}
		await until(() => desk.live?.answered === 40);
		const seconds = (performance.now() - began) / 1000;
		for (const event of ['live', 'view', 'people']) {
			const times = desk.told.get(event) ?? 0;
			expect({ event, times, enough: times > 3, often: times > 5 * seconds + 1 }).toMatchObject({
				enough: true,
				often: false
			});
		}
		expect(counts.map((count) => count.messages)).toEqual(all.map(() => 1)); // her own acknowledgement
		desk.close();
	});
});
