import type { IncomingMessage } from 'node:http';
import type { Config } from '../config';

/**
 * Whether a socket may be opened from where it comes. A page of another site would bring the staff's cookie along; the
 * browser always says which site it is when it opens a WebSocket or sends anything across sites.
 */
export function originAllowed(request: IncomingMessage, config: Config): boolean {
	const { origin, host, cookie } = request.headers;
	if (origin !== undefined) return origin === config.publicUrl || hostOf(origin) === host;
	const site = request.headers['sec-fetch-site'];
	if (site !== undefined) return site === 'same-origin';
	// No browser: welcome as a phone, but not with somebody's session.
	return cookie === undefined;
}

function hostOf(origin: string): string | null {
	return URL.canParse(origin) ? new URL(origin).host : null;
}
