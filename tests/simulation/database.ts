import {
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type DatabaseConnection,
	type Driver
} from 'kysely';
import type { Database, Sql } from '$lib/server/db/client';
import type { Schema } from '$lib/server/db/schema';
import { storeAnswers } from './answers-statement';
import { beginning } from './globals';
import { MemoryPostgres, type Row, type Transaction } from './memory-postgres';
import { Actor, type World } from './scheduler';
import { execute, type Session } from './statements';

/** How the database is doing; changed by whoever breaks things. */
export interface Weather {
	/** Nobody reaches it. */
	down: boolean;
	/** How likely a call fails before it has done anything; and that it has done all, and its answer gets lost. */
	failing: number;
	losing: number;
	/** How likely a notice gets lost. */
	deaf: number;
	/** How far its clock is from the world's, ms. */
	clockOffset: number;
}

const lost = () => new Error('the connection to the database is lost');

/** The database of the world, and how processes reach it. */
export class SharedDatabase {
	readonly actor = new Actor('postgres');
	readonly weather: Weather = { down: false, failing: 0, losing: 0, deaf: 0, clockOffset: 0 };
	readonly postgres: MemoryPostgres;
	/** What is on its way; each is told when the database dies. */
	readonly calls = new Set<() => void>();
	private readonly listeners = new Set<Listener>();

	constructor(readonly world: World) {
		this.postgres = new MemoryPostgres((channel, payload) => {
			for (const listener of this.listeners) {
				const { actor, channel: own, hear } = listener;
				if (own !== channel || world.random.chance(this.weather.deaf)) continue;
				// Notices never overtake each other.
				listener.last = Math.max(listener.last ?? 0, world.now + this.latency());
				world.after(listener.last - world.now, actor, () => hear(payload));
			}
		});
	}

	get now(): number {
		return beginning + this.world.now + this.weather.clockOffset;
	}

	latency(): number {
		const { random } = this.world;
		return random.chance(0.05) ? random.between(1, 40) : random.between(0.05, 1.5);
	}

	/** It stops at once: what was not committed is gone, and what was on its way is never answered. It is back after `ms`. */
	crash(ms: number): void {
		this.weather.down = true;
		this.postgres.stop();
		for (const broken of [...this.calls]) broken();
		this.world.after(ms, this.actor, () => {
			this.weather.down = false;
			for (const { actor, again } of this.listeners) this.world.after(this.latency() * 10, actor, again);
		});
	}

	/** Somebody else holds the table of answers for `ms`: what is being written waits inside the database. */
	stall(ms: number): void {
		const tx = this.postgres.begin();
		this.postgres.lock(tx, 'table answer', 'alone').then(
			() => this.world.after(ms, this.actor, () => this.postgres.rollback(tx)),
			() => {} // the database has died meanwhile
		);
	}

	listen(listener: Listener): void {
		this.listeners.add(listener);
	}

	forget(actor: Actor): void {
		for (const listener of this.listeners) if (listener.actor === actor) this.listeners.delete(listener);
	}
}

interface Listener {
	actor: Actor;
	channel: string;
	hear: (payload: string) => void;
	/** It listens anew, after the line to the database was lost. */
	again: () => void;
	/** When the last notice that is on its way arrives, ms. */
	last?: number;
}

/** One connection of one process. */
class Connection implements DatabaseConnection {
	private tx: Transaction | null = null;

	constructor(
		private readonly shared: SharedDatabase,
		private readonly owner: Actor
	) {}

	begin(): Promise<void> {
		return this.call(async () => void (this.tx = this.shared.postgres.begin()));
	}

	commit(): Promise<void> {
		const { tx } = this;
		return this.call(async () => {
			this.tx = null;
			if (tx) this.shared.postgres.commit(tx);
		});
	}

	rollback(): Promise<void> {
		return this.call(async () => this.renew());
	}

	/** As it is given to the next one: a new one, if this one was lost. */
	renew(): void {
		this.giveUp();
		this.tx = null;
	}

	/** One statement, in the transaction of the connection or in one of its own. */
	statement<T>(run: (session: Session) => Promise<T>): Promise<T> {
		const { postgres } = this.shared;
		return this.call(async () => {
			const tx = this.tx ?? postgres.begin();
			try {
				const result = await run({ postgres, tx, now: this.shared.now });
				if (tx !== this.tx) postgres.commit(tx);
				return result;
			} catch (error) {
				postgres.rollback(tx);
				throw error;
			}
		});
	}

	async executeQuery<R>(query: Parameters<DatabaseConnection['executeQuery']>[0]) {
		const rows = await this.statement((session) => execute(session, query));
		// What the statement gives is what its types say, as with the real one.
		return { rows: rows as R[] };
	}

	async *streamQuery(): AsyncGenerator<never> {
		throw new Error('nothing is streamed');
	}

	/** The process is gone: the database takes back what it had open, unless the word to commit is on its way. */
	abandon(): void {
		const { world, actor } = this.shared;
		world.after(this.shared.latency() * 3, actor, () => this.giveUp());
	}

	/** What still comes in the transaction finds that it is over: it must not be carried out on its own. */
	private giveUp(): void {
		if (this.tx) this.shared.postgres.rollback(this.tx);
	}

	/** To the database, whatever it takes there, and back in the name of the owner, who may be dead by then. */
	private call<T>(work: () => Promise<T>): Promise<T> {
		const { shared, owner } = this;
		const { world, weather, calls } = shared;
		return new Promise((resolve, reject) => {
			const answer = (tell: () => void) => {
				if (calls.delete(broken)) world.after(shared.latency(), owner, tell);
			};
			const broken = () => {
				this.giveUp();
				answer(() => reject(lost()));
			};
			calls.add(broken);
			world.after(shared.latency(), shared.actor, () => {
				if (weather.down || world.random.chance(weather.failing)) return broken();
				work().then(
					(value) => (world.random.chance(weather.losing) ? broken() : answer(() => resolve(value))),
					(error: unknown) => answer(() => reject(error))
				);
			});
		});
	}
}

/** So many at once; whoever comes later waits. */
class Pool {
	readonly all: Connection[];
	private readonly idle: Connection[];
	private readonly waiting: ((connection: Connection) => void)[] = [];

	constructor(shared: SharedDatabase, owner: Actor, size: number) {
		this.all = Array.from({ length: size }, () => new Connection(shared, owner));
		this.idle = [...this.all];
	}

	acquire(): Promise<Connection> {
		const free = this.idle.pop();
		return free ? Promise.resolve(free) : new Promise((resolve) => this.waiting.push(resolve));
	}

	release(connection: Connection): void {
		connection.renew();
		const next = this.waiting.shift();
		if (next) next(connection);
		else this.idle.push(connection);
	}
}

/** The database as one process has it, and what becomes of it when the process is gone. */
export function databaseOf(
	shared: SharedDatabase,
	owner: Actor
): { database: Database; abandon: () => void; holdPool: (ms: number) => void } {
	const [pages, answers] = [new Pool(shared, owner, 4), new Pool(shared, owner, 2)];
	const driver: Driver = {
		init: async () => {},
		acquireConnection: () => pages.acquire(),
		// Kysely gives back what it was given.
		beginTransaction: (connection) => (connection as Connection).begin(),
		commitTransaction: (connection) => (connection as Connection).commit(),
		rollbackTransaction: (connection) => (connection as Connection).rollback(),
		releaseConnection: async (connection) => pages.release(connection as Connection),
		destroy: async () => {}
	};
	const db = new Kysely<Schema>({
		dialect: {
			createDriver: () => driver,
			createQueryCompiler: () => new PostgresQueryCompiler(),
			createAdapter: () => new PostgresAdapter(),
			createIntrospector: (own) => new PostgresIntrospector(own)
		}
	});
	const listen = async (
		channel: string,
		hear: (payload: string) => void,
		listening: () => void = () => {}
	) => {
		await new Promise<void>((done) => shared.world.after(shared.latency(), owner, done));
		shared.listen({ actor: owner, channel, hear, again: listening });
		listening();
		return { state: {}, unlisten: async () => {} };
	};
	return {
		// Of the driver the live path uses `listen`, and one statement.
		database: {
			db,
			sql: { listen } as unknown as Sql,
			answers: answersSql(answers) as unknown as Sql,
			close: async () => {}
		},
		abandon: () => {
			shared.forget(owner);
			for (const connection of [...pages.all, ...answers.all]) connection.abandon();
		},
		holdPool: (ms) => {
			for (const pool of [pages, answers])
				for (const _ of pool.all)
					void pool.acquire().then((held) => shared.world.after(ms, owner, () => pool.release(held)));
		}
	};
}

/** The template function of `postgres`, for the statement of answers alone. */
function answersSql(pool: Pool) {
	return (first: TemplateStringsArray | string, ...given: unknown[]): unknown => {
		if (typeof first === 'string') return first;
		if (!first.join('?').includes('insert into ? as a'))
			throw new Error('another statement than that of answers');
		const [, contestId, , questions, players, values, choices, received, table, player] = given;
		const lists = [questions, players, values, choices, received] as [
			number[],
			number[],
			string[],
			number[],
			number[]
		];
		const sent = lists[0].map((question, i) => ({
			question,
			player: lists[1][i] ?? 0,
			value: lists[2][i] ?? '',
			choice_no: lists[3][i] ?? 0,
			received_at: lists[4][i] ?? 0
		}));
		return pool.acquire().then(async (connection): Promise<Row[]> => {
			try {
				return await connection.statement((session) =>
					storeAnswers(session, String(table), String(player), Number(contestId), sent)
				);
			} finally {
				pool.release(connection);
			}
		});
	};
}
