import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { mediaLimits } from '$lib/bank/media';
import type { Media } from '$lib/bank/question';
import { mediaKind } from './media-kind';

/** A picture, a sound or a film as it is kept. */
export interface ReadMedia extends Pick<Media, 'id' | 'kind' | 'width' | 'height'> {
	mime: string;
	content: Uint8Array;
	/** Of a picture, the same for a phone. */
	small: Uint8Array | null;
}

export type MediaRefusal =
	| 'media/empty'
	/** No picture, sound or film of a kind that every browser shows. */
	| 'media/unknown_kind'
	| 'media/image_too_large'
	| 'media/audio_too_large'
	| 'media/video_too_large'
	/** More points than anybody needs, or than its file could truly hold. */
	| 'media/too_many_pixels'
	/** Cut off or damaged. */
	| 'media/unreadable';

/**
 * What is behind that which can be seen through: white for what belongs to a question, since drawings are black, and so is
 * the stage; nothing for a logo.
 */
export type Ground = 'white' | 'clear';

/** Longest sides in pixels: of what the stage shows, and of what a phone shows. */
const sides = { content: 1920, small: 720 };
const mostPixels = 40_000_000;
const patienceSeconds = 10;

// One picture at a time with one thread: a contest that runs beside it does not notice.
sharp.concurrency(1);
sharp.cache(false);
let last: Promise<unknown> = Promise.resolve();

/**
 * Understands an uploaded file by its bytes. Pictures are written anew: upright, without what the camera noted, not larger
 * than a screen needs; of a moving picture its first. Sounds and films stay as they are.
 */
export async function readMedia(
	bytes: Uint8Array,
	ground: Ground = 'white'
): Promise<{ ok: true; media: ReadMedia } | { ok: false; code: MediaRefusal }> {
	if (bytes.length === 0) return { ok: false, code: 'media/empty' };
	const found = mediaKind(bytes);
	if (!found) return { ok: false, code: 'media/unknown_kind' };
	if (bytes.length > mediaLimits[found.kind]) return { ok: false, code: `media/${found.kind}_too_large` };
	if (found.kind === 'image') {
		const turn = last.then(() => readImage(bytes, ground));
		last = turn;
		return await turn;
	}
	return { ok: true, media: { ...found, id: idOf(bytes), content: bytes, small: null } };
}

async function readImage(
	bytes: Uint8Array,
	ground: Ground
): Promise<{ ok: true; media: ReadMedia } | { ok: false; code: MediaRefusal }> {
	try {
		const { data, info } = await fitted(bytes, sides.content, 82, ground).toBuffer({
			resolveWithObject: true
		});
		const small = await fitted(data, sides.small, 74, ground).toBuffer();
		const { width, height } = info;
		const media = { id: idOf(data), kind: 'image', mime: 'image/webp', width, height } as const;
		return { ok: true, media: { ...media, content: data, small: small.length < data.length ? small : data } };
	} catch (error) {
		const tooMany = error instanceof Error && error.message.includes('exceeds pixel limit');
		return { ok: false, code: tooMany ? 'media/too_many_pixels' : 'media/unreadable' };
	}
}

function fitted(bytes: Uint8Array, side: number, quality: number, ground: Ground): Sharp {
	const upright = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated', sequentialRead: true })
		.timeout({ seconds: patienceSeconds })
		.autoOrient()
		.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
	return (ground === 'white' ? upright.flatten({ background: '#fff' }) : upright).webp({ quality });
}

const idOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
