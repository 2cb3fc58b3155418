import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { plainAddress } from '../lan';

/** What a proxy tells of whom it speaks for. */
const ofProxies = /^(x-forwarded-.*|forwarded|via|x-real-ip)$/i;

export interface Asking {
	/** The address at the other end of the connection, whatever the request says. */
	peer: string | undefined;
	/** The names of the headers as they came in. */
	headers: string[];
	authorization: string | null;
}

/**
 * Whether somebody may read the metrics: whoever brings the token; without one, a program on this machine that has come by no proxy,
 * for behind a proxy everybody comes from this machine.
 */
export function mayReadMetrics({ peer, headers, authorization }: Asking, token: string | undefined): boolean {
	if (token !== undefined) return authorization !== null && same(authorization, `Bearer ${token}`);
	const address = plainAddress(peer ?? '');
	const here = address === '::1' || address.startsWith('127.');
	return here && !headers.some((name) => ofProxies.test(name));
}

/** Who asks, by the request itself: src/server.ts adds to `headers`, and `rawHeaders` stay as they came. */
export function askingOf({ socket, rawHeaders, headers }: IncomingMessage): Asking {
	return {
		peer: socket.remoteAddress,
		headers: rawHeaders.filter((_, i) => i % 2 === 0),
		authorization: headers.authorization ?? null
	};
}

/** In a time that tells nothing of how much of it is right. */
function same(one: string, other: string): boolean {
	const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
	return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
