import { aptGet } from './apt.js';
import { run } from './run.js';

/**
 * The HAProxy of this machine: the one on the path, or one that we install. Undefined if there is no way.
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>}
 */
export async function findHaproxy(say) {
	const found = await onThePath();
	const apt = aptGet();
	if (found || !apt) return found;
	say('Đang cài HAProxy bằng apt-get…');
	await apt('update');
	await apt('install', '--yes', '--no-install-recommends', 'haproxy');
	return onThePath();
}

async function onThePath() {
	for (const path of ['haproxy', '/usr/sbin/haproxy', '/usr/local/sbin/haproxy'])
		if ((await run(path, ['-v'])).ok) return path;
	return undefined;
}
