import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';
import type { Config } from '$lib/server/config';
import { lanAddresses } from '$lib/server/lan';
import { banner } from './says.js';

/** Prints where the running server can be reached, and the link for the first administrator if there is none yet. */
export function announce(
	config: Pick<Config, 'host' | 'publicUrl'>,
	port: number,
	setupCode: string | null
): void {
	const local = `http://localhost:${port}`;
	const lan = config.publicUrl
		? [config.publicUrl]
		: reachable(config.host).map((host) => `http://${host}:${port}`);
	console.log(
		banner({
			local,
			lan,
			qr: lan[0] ? renderUnicodeCompact(lan[0], { border: 2 }) : '',
			setup: setupCode && `${config.publicUrl ?? local}/setup?code=${setupCode}`
		})
	);
}

function reachable(host: string): string[] {
	if (host === '0.0.0.0' || host === '::') return lanAddresses(networkInterfaces());
	return host === 'localhost' || host.startsWith('127.') || host === '::1' ? [] : [host];
}
