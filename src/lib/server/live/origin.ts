import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Config } from '../config';

/**
 * Whether a socket may be opened from where it comes. A page of another site would bring the staff's cookie along; the
 * browser always says which site it is when it opens a WebSocket or sends anything across sites. For a GET to its own site,
 * which is how polling begins where a network lets no WebSocket through, old browsers and all on plain http say so only in
 * the referrer.
 */
export function originAllowed(
	request: Pick<IncomingMessage, 'headers'>,
	config: Pick<Config, 'publicUrl'>
): boolean {
	const { origin, host, cookie, referer } = request.headers;
	const own = (url: string) => originOf(url) === config.publicUrl || hostOf(url) === host;
	if (origin !== undefined) return own(origin);
	const site = request.headers['sec-fetch-site'];
	if (site !== undefined) return site === 'same-origin';
	if (referer !== undefined) return own(referer);
	// No browser: welcome as a phone, but not with somebody's session.
	return cookie === undefined;
}

/** Whether a socket came over TLS, which the proxy says that ends it. */
export function overTls(headers: IncomingHttpHeaders, { trustProxy }: Pick<Config, 'trustProxy'>): boolean {
	return trustProxy && headers['x-forwarded-proto'] === 'https';
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : null);
const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : null);
