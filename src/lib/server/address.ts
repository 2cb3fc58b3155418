import { networkInterfaces } from 'node:os';
import { hallAddresses, lanAddresses } from './lan';
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
	config: Pick<Config, 'publicUrl' | 'host'>,
	interfaces = networkInterfaces()
): Address {
	const { publicUrl } = config;
	if (publicUrl) return { origin: publicUrl, local: false };
	if (!loopback.has(here.hostname)) return { origin: here.origin, local: false };
	const [lan] = servesOnlyItself(config) ? [] : lanAddresses(interfaces);
	return lan ? { origin: originOf(here, lan), local: false } : { origin: here.origin, local: true };
}

/**
 * The addresses of this machine's other cards, which a page that was opened as `here` does not give to others. None where
 * there is no choice: with PUBLIC_URL, and where it serves only itself.
 */
export function otherAddresses(
	here: URL,
	config: Pick<Config, 'publicUrl' | 'host'>,
	interfaces = networkInterfaces()
): string[] {
	if (config.publicUrl || servesOnlyItself(config)) return [];
	const given = addressForOthers(here, config, interfaces).origin;
	return hallAddresses(interfaces)
		.map((address) => originOf(here, address))
		.filter((origin) => origin !== given);
}

/** HOST names this machine's own address: nobody else can reach it, whatever the network. */
export const servesOnlyItself = ({ host }: Pick<Config, 'host'>) => loopback.has(host);

const originOf = (here: URL, address: string) =>
	`${here.protocol}//${address}${here.port && `:${here.port}`}`;
