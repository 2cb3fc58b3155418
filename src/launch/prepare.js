import { chdir, env, exit } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isInstalled } from './installed.js';
import { npm, run } from './run.js';
import { buildFailed, building, installFailed, installing, olderBuild } from './says.js';
import { isServing, serveFrom } from './serving.js';
import { isBuilt } from './stamp.js';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Installs and builds what is missing or out of date, and ends the process with words if that fails.
 * @param {(line: string) => void} say
 */
export async function prepare(say) {
	chdir(root);
	if (!isInstalled(root)) {
		say(installing);
		await orExit(npm('ci', '--include=dev'), installFailed);
	}
	if (isBuilt(root)) return;
	if (isServing(root)) say(olderBuild);
	else {
		say(building);
		await orExit(run(process.execPath, ['src/launch/build.js']), buildFailed);
	}
}

/**
 * Prepares, and runs a program of build/node in this process.
 * @param {'server.js' | 'cli.js'} program
 * @param {(line: string) => void} say
 */
export async function load(program, say) {
	await prepare(say);
	if (program === 'server.js' && !isServing(root)) serveFrom(root);
	env.NODE_ENV ??= 'production';
	await import(pathToFileURL(`${root}/build/node/${program}`).href);
}

/**
 * @param {Promise<import('./run.js').Outcome>} running
 * @param {(output: string) => string} complaint
 */
async function orExit(running, complaint) {
	const { ok, output } = await running;
	if (ok) return;
	console.error(complaint(output));
	exit(1);
}
