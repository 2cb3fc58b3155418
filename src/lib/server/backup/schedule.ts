import { sql } from 'kysely';
import type { BackupPlan } from '../config';
import type { Database, Db } from '../db/client';
import { isUnused } from '../db/seed';
import { reportBug, reportTrouble, writeLine } from '../observe/log';
import { backUpInto, newestIn, type BackedUp, type BackupFile } from './folder';
import type { BackupRefusal } from './format';

/** How backups stand, for whoever looks after the server. */
export interface BackupState {
	/** null: there is no place for them, so none is made. */
	folder: string | null;
	/** The newest whole one; null: there is none yet. */
	last: BackupFile | null;
	/** Why the newest attempt came to nothing; null: it did not, or there was none since the start. */
	failure: { at: Date; code: BackupRefusal } | null;
	/** When the next is due; null: none is made by itself. */
	due: Date | null;
	/** The time of the next has come: it waits for a contest that is played, or is made at the next look. Else null. */
	overdue: 'waits' | 'soon' | null;
}

/** The backups that the program makes by itself, and that an administrator asks for. */
export interface Backups {
	state(): Promise<BackupState>;
	/** Makes one now; null: there is no place for it. */
	now(): Promise<BackedUp | null>;
	/** Makes one if it is due and nothing speaks against it. */
	look(): Promise<void>;
	/** Ends what is under way, without leaving anything of it. */
	stop(): Promise<void>;
}

const minute = 60_000;
const hour = 60 * minute;
/** From the start to the first look: a server that has just been started has people waiting for it. */
const first = minute;
/** From one look to the next. */
const pause = 10 * minute;

/**
 * Makes a backup into the plan's folder whenever the newest there is old enough, by whichever process gets there first. While a
 * contest is being played it waits. Of what fails it says so in the log, and tries again at the next look.
 */
export function keepBackups(database: Database, { folder, hours, keep }: BackupPlan): Backups {
	const stopping = new AbortController();
	let failure: BackupState['failure'] = null;
	let looking = Promise.resolve();

	const newest = async () => (folder === undefined ? null : await newestIn(folder));

	/** When the next is due after the newest there is. */
	function dueAfter(last: BackupFile | null): Date | null {
		if (folder === undefined || hours === 0) return null;
		return last ? new Date(last.at.getTime() + hours * hour) : new Date();
	}

	async function overdue(at: Date | null): Promise<BackupState['overdue']> {
		if (at === null || at.getTime() > Date.now()) return null;
		return (await isPlayed(database.db)) ? 'waits' : 'soon';
	}

	async function now(): Promise<BackedUp | null> {
		if (folder === undefined) return null;
		const made = await backUpInto(database, folder, keep, stopping.signal);
		if (made.ok) failure = null;
		// Somebody else makes one.
		else if (made.code !== 'backup/busy') {
			if (failure?.code !== made.code) reportTrouble(`no backup could be made in ${folder}: ${made.code}`);
			failure = { at: new Date(), code: made.code };
		}
		return made;
	}

	async function look(): Promise<void> {
		const at = dueAfter(await newest());
		if (at === null || at.getTime() > Date.now()) return;
		if ((await isUnused(database.db)) || (await isPlayed(database.db))) return;
		const made = await now();
		if (!made?.ok) return;
		const { path, bytes } = made.file;
		const what = 'a backup was made';
		writeLine({ level: 'info', what, text: `${what}: ${path}, ${bytes} bytes`, facts: { path, bytes } });
	}

	const lookOnce = () => {
		looking = look().catch((error: unknown) => {
			if (!stopping.signal.aborted) reportBug('making a backup', error);
		});
		return looking;
	};
	let timer = setTimeout(function again() {
		void lookOnce().then(() => {
			if (!stopping.signal.aborted) timer = setTimeout(again, pause).unref();
		});
	}, first).unref();

	return {
		state: async () => {
			const last = await newest();
			const due = dueAfter(last);
			return { folder: folder ?? null, last, failure, due, overdue: await overdue(due) };
		},
		now,
		look: lookOnce,
		stop: () => {
			clearTimeout(timer);
			stopping.abort();
			return looking;
		}
	};
}

/** Whether a contest goes on, rehearsals aside. One that was left in the middle an hour ago keeps no backup waiting. */
async function isPlayed(db: Db): Promise<boolean> {
	const { rows } = await sql<{ played: boolean }>`
		select exists (select from contest c
			where c.phase = 'running' and c.rehearsal_of is null and (select e.at from contest_event e
				where e.contest_id = c.id order by e.seq desc limit 1) > extract(epoch from now()) * 1000 - ${hour}) as played`.execute(
		db
	);
	return rows[0]?.played === true;
}
