import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { env, execPath, platform } from 'node:process';

/** @typedef {{ ok: boolean, output: string }} Outcome */

/**
 * Runs a program and keeps what it says. Never rejects.
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
export function run(file, args) {
	return new Promise((done) => {
		const child = spawn(file, args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: file.endsWith('.cmd'),
			env: { ...env, NO_COLOR: '1', FORCE_COLOR: undefined }
		});
		let output = '';
		const keep = (/** @type {Buffer} */ chunk) => (output += chunk);
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', (error) => done({ ok: false, output: String(error) }));
		child.on('close', (code) => done({ ok: code === 0, output: output.trim() }));
	});
}

/**
 * Runs npm: the one that has started us, if one has.
 * @param {string[]} args
 */
export function npm(...args) {
	const own = env.npm_execpath;
	if (own && /^npm-cli\.c?js$/.test(basename(own))) return run(execPath, [own, ...args]);
	return run(platform === 'win32' ? 'npm.cmd' : 'npm', args);
}
