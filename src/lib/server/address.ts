import { networkInterfaces } from 'node:os';
import { lanAddresses } from './lan';
import type { Config } from './config';

export interface Address {
	/** `http://192.168.1.5:3000`, without a slash at the end. */
	origin: string;
	/** Nobody else can open it: this machine is in no network, or serves only itself. */
	local: boolean;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/**
 * The address to give to others, for a link or a QR code, on a page that was opened as `here`: PUBLIC_URL if there is
 * one, else what the page was opened by, or this machine's address in the network in place of `localhost`.
 */
export function addressForOthers(
	here: URL,
	{ publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>,
	interfaces = networkInterfaces()
): Address {
	if (publicUrl) return { origin: publicUrl, local: false };
	if (!loopback.has(here.hostname)) return { origin: here.origin, local: false };
	const [lan] = loopback.has(host) ? [] : lanAddresses(interfaces);
	if (!lan) return { origin: here.origin, local: true };
	return { origin: `${here.protocol}//${lan}${here.port && `:${here.port}`}`, local: false };
}
