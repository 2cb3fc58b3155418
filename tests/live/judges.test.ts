import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { maxAccepted } from '$lib/bank/question';
import type { HostCommand } from '$lib/protocol/host';
import type { AppealAck } from '$lib/protocol/phone';
import { foldFrom } from '$lib/server/contest/log';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;
let open: { close(): void }[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
});
afterEach(() => {
	open.forEach((one) => one.close());
	open = [];
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

function phone(code: string, token?: string, url = server.url): TestPhone {
	const one = new TestPhone(url, code, token);
	open.push(one);
	return one;
}
async function seat(code: string, url = server.url): Promise<TestPhone> {
	const one = phone(code, undefined, url);
	expect(await one.join()).toMatchObject({ ok: true });
	return one;
}
let accounts = 0;
async function desk(id: number, as: Partial<Parameters<typeof TestConsole.open>[3]> = {}, url = server.url) {
	const one = await TestConsole.open(database, url, id, { username: `desk${(accounts += 1)}`, ...as });
	open.push(one);
	return one;
}
const act = async (id: number, ...commands: HostCommand[]) => {
	for (const command of commands) expect(await hostActs(database, id, command)).toEqual({ ok: true });
};
const ask = (id: number, q: number) => act(id, { type: 'present', q }, { type: 'open' });
const opened = (q: number, ...phones: TestPhone[]) =>
	until(() => phones.every((p) => p.view?.question?.q === q && p.view.question.state === 'open'));
const appeal = (one: TestPhone, turn: number, text: string): Promise<AppealAck> =>
	one.socket.timeout(5000).emitWithAck('appeal', { turn, text });

describe('[JU5] appeals', () => {
	it('reach host and judges with their words, the log as a digest, and the answer her phone', async () => {
		const { id, code } = await preparedContest(database, [{}, {}], {
			audience: { joins: true, eliminatedPlay: false, lifeline: false }
		});
		const [a, b] = [await seat(code), await seat(code)];
		const watcher = phone(code);
		await watcher.join({ by: 'audience' });
		const judge = await desk(id, { role: 'judge', staff: 'judge' });
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, a, b);
		await a.answer(1, 1, 'B');
		await b.answer(1, 1, 'A');
		expect(await appeal(b, 1, 'Sớm quá')).toEqual({ ok: false, code: 'appeal/not_now' });
		await act(id, { type: 'close' }, { type: 'reveal' });
		await until(() => b.view?.you?.appeal?.state === 'may');
		const text = 'Sách giáo khoa trang 12 ghi phương án A.';
		const before = a.received.length;
		expect(await appeal(b, 1, `  ${text} `)).toEqual({ ok: true });
		await until(() => b.view?.you?.appeal?.state === 'sent' && judge.view?.appeals.length === 1);
		expect(judge.view?.appeals).toMatchObject([{ no: 1, sbd: 2, turn: 1, ordinal: 1, text, answer: null }]);
		expect(a.received.length).toBe(before);
		const rows = await database.db
			.selectFrom('contest_event')
			.select(['type', 'data'])
			.where('contest_id', '=', id)
			.execute();
		const digest = createHash('sha256').update(text).digest('hex');
		expect(rows.find((r) => r.type === 'appealed')?.data).toEqual({ no: 1, sbd: 2, turn: 1, digest });
		expect(JSON.stringify(rows)).not.toContain('trang 12');

		expect(await appeal(b, 1, text)).toEqual({ ok: false, code: 'appeal/twice' });
		for (const one of [watcher, phone(code)])
			expect(await appeal(one, 1, text)).toEqual({ ok: false, code: 'appeal/not_now' });
		expect(await appeal(a, 2, text)).toEqual({ ok: false, code: 'appeal/not_now' });
		expect(await appeal(a, 1, '   ')).toEqual({ ok: false, code: 'request/malformed' });

		const answer = { type: 'answerAppeal', no: 1, upheld: true, reason: 'Đúng như sách' } as const;
		expect(await judge.command(answer)).toEqual({ ok: true });
		await until(() => b.view?.you?.appeal?.state === 'upheld');
		expect(b.view?.you?.appeal).toEqual({ state: 'upheld', reason: 'Đúng như sách' });
		const other = await liveServer(database);
		try {
			expect((await desk(id, {}, other.url)).view?.appeals).toMatchObject([{ text }]);
		} finally {
			await other.stop();
		}
	});
});

describe('[JU2] words that the record cannot hold', () => {
	it.each(['Sai\0', 'Sai\ud800'])('are refused at the door: %j', async (words) => {
		const malformed = { ok: false, code: 'request/malformed' };
		const { id, code } = await preparedContest(database, [{}, {}]);
		const a = await seat(code);
		const judge = await desk(id, { role: 'judge', staff: 'judge' });
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, a);
		expect(await a.answer(1, 1, words)).toEqual(malformed);
		await act(id, { type: 'close' }, { type: 'reveal' });
		expect(await appeal(a, 1, words)).toEqual(malformed);
		for (const to of ['withdrawn', 'disqualified'] as const)
			expect(await judge.command({ type: 'setStatus', sbd: 1, to, reason: words })).toEqual(malformed);
		const change = { kind: 'key' as const, key: 'A', accepted: [words], boardsRight: null };
		const seen = { back: [1], off: [] };
		expect(
			await judge.command({ type: 'correct', turn: 1, change, reason: 'Nhầm', sendOff: false, seen })
		).toEqual(malformed);
		const stranger = phone(`${code}${words}`);
		expect(await new Promise((tell) => stranger.socket.on('connect_error', (e) => tell(e.message)))).toBe(
			'contest/unknown'
		);
	});
});

describe('[QU2] an accepted answer is taught to the bank', () => {
	const inBank = async (id: number) => {
		const { prepared } = await foldFrom(database.db, id);
		return await database.db
			.selectFrom('question')
			.select(['id', 'bank_id', 'accepted', 'version', 'updated_by'])
			.where('id', '=', prepared?.questions[0]?.bankId ?? '')
			.executeTakeFirstOrThrow();
	};

	/** A typed question that has been answered and closed, with groups to decide on. */
	async function closed(...answers: string[]) {
		const { id, code } = await preparedContest(database, [{ type: 'short', key: 'Hà Nội' }, {}]);
		// One after the other, so that the first answer is that of SBD 1.
		const phones: Awaited<ReturnType<typeof seat>>[] = [];
		for (const _ of answers) phones.push(await seat(code));
		await act(id, { type: 'start' });
		await ask(id, 1);
		await opened(1, ...phones);
		for (const [i, one] of phones.entries()) await one.answer(1, 1, answers[i] ?? '');
		await act(id, { type: 'close' });
		return { id, phones };
	}
	const accept = (form: string, learn = true) =>
		({ type: 'judgeGroup', q: 1, form, right: true, learn }) as const satisfies HostCommand;

	it('as it was typed most, once, by who may edit that bank', async () => {
		const { id } = await closed('ha noi', 'Ha Noi', 'Ha Noi', 'Hue');
		const judge = await desk(id);
		const command = randomUUID();
		expect(await judge.command(accept('ha noi'), { id: command })).toEqual({ ok: true, learned: true });
		const learnt = { accepted: ['Ha Noi'], version: 2, updated_by: judge.user };
		expect(await inBank(id)).toMatchObject(learnt);
		expect(await judge.command(accept('ha noi'), { id: command })).toEqual({ ok: true, learned: true });
		expect(await judge.command(accept('ha noi'))).toEqual({ ok: true, learned: true });
		const no = { ...accept('hue'), right: false };
		expect(await judge.command(no)).toEqual({ ok: true });
		expect(await judge.command(accept('hue', false))).toEqual({ ok: true });
		expect(await inBank(id)).toMatchObject(learnt);
	});

	it('also by a correction after the reveal', async () => {
		const { id } = await closed('Hà Nội', 'Đông Đô');
		const judge = await desk(id);
		await act(id, { type: 'reveal' });
		expect(
			await judge.command({
				type: 'correct',
				turn: 1,
				change: { kind: 'group', form: 'đông đô', right: true },
				reason: 'Tên cũ của Hà Nội',
				sendOff: false,
				learn: true,
				seen: { back: [2], off: [] }
			})
		).toEqual({ ok: true, learned: true });
		expect((await inBank(id)).accepted).toEqual(['Đông Đô']);
	});

	it('not by others, nor beyond what a question holds; the verdict stands all the same', async () => {
		const { id } = await closed('ha noi', 'ke cho');
		const judge = await desk(id, { role: 'judge', staff: 'judge' });
		expect(await judge.command(accept('ha noi'))).toEqual({ ok: true, learned: 'learn/not_allowed' });
		const { id: question, bank_id } = await inBank(id);
		const reader = await desk(id);
		await database.db
			.insertInto('bank_role')
			.values({ bank_id, user_id: reader.user, role: 'reader' })
			.execute();
		expect(await reader.command(accept('ha noi'))).toEqual({ ok: true, learned: 'learn/not_allowed' });
		await database.db
			.updateTable('bank_role')
			.set({ role: 'editor' })
			.where('user_id', '=', reader.user)
			.execute();
		const many = Array.from({ length: maxAccepted }, (_, i) => `đáp án ${i}`);
		await database.db
			.updateTable('question')
			.set({ accepted: JSON.stringify(many) })
			.where('id', '=', question)
			.execute();
		expect(await reader.command(accept('ke cho'))).toEqual({ ok: true, learned: 'learn/full' });
		await database.db.deleteFrom('question').where('id', '=', question).execute();
		expect(await reader.command(accept('ke cho'))).toEqual({ ok: true, learned: 'learn/gone' });
		await act(id, { type: 'reveal' });
	});

	it('without losing what another teaches at the same moment', async () => {
		const { id } = await closed('mot', 'hai', 'ba', 'bon');
		const judges = await Promise.all(['mot', 'hai', 'ba', 'bon'].map(() => desk(id)));
		const acks = await Promise.all(
			judges.map((judge, i) => judge.command(accept(['mot', 'hai', 'ba', 'bon'][i] ?? '')))
		);
		expect(acks).toEqual(Array(4).fill({ ok: true, learned: true }));
		expect([...(await inBank(id)).accepted].sort()).toEqual(['ba', 'bon', 'hai', 'mot']);
	});
});

describe('[EL3] option: lost lines go to the judges', () => {
	it('who was off from the opening to the close, and not who was there for a second', async () => {
		const { id, code } = await preparedContest(database, [{}, {}], { disconnected: 'judges' });
		const other = await liveServer(database);
		try {
			const [a, off, brief] = [await seat(code), await seat(code), await seat(code)];
			const elsewhere = await seat(code, other.url);
			const host = await desk(id);
			await act(id, { type: 'start' }, { type: 'present', q: 1 });
			off.close();
			brief.close();
			await until(() => host.live?.offline.length === 2);
			await act(id, { type: 'open' });
			await opened(1, a, elsewhere);
			await a.answer(1, 1, 'B');
			const back = phone(code, brief.token ?? '');
			await until(() => back.view?.you?.plays === true);
			back.close();
			// What the other process has heard is known here a second later.
			await new Promise((resolve) => setTimeout(resolve, 1500));
			await until(() => host.view?.next.step === 'close');
			expect(await host.command({ type: 'close' })).toEqual({ ok: true });
			await until(() => host.view?.next.step === 'reveal');
			expect(host.view?.absent).toEqual([{ sbd: off.me?.sbd, stay: null }]);
			expect(await host.command({ type: 'reveal' })).toEqual({ ok: false, code: 'question/undecided' });
			const stays: HostCommand = { type: 'judgeAbsent', q: 1, sbds: [off.me?.sbd ?? 0], stay: true };
			expect(await host.command(stays)).toEqual({ ok: true });
			await until(() => host.view?.absent[0]?.stay === true);
			expect(await host.command({ type: 'reveal' })).toEqual({ ok: true });
			await until(() => a.view?.reveal !== null);
			const again = [phone(code, off.token ?? ''), phone(code, brief.token ?? '')];
			await until(() => again.every((p) => p.view?.you));
			expect(again.map((p) => [p.view?.you?.status, p.view?.you?.verdict])).toEqual([
				['in', 'none'],
				['out', 'none']
			]);
		} finally {
			await other.stop();
		}
	});

	it('also when the time runs out by itself', async () => {
		const rules = { disconnected: 'judges', graceSeconds: 0.2 } as const;
		const { id, code } = await preparedContest(database, [{}], rules, { seconds: 1 });
		const [a, off] = [await seat(code), await seat(code)];
		const host = await desk(id);
		off.close();
		await until(() => host.live?.offline.length === 1);
		await act(id, { type: 'start' });
		await ask(id, 1);
		await until(() => host.view?.next.step === 'reveal');
		expect(host.view?.absent).toEqual([{ sbd: off.me?.sbd, stay: null }]);
		expect(a.view?.you?.plays).toBe(true);
	});

	it('by default no answer is wrong, whatever the line was', async () => {
		const { id, code } = await preparedContest(database, [{}]);
		const [, off] = [await seat(code), await seat(code)];
		const host = await desk(id);
		off.close();
		await until(() => host.live?.offline.length === 1);
		await act(id, { type: 'start' });
		await ask(id, 1);
		await until(() => host.view?.next.step === 'close');
		expect(await host.command({ type: 'close' })).toEqual({ ok: true });
		await until(() => host.view?.next.step === 'reveal');
		expect(host.view?.absent).toEqual([]);
	});
});
