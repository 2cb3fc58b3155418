import type { MediaFile } from '../bank/media';

/**
 * A picture, a sound or a film for a browser, whole or the part that it asks for: some play nothing without parts. The same
 * address never has other bytes, so it is kept for a year; by the browser alone.
 */
export function mediaResponse(request: Request, { mime, bytes }: MediaFile): Response {
	const headers = {
		'Content-Type': mime,
		'Cache-Control': 'private, max-age=31536000, immutable',
		'Accept-Ranges': 'bytes',
		'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'self'"
	};
	const asked = request.headers.get('range');
	const part = asked === null ? null : partOf(asked, bytes.length);
	if (part === null) return new Response(Buffer.from(bytes), { headers });
	if (part === 'none')
		return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${bytes.length}` } });
	const { first, last } = part;
	return new Response(Buffer.from(bytes.subarray(first, last + 1)), {
		status: 206,
		headers: { ...headers, 'Content-Range': `bytes ${first}-${last}/${bytes.length}` }
	});
}

/** `bytes=0-99`, `bytes=100-`, `bytes=-100`. Null: something else, to which the whole may be sent. */
function partOf(asked: string, length: number): { first: number; last: number } | 'none' | null {
	const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(asked) ?? [];
	if (from === undefined || to === undefined || (from === '' && to === '')) return null;
	const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
	const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
	if (first <= last) return { first, last };
	return first >= length ? 'none' : null;
}
