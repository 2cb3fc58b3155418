import { aptGet } from './apt.js';
import { run } from './run.js';

/**
 * The Caddy of this machine: the one on the path, or one that we install. Undefined if there is no way.
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>}
 */
export async function findCaddy(say) {
	const found = await onThePath();
	const apt = aptGet();
	if (found || !apt) return found;
	say('Đang cài Caddy bằng apt-get…');
	await apt('update');
	await apt('install', '--yes', '--no-install-recommends', 'caddy');
	return onThePath();
}

async function onThePath() {
	for (const path of ['caddy', '/usr/bin/caddy', '/usr/local/bin/caddy'])
		if ((await run(path, ['version'])).ok) return path;
	return undefined;
}
