import type { Refusal } from './refusal';

/** The longest body that a call may have, in bytes. */
export const longestBody = 5_000_000;

/** Reads the JSON of a request, and no further than it may be long. */
export async function readBody(
	request: Request
): Promise<
	{ ok: true; body: unknown } | Refusal<'request/not_json' | 'request/too_large' | 'request/malformed'>
> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/json\s*(;|$)/i.test(type)) return { ok: false, code: 'request/not_json' };
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of request.body ?? []) {
		length += part.length;
		if (length > longestBody) return { ok: false, code: 'request/too_large' };
		parts.push(part);
	}
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
		return { ok: true, body: JSON.parse(text) };
	} catch {
		return { ok: false, code: 'request/malformed' };
	}
}
