import { setTimeout as sleep } from 'node:timers/promises';
import { reportTrouble } from '../../observe/log';
import { logFile } from './cluster';
import { DatabaseUnavailableError, errorCode } from './errors';
import type { Place } from './place';
import { choosePort } from './port';
import { launch, runningPostmaster, stopPostmaster, type Launch } from './postmaster';
import { addressOf, openSession, type Session } from './session';

/** Recovery after a crash takes seconds with the little that contests leave behind; the rest is for slow disks. */
const patience = 90_000;

/** How often a start may fail for reasons that pass: a port just taken, a dying predecessor. */
const tries = 20;

/** A server that we use and keep running. */
export interface Supervised {
	port: number;
	/** Lets go of the server, and stops it if no other process of ours uses it. */
	release(): Promise<void>;
}

/**
 * Joins the PostgreSQL that serves this place, or starts it. If it dies later, it is started again on the same port, for
 * as long as it takes. Throws {@link DatabaseUnavailableError}.
 */
export async function supervise(place: Place, password: string): Promise<Supervised> {
	let released = false;
	let revival = Promise.resolve();
	const lost = () => {
		if (!released) revival = revive();
	};
	const first = await joinOrStart(place, password, () => choosePort(place.home), lost);
	const port = first.port;
	let session = first.session;

	async function revive(): Promise<void> {
		for (let pause = 200; !released; pause = Math.min(pause * 2, 5000)) {
			try {
				session = (await joinOrStart(place, password, async () => port, lost)).session;
				if (!released) reportTrouble('the embedded PostgreSQL was gone and runs again');
				return;
			} catch {
				await sleep(pause); // PostgreSQL's log has the reason
			}
		}
	}

	async function release(): Promise<void> {
		if (released) return;
		released = true;
		await revival;
		if (await session.takeAlone()) await stopPostmaster(place);
		await session.close();
	}

	return { port, release };
}

async function joinOrStart(
	place: Place,
	password: string,
	newPort: () => Promise<number>,
	lost: () => void
): Promise<{ port: number; session: Session }> {
	const deadline = Date.now() + patience;
	let start: Launch | undefined;
	for (let failed = 0; Date.now() < deadline; await sleep(50)) {
		const running = runningPostmaster(place.data);
		if (running) {
			const url = addressOf(running.port, password, 'postgres');
			const session = running.port ? await tryToJoin(url, place, lost) : undefined;
			if (session) return { port: running.port, session };
			continue;
		}
		const failure = start?.failure();
		if (failure !== undefined) {
			start = undefined;
			if (++failed === tries || !passes(failure)) throw startError(failure, place);
			await sleep(200);
		}
		start ??= launch(place, await newPort());
	}
	throw new DatabaseUnavailableError('start_failed', logFile(place));
}

async function tryToJoin(url: string, place: Place, lost: () => void): Promise<Session | undefined> {
	try {
		return await openSession(url, place.data, lost);
	} catch (error) {
		// Still starting, just stopping, not listening yet: all of that passes. A wrong password does not.
		if (errorCode(error).startsWith('28'))
			throw new DatabaseUnavailableError('login_refused', place.home, error);
		return undefined;
	}
}

/** Reasons that go away by themselves: another process starts it as well, or its predecessor's children still die. */
function passes(failure: string): boolean {
	return /Address already in use|could not bind|lock file .* (already exists|is empty)|shared memory block .* still in use/s.test(
		failure
	);
}

function startError(failure: string, place: Place): DatabaseUnavailableError {
	if (/No space left|Disk quota/.test(failure)) return new DatabaseUnavailableError('no_space', place.data);
	if (/Permission denied|Read-only file system/.test(failure))
		return new DatabaseUnavailableError('no_permission', place.data);
	return new DatabaseUnavailableError('start_failed', logFile(place));
}
