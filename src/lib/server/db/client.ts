import { Kysely, Transaction } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';
import postgres from 'postgres';
import { observe } from '../observe/metrics';
import { CountedDialect } from './counted-dialect';
import type { Schema } from './schema';

export type Db = Kysely<Schema>;
export type Sql = postgres.Sql<{ int8: number }>;

export interface Database {
	/** Typed queries. */
	db: Db;
	/** The driver under it, for LISTEN and for the statements that Kysely can't say. The same pool. */
	sql: Sql;
	/** Connections of their own for answers, so that no slow page keeps an answer waiting. */
	answers: Sql;
	close(): Promise<void>;
}

/** Under which name the server's connections are known to PostgreSQL; answers have one of their own behind it. */
export const serverName = 'chuong-vang';
/** Connections of the pool for pages and commands. */
export const pooled = 10;

/** `max`: connections of the pool; answers have two more of their own. Connects when first used. */
export function openDatabase(url: string, name = serverName, max = pooled): Database {
	const sql = connect(url, name, max);
	const answers = connect(url, `${name} answers`, 2);
	return {
		db: new Kysely<Schema>({
			dialect: new CountedDialect({ postgres: sql }),
			log: ({ level }) => {
				if (level === 'error') observe.queryFailed();
			}
		}),
		sql,
		answers,
		close: async () => {
			await Promise.all([sql.end({ timeout: 5 }), answers.end({ timeout: 5 })]);
		}
	};
}

/** Runs `work` in a transaction: in the one that `db` is already in, else in one of its own. */
export function inTransaction<T>(db: Db, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
	return db instanceof Transaction ? work(db) : db.transaction().execute(work);
}

/** Kysely inside a transaction of the driver's own, for what both have to do together. It begins and commits nothing. */
export function kyselyIn(tx: postgres.TransactionSql<{ int8: number }>): Db {
	const line = { unsafe: tx.unsafe, release: () => {} };
	const pool = { reserve: () => Promise.resolve(line), end: () => Promise.resolve() };
	return new Kysely<Schema>({ dialect: new PostgresJSDialect({ postgres: () => pool }) });
}

function connect(url: string, name: string, max: number): Sql {
	return postgres(url, {
		max,
		connect_timeout: 10,
		backoff: (tries) => Math.min(2, 0.1 * 2 ** tries),
		onnotice: () => {},
		connection: { application_name: name },
		types: {
			int8: { to: 20, from: [20], serialize: String, parse: Number },
			// What is JSON text already (see `Json` in schema.ts) goes in as it is, not as a string in a string.
			json: {
				to: 114,
				from: [114, 3802],
				serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
				parse: (text: string): unknown => JSON.parse(text)
			}
		}
	});
}
