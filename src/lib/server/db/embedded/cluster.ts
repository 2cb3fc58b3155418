import { randomBytes } from 'node:crypto';
import {
	appendFileSync,
	chmodSync,
	chownSync,
	existsSync,
	linkSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pid } from 'node:process';
import { program } from './binaries';
import { DatabaseUnavailableError, errorCode } from './errors';
import type { Place } from './place';
import { runAs } from './user';

/** The only account inside the embedded PostgreSQL, and the name of our database. */
export const role = 'chuong_vang';

const longLog = 10_000_000;

export function logFile(place: Place): string {
	return join(place.home, 'postgres.log');
}

/** Makes the data directory if there is none yet, whole or not at all, and returns the password. */
export async function ensureCluster(place: Place): Promise<string> {
	shortenLog(logFile(place));
	const password = ensurePassword(join(place.home, 'postgres.password'));
	if (!existsSync(join(place.data, 'PG_VERSION'))) await create(place, password);
	return password;
}

/** Several processes may start at once: the first one's password counts. */
function ensurePassword(file: string): string {
	if (!existsSync(file)) {
		const draft = `${file}.draft-${pid}`;
		writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
		try {
			linkSync(draft, file);
		} catch (error) {
			if (errorCode(error) !== 'EEXIST') throw error;
		} finally {
			rmSync(draft);
		}
	}
	return readFileSync(file, 'utf8').trim();
}

async function create(place: Place, password: string): Promise<void> {
	const draft = `${place.data}.draft-${pid}`;
	const passwordFile = `${draft}.password`;
	removeAbandonedDrafts(place.data);
	try {
		mkdirSync(draft, { recursive: true, mode: 0o700 });
		chmodSync(draft, 0o700);
		writeFileSync(passwordFile, password, { mode: 0o600 });
		if (place.user) {
			chownSync(draft, place.user.uid, place.user.gid);
			chownSync(passwordFile, place.user.uid, place.user.gid);
		}
		const { ok, output } = await runAs(
			place.user,
			program(place.binaries, 'initdb'),
			[
				`--pgdata=${draft}`,
				`--username=${role}`,
				`--pwfile=${passwordFile}`,
				'--auth=scram-sha-256',
				'--encoding=UTF8',
				'--locale=C'
			],
			120
		);
		if (!ok) {
			appendFileSync(logFile(place), `${output}\n`);
			if (/No space left|Disk quota/.test(output)) throw new DatabaseUnavailableError('no_space', place.data);
			throw new DatabaseUnavailableError('init_failed', logFile(place));
		}
		moveIntoPlace(draft, place.data);
	} finally {
		rmSync(passwordFile, { force: true });
		rmSync(draft, { recursive: true, force: true });
	}
}

/** Another process that started at the same moment may have been quicker; then its directory counts. */
function moveIntoPlace(draft: string, data: string): void {
	try {
		renameSync(draft, data);
	} catch (error) {
		if (!existsSync(join(data, 'PG_VERSION'))) throw error;
	}
}

/** Of processes that were killed while they made one. */
function removeAbandonedDrafts(data: string): void {
	const folder = dirname(data);
	for (const name of readdirSync(folder)) {
		const maker = /^postgres\.draft-(\d+)/.exec(name)?.[1];
		if (maker && !isAlive(Number(maker))) rmSync(join(folder, name), { recursive: true, force: true });
	}
}

/** True if a process of this number exists, whoever's it is. */
export function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}

function shortenLog(file: string): void {
	if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > longLog) renameSync(file, `${file}.1`);
}
