import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostToServer, ServerToHost } from '$lib/protocol/events';
import { judgesActs, type HostCommand } from '$lib/protocol/host';
import type { JoinAck } from '$lib/protocol/phone';
import { liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { accounts, cookieOf, hosts, members, people, staff, type Person } from './people';

/* Every event of the sockets, tried by everybody: whoever may not is refused, and whoever may is not. */

type Desk = Socket<ServerToHost, HostToServer>;

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;
let all: Awaited<ReturnType<typeof accounts>>;
let contest: { id: number; code: string };
const open: { disconnect(): void }[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
	all = await accounts(database.db);
	contest = await preparedContest(database, [{}]);
	for (const role of ['judge', 'host', 'manager'] as const) {
		const person = { judge: 'contestJudge', host: 'contestHost', manager: 'manager' } as const;
		await database.db
			.insertInto('contest_role')
			.values({ contest_id: contest.id, user_id: all[person[role]], role })
			.execute();
	}
});
afterAll(async () => {
	for (const one of open) one.disconnect();
	await server.stop();
	await database.drop();
});

/** The desk of a person; the code with which she is turned away. */
async function deskOf(person: Person): Promise<Desk | string> {
	const desk: Desk = io(`${server.url}/host`, {
		auth: { contest: contest.id },
		extraHeaders: { cookie: await cookieOf(database.db, all, person), origin: server.url },
		transports: ['websocket'],
		forceNew: true,
		reconnection: false
	});
	open.push(desk);
	return await new Promise((resolve) => {
		desk.once('connect', () => resolve(desk));
		desk.once('connect_error', (error) => resolve(error.message));
	});
}

/** One of each kind; none of them can be carried out now, or it changes nothing. */
const commands: { [Type in HostCommand['type']]: Extract<HostCommand, { type: Type }> } = {
	rollCall: { type: 'rollCall', sbds: [] },
	setBoards: { type: 'setBoards', sbds: [], paper: true },
	start: { type: 'start' },
	pair: { type: 'pair' },
	present: { type: 'present', q: 1 },
	open: { type: 'open' },
	extend: { type: 'extend', ms: 5000 },
	pause: { type: 'pause' },
	resume: { type: 'resume' },
	askAudience: { type: 'askAudience' },
	close: { type: 'close' },
	reopen: { type: 'reopen', ms: 5000 },
	void: { type: 'void', reason: 'Thử' },
	passInterruption: { type: 'passInterruption', q: 1 },
	judgeGroup: { type: 'judgeGroup', q: 1, form: 'b', right: true },
	judgeAbsent: { type: 'judgeAbsent', q: 1, sbds: [], stay: true },
	markBoards: { type: 'markBoards', q: 1, wrong: [] },
	reveal: { type: 'reveal' },
	correct: {
		type: 'correct',
		turn: 1,
		change: { kind: 'void' },
		reason: 'Thử',
		sendOff: false,
		seen: { back: [], off: [] }
	},
	cut: { type: 'cut' },
	rescue: { type: 'rescue', trigger: 'host', choice: 'hand', sbds: [], seed: '', byHand: true },
	declineRescue: { type: 'declineRescue', trigger: 'host' },
	setStatus: { type: 'setStatus', sbd: 999, to: 'withdrawn', reason: 'Thử' },
	setReserve: { type: 'setReserve', sbd: 999, to: 'admitted' },
	answerAppeal: { type: 'answerAppeal', no: 1, upheld: false, reason: 'Thử' },
	callScene: { type: 'callScene', scene: 'blank' },
	undo: { type: 'undo', seq: 1 },
	finish: { type: 'finish' },
	setAward: { type: 'setAward', sbd: 999, award: null, reason: 'Thử' }
};

describe('namespace /host', () => {
	it.each(people)('%s comes in only with a role in the contest', async (person) => {
		const desk = await deskOf(person);
		if (members.includes(person)) expect(desk).toBeTypeOf('object');
		else expect(desk).toBe(staff.includes(person) ? 'host/not_allowed' : 'host/signed_out');
	});

	it.each(members)('%s does what her role may, and nothing else', async (person) => {
		const desk = await deskOf(person);
		if (typeof desk === 'string') throw new Error(desk);
		const runs = hosts.includes(person);
		const ofJudges: readonly string[] = judgesActs;
		const refused: Record<string, boolean> = {};
		for (const command of Object.values(commands)) {
			// Of a state that never was, so that no step is carried out; but for judges' acts, which find nothing to act on.
			const request = { id: randomUUID(), expectedVersion: 1_000_000, command };
			const ack = await sparing(() => desk.emitWithAck('command', request));
			refused[command.type] = !ack.ok && ack.code === 'host/not_allowed';
		}
		const expected = Object.keys(commands).map((type) => [type, !runs && !ofJudges.includes(type)]);
		expect(refused).toEqual(Object.fromEntries(expected));

		const rescue = await desk.emitWithAck('previewRescue', { choice: 'recent', quota: 1, percent: false });
		expect(!rescue.ok && rescue.code === 'host/not_allowed').toBe(!runs);
		for (const ack of [
			await desk.emitWithAck('previewCorrection', { turn: 1, change: { kind: 'void' } }),
			await desk.emitWithAck('previewBoards', { q: 1, wrong: [] }),
			await desk.emitWithAck('turn', { turn: 1 }),
			await desk.emitWithAck('decideNames', { to: 'hidden', players: [9999] }),
			await desk.emitWithAck('signals')
		])
			expect(ack).not.toMatchObject({ code: 'host/not_allowed' });
	});

	it('is closed to who lost her role while she is on the line, from the next command on', async () => {
		const desk = await deskOf('contestHost');
		if (typeof desk === 'string') throw new Error(desk);
		const role = { contest_id: contest.id, user_id: all.contestHost };
		await database.db
			.deleteFrom('contest_role')
			.where('contest_id', '=', role.contest_id)
			.where('user_id', '=', role.user_id)
			.execute();
		const request = { id: randomUUID(), expectedVersion: 1, command: commands.start };
		const refused = { ok: false, code: 'host/not_allowed' };
		// The look at all open lines, every 15 s, may come just now and cut this one.
		const cut = new Promise((resolve) => desk.once('disconnect', () => resolve(refused)));
		const acts = [
			desk.emitWithAck('command', request),
			desk.emitWithAck('decideNames', { to: 'shown' as const, players: [1] }),
			desk.emitWithAck('signals')
		];
		for (const act of acts) expect(await Promise.race([act, cut])).toEqual(refused);
		await database.db
			.insertInto('contest_role')
			.values({ ...role, role: 'host' })
			.execute();
	});
});

describe('namespace /play', () => {
	it('a phone without a seat answers, contests, tells and reviews nothing', async () => {
		const phone = new TestPhone(server.url, contest.code);
		open.push(phone.socket);
		expect(await phone.answer(1, 1, 'A')).toEqual({ ok: false, code: 'answer/no_seat' });
		expect(await phone.socket.emitWithAck('appeal', { turn: 1, text: 'Vì sao?' })).toMatchObject({
			ok: false
		});
		expect(await phone.socket.emitWithAck('away', { q: 1, times: 1, ms: 5000 })).toMatchObject({ ok: false });
		expect(await phone.socket.emitWithAck('review')).toMatchObject({ ok: false });
	});

	it('a seat of one contest is none in another', async () => {
		const other = await preparedContest(database, [{}]);
		const at = new TestPhone(server.url, contest.code);
		open.push(at.socket);
		expect(await at.join()).toMatchObject({ ok: true });
		const elsewhere = new TestPhone(server.url, other.code, at.token ?? '');
		open.push(elsewhere.socket);
		await until(() => elsewhere.view !== null);
		expect(elsewhere.me).toBeNull();
		expect(await elsewhere.answer(1, 1, 'A')).toEqual({ ok: false, code: 'answer/no_seat' });
	});

	it('PINs can not be looked for at all seats at once from one place', async () => {
		const acks: JoinAck[] = [];
		for (let sbd = 2000; sbd < 3100; sbd += 10) {
			const line = new TestPhone(server.url, contest.code);
			open.push(line.socket);
			const tries = Array.from({ length: 10 }, (_, i) =>
				line.join({ by: 'pin', sbd: sbd + i, pin: '123456' })
			);
			acks.push(...(await Promise.all(tries)));
		}
		const heard = (code: string) => acks.filter((ack) => !ack.ok && ack.code === code).length;
		expect(heard('join/wrong_proof')).toBeGreaterThanOrEqual(1000);
		expect(heard('join/wait')).toBeGreaterThan(50);
		expect(heard('join/wrong_proof') + heard('join/wait')).toBe(1100);
	});

	it('has no event of hosts, though the phone brings a host’s cookie', async () => {
		const socket: Socket = io(`${server.url}/play`, {
			auth: { code: contest.code },
			extraHeaders: { cookie: await cookieOf(database.db, all, 'manager'), origin: server.url },
			transports: ['websocket'],
			forceNew: true
		});
		open.push(socket);
		const request = { id: randomUUID(), expectedVersion: 0, command: commands.start };
		await expect(socket.timeout(500).emitWithAck('command', request)).rejects.toThrow('timed out');
		await expect(socket.timeout(500).emitWithAck('signals')).rejects.toThrow('timed out');
	});
});

/** Not faster than a console may ask. */
async function sparing<T>(ask: () => Promise<T>): Promise<T> {
	await new Promise((resolve) => setTimeout(resolve, 110));
	return await ask();
}
