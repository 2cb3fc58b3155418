/** Where a signed-in user begins. */
export const homePath = '/host/contests';

/** The login page, remembering where somebody wanted to go. */
export function loginPath(wanted: URL): string {
	return `/login?next=${encodeURIComponent(wanted.pathname + wanted.search)}`;
}

/** `next` if it is a path of this site, else {@link homePath}: a link to the login page must not lead elsewhere. */
export function ownPath(next: string | null): string {
	if (!next?.startsWith('/')) return homePath;
	const here = 'http://here.invalid';
	// Browsers read `/\evil` and `/<tab>/evil` as `//evil`; the URL parser does so, too.
	const url = URL.canParse(next, here) ? new URL(next, here) : undefined;
	return url?.origin === here ? url.pathname + url.search + url.hash : homePath;
}
