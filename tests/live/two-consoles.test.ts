import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommandAck, HostCommand, HostView } from '$lib/protocol/host';
import { readLog } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { TestConsole } from '../helpers/console';
import { liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
/** Two processes on one database, as behind a load balancer. */
let servers: Awaited<ReturnType<typeof liveServer>>[];

beforeAll(async () => {
	database = await freshDatabase();
	servers = [await liveServer(database), await liveServer(database)];
});
afterAll(async () => {
	await Promise.all(servers.map((server) => server.stop()));
	await database.drop();
});

const rounds = 200;

/** The step that the console's one button would do. */
function step({ next }: HostView): HostCommand {
	switch (next.step) {
		case 'start':
		case 'open':
		case 'close':
		case 'reveal':
		case 'finish':
			return { type: next.step };
		case 'present':
			return { type: 'present', q: next.q };
		default:
			throw new Error(`no step of this contest: ${next.step}`);
	}
}

/** What the second console does in the same moment: the same step, another step, or a judge's act. */
function other(view: HostView, round: number): HostCommand {
	switch (round % 4) {
		case 0:
		case 1:
			return step(view);
		case 2:
			return { type: 'callScene', scene: round % 8 === 2 ? 'blank' : null };
		default:
			return {
				type: 'setStatus',
				sbd: 2,
				to: round % 8 === 3 ? 'disqualified' : 'reinstated',
				reason: `Lượt ${round}`
			};
	}
}

it('[JU4] [IN6] two consoles that fire at once, 200 times: each step once, nothing lost that was confirmed', async () => {
	const { id, code } = await preparedContest(
		database,
		Array.from({ length: rounds / 4 + 1 }, () => ({})),
		{ everyoneFails: 'stay', graceSeconds: 0 },
		{ elimination: 'warmup' }
	);
	const phones = servers.map(({ url }) => new TestPhone(url, code));
	for (const phone of phones) expect(await phone.join()).toMatchObject({ ok: true });
	const consoles = await Promise.all(
		servers.map(({ url }, i) => TestConsole.open(database, url, id, { username: `console${i}` }))
	);
	const [first, second] = consoles as [TestConsole, TestConsole];
	const sent: { id: string; command: HostCommand; ack: CommandAck }[] = [];
	const fire = async (at: TestConsole, command: HostCommand, expectedVersion: number) => {
		const one = { id: randomUUID(), command };
		const ack = await at.command(command, { id: one.id, expectedVersion });
		sent.push({ ...one, ack });
		return ack;
	};

	for (let round = 0; round < rounds; round++) {
		// A console may send ten commands a second; it is the two at once that matters, not the pace.
		await new Promise((resolve) => setTimeout(resolve, 120));
		await until(() => first.view?.v === second.view?.v);
		const { view } = first;
		if (!view) throw new Error('the console shows nothing');
		const mine = step(view);
		const theirs = other(view, round);
		const acks = await Promise.all([
			fire(first, mine, view.course),
			fire(second, theirs, view.course),
			// Pressed twice, too.
			...(round % 5 === 0 ? [fire(first, mine, view.course)] : [])
		]);
		const steps = acks.filter((_, i) => i !== 1 || theirs.type === mine.type || theirs.type === 'callScene');
		expect(steps.filter((ack) => ack.ok)).toHaveLength(1);
		for (const ack of steps) if (!ack.ok) expect(ack.code).toBe('command/stale');
		if (theirs.type === 'setStatus') expect(acks[1]).toEqual({ ok: true });
		const log = await readLog(database.db, id);
		await until(() => consoles.every((one) => one.view?.v === log.length));
	}

	const rows = await database.db
		.selectFrom('contest_event')
		.select(['seq', 'type', 'command_id'])
		.where('contest_id', '=', id)
		.orderBy('seq')
		.execute();
	// The log is one line without gaps; every confirmed command stands in it once, and no refused one does.
	expect(rows.map((r) => r.seq)).toEqual(rows.map((_, i) => i + 1));
	const done = rows.flatMap((r) => (r.command_id ? [r.command_id] : []));
	expect(done).toHaveLength(new Set(done).size);
	expect([...done].sort()).toEqual(sent.flatMap(({ id, ack }) => (ack.ok ? [id] : [])).sort());
	const turns = rows.filter((r) => ['presented', 'opened', 'closed', 'revealed'].includes(r.type));
	const order = ['presented', 'opened', 'closed', 'revealed'];
	expect(turns.map((r) => r.type)).toEqual(turns.map((_, i) => order[i % 4]));
	expect((await verifyContest(database.db, id)).problems).toEqual([]);
	for (const one of [...phones, ...consoles]) one.close();
}, 240_000);
