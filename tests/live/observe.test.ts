import { afterAll, beforeAll, expect, it } from 'vitest';
import { metricsText } from '$lib/server/observe/metrics';
import { TestConsole } from '../helpers/console';
import { liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

/* What the figures say after a small contest is what happened in it. */

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

async function series(): Promise<(name: string) => number> {
	const { text } = await metricsText();
	const values = new Map(
		text.split('\n').map((line) => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line))])
	);
	return (name) => values.get(name) ?? 0;
}

const outcome = (what: string, code: string) => `chuongvang_${what}_total{outcome="${code}"}`;

it('counts what a contest came to, and who is there', async () => {
	const before = await series();
	const { id, code } = await preparedContest(database, [{}, {}]);
	const phones = [1, 2, 3].map(() => new TestPhone(server.url, code));
	for (const [i, phone] of phones.entries()) await phone.join({ name: `Người ${'ABC'[i]}` });
	const guest = new TestPhone(server.url, code);
	await until(() => guest.view !== null);
	expect(await guest.join({ by: 'pin', sbd: 1, pin: '00000000' })).toMatchObject({ ok: false });

	const host = await TestConsole.open(database, server.url, id, { username: 'dan' });
	for (const command of [{ type: 'start' }, { type: 'present', q: 1 }, { type: 'open' }] as const) {
		const course = host.view?.course;
		expect(await host.command(command)).toMatchObject({ ok: true });
		await until(() => host.view?.course !== course);
	}
	expect(await host.command({ type: 'open' })).toMatchObject({ ok: false });
	await until(() => phones.every(({ view }) => view?.question?.state === 'open'));
	for (const phone of phones) expect(await phone.answer(1, 1, 'B')).toMatchObject({ ok: true });
	expect(await phones[0]?.answer(1, 2, 'Z')).toMatchObject({ code: 'answer/no_such_option' });
	expect(await guest.answer(1, 1, 'B')).toMatchObject({ code: 'answer/no_seat' });
	expect(await phones[0]?.answer(7, 1, 'B')).toMatchObject({ code: 'answer/closed' });

	const after = await series();
	const grown = (name: string) => after(name) - before(name);
	expect(grown(outcome('joins', 'accepted'))).toBe(3);
	expect(grown(outcome('joins', 'join/wrong_proof'))).toBe(1);
	expect(grown(outcome('answers', 'accepted'))).toBe(3);
	expect(grown(outcome('answers', 'answer/no_such_option'))).toBe(1);
	expect(grown(outcome('answers', 'answer/no_seat'))).toBe(1);
	expect(grown(outcome('answers', 'answer/closed'))).toBe(1);
	expect(grown(outcome('commands', 'accepted'))).toBe(3);
	expect(grown('chuongvang_command_seconds_count')).toBe(4);
	expect(grown('chuongvang_answer_ack_seconds_count')).toBe(3);
	expect(grown('chuongvang_answer_batch_answers_sum')).toBe(3);
	expect(grown('chuongvang_answer_batch_seconds_count')).toBe(grown('chuongvang_answer_batch_answers_count'));
	expect(grown('chuongvang_answer_ack_seconds_sum')).toBeLessThan(3);
	const { count } = await database.db
		.selectFrom('contest_event')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('contest_id', '=', id)
		.executeTakeFirstOrThrow();
	expect(grown('chuongvang_events_total')).toBe(count);
	expect(after('chuongvang_lines{kind="contestant"}')).toBe(3);
	expect(after('chuongvang_lines{kind="unseated"}')).toBe(1);
	expect(after('chuongvang_lines{kind="host"}')).toBe(1);
	expect(after('chuongvang_contests')).toBe(1);
	expect(after('chuongvang_database_up')).toBe(1);
	expect(after('chuongvang_database_connections_waiting')).toBe(0);
	expect(server.live.contests()).toEqual([
		{ id, title: 'Thử nghiệm', phase: 'running', rehearsal: false, phones: 4 }
	]);

	for (const phone of [...phones, guest, host]) phone.close();
	await until(() => server.live.lines().contestant + server.live.lines().unseated === 0);
});
