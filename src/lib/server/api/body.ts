import type { Refusal } from './refusal';

/** The longest body that a call may have, in bytes. */
export const longestBody = 5_000_000;

/** Reads the JSON of a request. What is too long is read to its end and not kept: who is cut off while she sends hears no answer. */
export async function readBody(
	request: Request
): Promise<
	{ ok: true; body: unknown } | Refusal<'request/not_json' | 'request/too_large' | 'request/broken_json'>
> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/json\s*(;|$)/i.test(type)) return { ok: false, code: 'request/not_json' };
	const bytes = await bytesOf(request);
	if (!bytes) return { ok: false, code: 'request/too_large' };
	try {
		return { ok: true, body: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
	} catch {
		return { ok: false, code: 'request/broken_json' };
	}
}

/** Null: there are more than may be. What is beyond the limit of all requests (src/server.ts) is not even read. */
async function bytesOf(request: Request): Promise<Uint8Array | null> {
	const parts: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const part of request.body ?? []) {
			length += part.length;
			if (length <= longestBody) parts.push(part);
		}
	} catch (error) {
		if (error instanceof Error && 'status' in error && error.status === 413) return null;
		throw error;
	}
	return length > longestBody ? null : Buffer.concat(parts);
}
