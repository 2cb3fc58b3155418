import { realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { role } from './cluster';

/** Everybody who uses an embedded PostgreSQL holds this lock shared; who gets it alone may stop the server. */
const lock = 7_246_110;

/** Our own connection to a running server: as long as it is open, no other process of ours stops the server. */
export interface Session {
	/** True if nobody else uses the server. From then on newcomers wait until it has stopped. */
	takeAlone(): Promise<boolean>;
	close(): Promise<void>;
}

export function addressOf(port: number, password: string, database: string): string {
	return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Connects, makes sure that it is the server of this data directory, and takes the shared lock; rejects within 10 s
 * otherwise. `lost` is called once if the connection breaks afterwards without {@link Session.close}.
 */
export async function openSession(url: string, data: string, lost: () => void): Promise<Session> {
	let wanted = false;
	const sql = postgres(url, {
		max: 1,
		connect_timeout: 5,
		idle_timeout: undefined,
		max_lifetime: null,
		onnotice: () => {},
		connection: { application_name: 'chuong-vang keeper', statement_timeout: 5000 },
		onclose: () => {
			if (!wanted) return;
			wanted = false;
			void sql.end({ timeout: 0 });
			lost();
		}
	});
	try {
		await Promise.race([join(), tooLong()]);
	} catch (error) {
		await sql.end({ timeout: 0 });
		throw error;
	}
	wanted = true;

	async function join(): Promise<void> {
		const [row] = await sql`
			select current_setting('data_directory') as data, pg_advisory_lock_shared(${lock})`;
		if (realpathSync(String(row?.data)) !== realpathSync(data))
			throw new Error('the server of another directory');
	}

	return {
		takeAlone: async () => {
			wanted = false;
			try {
				const [row] = await sql`
					select pg_advisory_unlock_shared(${lock}), pg_try_advisory_lock(${lock}) as alone`;
				return row?.alone === true;
			} catch {
				return false; // it is down already
			}
		},
		close: async () => {
			wanted = false;
			await sql.end({ timeout: 1 });
		}
	};
}

async function tooLong(): Promise<never> {
	await sleep(10_000, undefined, { ref: false });
	throw new Error('no answer in time');
}

/** Makes our database if this server does not have it yet. Safe to call from several processes at once. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
	const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
	try {
		const [found] = await sql`select 1 from pg_database where datname = ${name}`;
		if (!found) await sql`create database ${sql(name)}`;
	} catch (error) {
		const [found] = await sql`select 1 from pg_database where datname = ${name}`;
		if (!found) throw error;
	} finally {
		await sql.end({ timeout: 1 });
	}
}
