import { sql, type ControlledTransaction } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockContest } from '$lib/server/contest/lock';
import { openDatabase, type Database } from '$lib/server/db/client';
import type { Schema } from '$lib/server/db/schema';
import { AnswerBatch, type IncomingAnswer } from '$lib/server/live/answer-batch';
import { Random } from '$lib/simulation/random';
import { preparedContest } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { databaseOf, SharedDatabase } from '../simulation/database';
import { Actor, World } from '../simulation/scheduler';

/*
 * The simulation's database against PostgreSQL: the same program does the same things to both, in the same order, and every step
 * must leave the same people waiting, tell the same, and write the same.
 */

const commanders = ['commander 1', 'commander 2', 'commander 3'] as const;
const processes = ['process 1', 'process 2', 'process 3'] as const;
const reader = 'reader';
const everybody = [...commanders, ...processes, reader];
const channel = 'twin';
const last = 'the last';
/** Before it answers count, at it and after it they do not; ms since 1970. */
const limit = 1_800_000_000_000;

/** A database, and how to see who waits in it. */
interface Twin {
	of(actor: string): Database;
	/** Somebody holds the table of answers until the returned function is called. */
	hold(): Promise<() => Promise<void>>;
	/** Goes on until each of these has come to an end or waits for somebody else. */
	settle(busy: ReadonlySet<string>): Promise<void>;
	heard: string[];
}

describe.each(Array.from({ length: 12 }, (_, i) => `đôi ${i}`))(
	'as PostgreSQL does, in the order “%s”',
	(seed) => {
		let database: FreshDatabase;
		let opened: Database[];
		beforeAll(async () => {
			database = await freshDatabase();
			opened = [];
		});
		afterAll(async () => {
			await Promise.all(opened.map((one) => one.close()));
			await database.drop();
		});

		async function real(): Promise<Twin> {
			const own = new Map(everybody.map((name) => [name, openDatabase(database.url, name, 1)]));
			opened.push(...own.values());
			const heard: string[] = [];
			await database.sql.listen(channel, (payload) => heard.push(payload));
			return {
				of: (actor) => own.get(actor) ?? database,
				hold: async () => {
					const holder = await database.sql.reserve();
					await holder`begin`;
					await holder`lock table answer in exclusive mode`;
					return async () => {
						await holder`rollback`;
						holder.release();
					};
				},
				settle: async (busy) => {
					for (;;) {
						// Who comes to an end while it is asked may have let others go on.
						const asked = [...busy];
						// A commit with a notice waits a moment for those of all other databases, which is no wait of ours.
						const waiting = await database.sql<{ name: string }[]>`
							select application_name as name from pg_locks join pg_stat_activity using (pid)
							where not granted and locktype <> 'object'`;
						const names = waiting.map(({ name }) => name.replace(/ answers$/, ''));
						if (asked.every((one) => names.includes(one))) return;
						await sleep(1);
					}
				},
				heard
			};
		}

		async function inMemory(contest: object): Promise<Twin> {
			const world = new World(seed);
			const shared = new SharedDatabase(world);
			const own = new Map(everybody.map((name) => [name, databaseOf(shared, new Actor(name)).database]));
			const heard: string[] = [];
			shared.listen({
				actor: new Actor('listener'),
				channel,
				hear: (payload) => void heard.push(payload),
				again: () => {}
			});
			const first = shared.postgres.begin();
			await shared.postgres.insert(first, 'contest', { ...contest });
			shared.postgres.commit(first);
			const all = async () => {
				// What waits for Node's own clock, and then what waits for the world's, and what comes of that.
				for (let i = 0; i < 3; i++) {
					await sleep(2);
					await world.runUntil(() => false, world.now + 1000);
				}
			};
			const of = (actor: string): Database => {
				const found = own.get(actor);
				if (!found) throw new Error(`nobody is called ${actor}`);
				return found;
			};
			return {
				of,
				hold: async () => {
					const tx = shared.postgres.begin();
					const had = shared.postgres.lock(tx, 'table answer', 'alone');
					await all();
					await had;
					return async () => shared.postgres.rollback(tx);
				},
				settle: all,
				heard
			};
		}

		it('lets the same people wait, tells the same, writes the same', async () => {
			const { id } = await preparedContest(database, [{}, {}]);
			const begun = { open_question: 1, accept_until: limit, first_choice_locks: false };
			await database.db.updateTable('contest').set(begun).where('id', '=', id).execute();
			const contest = await database.db
				.selectFrom('contest')
				.select(['id', 'version', 'head', 'open_question', 'accept_until', 'first_choice_locks'])
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			const told = [];
			for (const twin of [await real(), await inMemory(contest)])
				told.push(await play(twin, id, new Random(seed)));
			const [by, inPlace] = told;
			expect(inPlace).toEqual(by);
			// Something happened: answers were taken, and some had to wait.
			expect(by?.some((step) => step.waiting.length > 1)).toBe(true);
			expect(by?.some((step) => step.told.join().includes('"ok":true'))).toBe(true);
		});
	}
);

interface Step {
	does: string;
	waiting: string[];
	told: string[];
}

/** Everybody does what the live path does, in an order that the seed decides; what is seen after each step. */
async function play(twin: Twin, contest: number, random: Random): Promise<Step[]> {
	const steps: Step[] = [];
	const busy = new Set<string>();
	let told: string[] = [];
	const transactions = new Map<string, ControlledTransaction<Schema>>();
	let letGo: (() => Promise<void>) | null = null;
	/** Who of them is in a batch that has not come to its end: it may come in any order with another's then. */
	let answering = new Map<string, number[]>();
	let [version, choice] = [0, 0];

	const begin = (actor: string, work: () => Promise<unknown>) => {
		busy.add(actor);
		work()
			.then(
				(result) => told.push(`${actor}: ${JSON.stringify(result)}`),
				(error: Error) => told.push(`${actor}: ${error.name}`)
			)
			.finally(() => busy.delete(actor))
			.catch(() => {});
	};
	const seen = async (does: string) => {
		await twin.settle(busy);
		steps.push({ does, waiting: [...busy].sort(), told: told.sort() });
		told = [];
		answering = new Map([...answering].filter(([actor]) => busy.has(actor)));
	};
	const end = async (actor: string, how: 'commit' | 'rollback') => {
		const tx = transactions.get(actor);
		transactions.delete(actor);
		begin(actor, async () => void (await tx?.[how]().execute()));
		await seen(`${actor} ${how}`);
	};

	const acts: Record<string, (actor: string) => Promise<void>> = {
		command: async (actor) => {
			const tx = transactions.get(actor);
			if (!tx) {
				begin(actor, async () => {
					const { db } = twin.of(actor);
					const begun = await db.startTransaction().execute();
					transactions.set(actor, begun);
					const locked = await lockContest(begun, contest);
					return locked?.version;
				});
				return await seen(`${actor} locks`);
			}
			if (random.chance(0.5)) return await end(actor, random.chance(0.7) ? 'commit' : 'rollback');
			version += 1;
			const change = {
				version,
				open_question: random.pick([1, 2, null]),
				accept_until: limit + random.pick([-1000, 0, 1000]),
				first_choice_locks: random.chance(0.3)
			};
			begin(actor, async () => {
				const before = await tx
					.selectFrom('answer')
					.select(['question', 'sbd', 'value'])
					.where('contest_id', '=', contest)
					.where('question', '=', 1)
					.orderBy('sbd')
					.execute();
				await tx.updateTable('contest').set(change).where('id', '=', contest).execute();
				await sql`select pg_notify(${channel}, ${`${actor} ${version}`})`.execute(tx);
				return before;
			});
			await seen(`${actor} changes`);
		},
		answer: async (actor) => {
			const taken = [...answering.values()].flat();
			const seats = [1, 2, 3, 4, 5, 6].filter((sbd) => !taken.includes(sbd) && random.chance(0.5));
			if (seats.length === 0) return;
			answering.set(actor, seats);
			const answers = seats.flatMap((player): IncomingAnswer[] =>
				Array.from({ length: random.pick([1, 1, 2]) }, () => ({
					q: random.pick([1, 1, 2]),
					player,
					value: random.pick(['A', 'B', 'C']),
					// Sent again, or overtaken on the way, now and then.
					choiceNo: Math.max(1, (choice += 1) - random.pick([0, 0, 5])),
					receivedAt: limit + random.pick([-5000, -500, 0, 500, 5000])
				}))
			);
			begin(actor, async () => {
				const batch = new AnswerBatch(twin.of(actor).answers, contest, 'answer');
				return await Promise.all(answers.map((one) => batch.put(one)));
			});
			await seen(`${actor} records ${JSON.stringify(answers)}`);
		},
		hold: async () => {
			// Whoever is in the table has to get out first: who waits for whom then is another matter.
			if (letGo) {
				const go = letGo;
				letGo = null;
				await go();
				return await seen('the table is let go');
			}
			if (answering.size > 0) return;
			letGo = await twin.hold();
			await seen('the table is held');
		},
		read: async (actor) => {
			begin(actor, () =>
				twin
					.of(actor)
					.db.selectFrom('answer')
					.select(['question', 'sbd', 'value', 'choice_no', 'received_at'])
					.where('contest_id', '=', contest)
					.orderBy('question')
					.orderBy('sbd')
					.execute()
			);
			await seen('is read');
		}
	};
	const who = [
		...commanders.map((actor) => ['command', actor] as const),
		...processes.map((actor) => ['answer', actor] as const),
		['hold', 'somebody'] as const,
		['read', reader] as const
	] as const;

	for (let i = 0; i < 60; i++) {
		const free = who.filter(([, actor]) => !busy.has(actor));
		const [first, ...others] = free;
		if (!first) throw new Error('nobody is free, not even who reads');
		const [act, actor] = random.pick([first, ...others]);
		await acts[act]?.(actor);
	}
	if (letGo) await acts['hold']?.('somebody');
	// Whoever comes to a lock at last gives it back, too.
	while (transactions.size > 0 || busy.size > 0) {
		const [next] = [...transactions.keys()].filter((actor) => !busy.has(actor));
		if (!next) throw new Error(`they wait for each other: ${[...busy].join()}`);
		await end(next, 'commit');
	}
	await acts['read']?.(reader);
	begin(
		reader,
		async () => void (await sql`select pg_notify(${channel}, ${last})`.execute(twin.of(reader).db))
	);
	await seen('the last notice');
	// Notices take their own time, and never overtake each other.
	while (twin.heard.at(-1) !== last) await twin.settle(busy).then(() => sleep(1));
	steps.push({ does: 'notices', waiting: [], told: twin.heard });
	return steps;
}
