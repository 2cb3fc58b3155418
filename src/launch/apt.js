import { existsSync } from 'node:fs';
import { getuid } from 'node:process';
import { run } from './run.js';

/** apt-get, where there is one: as root, or by a sudo that asks nothing. */
export function aptGet() {
	if (!existsSync('/usr/bin/apt-get')) return undefined;
	return (/** @type {string[]} */ ...args) =>
		getuid?.() === 0 ? run('apt-get', args) : run('sudo', ['--non-interactive', 'apt-get', ...args]);
}
