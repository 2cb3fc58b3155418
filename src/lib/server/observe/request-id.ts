import { randomBytes } from 'node:crypto';

/** What a proxy of one's own may call a request. Anything else would be a way into the log for whoever sends it. */
const form = /^[\w-]{1,64}$/;

/** The name of a request: the one that a trusted proxy has given it, else one of ours. */
export function requestId(given: string | null, { trustProxy }: { trustProxy: boolean }): string {
	if (trustProxy && given !== null && form.test(given)) return given;
	return randomBytes(9).toString('base64url');
}
