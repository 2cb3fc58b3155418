import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** @param {string} root */
const note = (root) => join(root, 'build', 'serving');
/** When this machine was started, s since 1970: a process number of before says nothing. */
const booted = () => Math.round(Date.now() / 1000 - uptime());

/**
 * Leaves a note that this process serves from the build, until it ends.
 * @param {string} root
 */
export function serveFrom(root) {
	writeFileSync(note(root), JSON.stringify({ pid: process.pid, booted: booted() }));
	process.on('exit', () => rmSync(note(root), { force: true }));
}

/**
 * Whether some process serves from the build: its files must stay as they are then, or its pages break.
 * @param {string} root
 */
export function isServing(root) {
	try {
		const serving = JSON.parse(readFileSync(note(root), 'utf8'));
		if (Math.abs(serving.booted - booted()) > 60) return false;
		return process.kill(serving.pid, 0);
	} catch {
		return false;
	}
}
