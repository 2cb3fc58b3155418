/** Where a signed-in user begins. */
export const homePath = '/host/contests';

/** The login page, remembering where somebody wanted to go. */
export function loginPath(wanted: URL): string {
	return `/login?next=${encodeURIComponent(wanted.pathname + wanted.search)}`;
}

/** `next` if it is a path of this site, else {@link homePath}: a link to the login page must not lead elsewhere. */
export function ownPath(next: string | null): string {
	const here = 'http://here.invalid';
	if (!next?.startsWith('/') || !URL.canParse(next, here)) return homePath;
	// Browsers read `/\evil` and `/<tab>/evil` as `//evil`, another site; the URL parser does so, too.
	const { origin, pathname, search, hash } = new URL(next, here);
	// `/..//evil` stays here, and leaves the path `//evil`.
	return origin === here && !pathname.startsWith('//') ? pathname + search + hash : homePath;
}
