import { createCipheriv, createHmac } from 'node:crypto';
import type { ContestMedia, ContestQuestion } from '$lib/contest/state';
import { mediaViews } from '$lib/contest/views/shared';
import { mediaToken } from '../contest/media-token';

/** A question that phones have before they can read it (PH10). */
export interface SealedQuestion {
	/** Base64; says neither what is in it nor how long that is. */
	sealed: string;
	/** Addresses of its pictures, encrypted. */
	early: string[];
	/** Base64; opens this one question. */
	key: string;
}

interface Sealing {
	contestId: number;
	secret: Uint8Array;
}

const block = 256;

/**
 * Encrypts text, options and media, filled up to whole blocks; pictures have keys of their own, which lie inside. Keys follow
 * from the contest's secret and from what is sealed, so that every process makes the same one, and none is used twice;
 * therefore the nonce may be nothing.
 */
export function seal(
	by: Sealing,
	question: Pick<ContestQuestion, 'text' | 'options' | 'media'>
): SealedQuestion {
	const { text, options } = question;
	const shown = question.media.filter((m) => m.on === 'text');
	const media = mediaViews({ media: shown }, 'text').map((view, i) => {
		const one = shown[i];
		return one && isEarly(one) ? { ...view, key: mediaKey(by, one).toString('base64') } : view;
	});
	const plain = Buffer.from(JSON.stringify({ text, options, media }));
	const padded = Buffer.alloc(Math.ceil(plain.length / block) * block, ' ');
	plain.copy(padded);
	const key = createHmac('sha256', by.secret).update('seal ').update(padded).digest();
	const early = shown.filter(isEarly).map((m) => `/m/${sealedToken(by, m)}`);
	return { sealed: encrypt(padded, key).toString('base64'), early, key: key.toString('base64') };
}

/** What the sealed picture is called; it does not tell what the picture itself is called. */
export function sealedToken({ contestId, secret }: Sealing, { token }: ContestMedia): string {
	return mediaToken(contestId, secret, `sealed ${token}`);
}

/** A picture as phones may have it before they can see it. */
export function sealMedia(by: Sealing, media: ContestMedia, bytes: Uint8Array): Uint8Array {
	return encrypt(bytes, mediaKey(by, media));
}

/** Sounds and films are fetched when somebody plays them: a hall full of phones must not load them all at once. */
export const isEarly = ({ kind, on }: ContestMedia) => kind === 'image' && on === 'text';

const mediaKey = ({ secret }: Sealing, { id }: ContestMedia) =>
	createHmac('sha256', secret).update(`seal media ${id}`).digest();

function encrypt(plain: Uint8Array, key: Uint8Array): Buffer {
	const cipher = createCipheriv('chacha20', key, Buffer.alloc(16));
	return Buffer.concat([cipher.update(plain), cipher.final()]);
}
