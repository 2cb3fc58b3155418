import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from 'node:process';
import { program } from './binaries';
import { isAlive, logFile } from './cluster';
import { errorCode } from './errors';
import type { Place } from './place';
import { plainEnvironment, runAs } from './user';

/** Beyond PostgreSQL's own defaults, which are made to lose nothing (fsync, synchronous_commit, full_page_writes). */
const settings = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '100',
	jit: 'off',
	lc_messages: 'C',
	log_checkpoints: 'off'
};

/**
 * The PostgreSQL that serves this data directory, with its port (0: it has not said yet). What a dead one has left behind
 * is cleared away: its process number may be a stranger's by now, which PostgreSQL would take for a running server.
 */
export function runningPostmaster(data: string): { port: number } | undefined {
	const file = join(data, 'postmaster.pid');
	const text = readIfThere(file);
	if (text === undefined) return undefined;
	if (text === '' && Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5000)
		return { port: 0 };
	// Its lines: process, data directory, start time, port, …
	const lines = text.split('\n');
	if (serves(Number(lines[0]), data)) return { port: Number(lines[3] || 0) };
	if (readIfThere(file) === text) rmSync(file, { force: true });
	return undefined;
}

function readIfThere(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

function serves(process: number, data: string): boolean {
	if (!(process > 0) || !isAlive(process)) return false;
	try {
		if (platform === 'linux')
			return readFileSync(`/proc/${process}/cmdline`, 'utf8').split('\0').includes(data);
		if (platform === 'win32') return true;
		return execFileSync('ps', ['-o', 'command=', '-p', String(process)], { encoding: 'utf8' }).includes(data);
	} catch {
		return false; // gone while we looked
	}
}

/** A start under way; `failure()` tells the log's last words once it has ended, and undefined before. */
export interface Launch {
	failure(): string | undefined;
}

/**
 * Starts PostgreSQL in a session of its own, with its output in a file: Ctrl-C in our terminal does not reach it, and it
 * outlives us if we are killed.
 */
export function launch(place: Place, port: number): Launch {
	const file = logFile(place);
	const before = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
	const log = openSync(file, 'a', 0o600);
	const args = Object.entries({ ...settings, port: String(port) }).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
	let ended = false;
	let lastWords: string | undefined;
	try {
		const child = spawn(program(place.binaries, 'postgres'), ['-D', place.data, ...args], {
			...place.user,
			cwd: place.binaries,
			env: plainEnvironment,
			detached: true,
			stdio: ['ignore', log, log],
			windowsHide: true
		});
		child.on('error', (error) => (lastWords = String(error)));
		child.on('exit', () => (ended = true));
		child.unref();
	} finally {
		closeSync(log);
	}
	// Read when asked, not when it ends: that may be years later, without the folder, and with nobody to catch the error.
	return {
		failure: () => (lastWords ??= ended ? readFileSync(file).subarray(before).toString() : undefined)
	};
}

/** Ends it as quickly as is safe: connections are cut, everything committed is on disk. Waits for it 8 s at most. */
export async function stopPostmaster(place: Place): Promise<void> {
	const args = ['stop', '-D', place.data, '--mode=fast', '--timeout=8', '--silent'];
	await runAs(place.user, program(place.binaries, 'pg_ctl'), args, 10);
}
