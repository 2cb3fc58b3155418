import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { kill, pid } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does a thing while no other process does it: `npm start` and `npm run cli` typed at once build once. A lock whose
 * owner was killed is taken over.
 * @param {string} lock a file that is there while it is done
 * @param {() => Promise<void>} act
 */
export async function oneAtATime(lock, act) {
	mkdirSync(dirname(lock), { recursive: true });
	while (!take(lock)) {
		if (!ownerLives(lock)) rmSync(lock, { force: true });
		await sleep(200);
	}
	try {
		await act();
	} finally {
		rmSync(lock, { force: true });
	}
}

/** @param {string} lock */
function take(lock) {
	try {
		writeFileSync(lock, String(pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

/** @param {string} lock */
function ownerLives(lock) {
	try {
		const owner = Number(readFileSync(lock, 'utf8'));
		// Its owner writes the number right after making the file.
		if (!owner) return true;
		kill(owner, 0);
		return true;
	} catch (error) {
		// EPERM: it lives, under another user. Anything else: gone, or the lock has just been given back.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
