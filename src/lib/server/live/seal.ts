import { createCipheriv, createHmac } from 'node:crypto';

/** A question that phones have before they can read it (PH10). */
export interface SealedQuestion {
	/** Base64; says neither what is in it nor how long that is. */
	sealed: string;
	/** Base64; opens this one question. */
	key: string;
}

const block = 256;

/**
 * Encrypts text and options, filled up to whole blocks. The key follows from the contest's secret and from what is sealed, so
 * that every process makes the same one, and none is used twice; therefore the nonce may be nothing.
 */
export function seal(secret: Uint8Array, question: { text: string; options: string[] }): SealedQuestion {
	const { text, options } = question;
	const plain = Buffer.from(JSON.stringify({ text, options }));
	const padded = Buffer.alloc(Math.ceil(plain.length / block) * block, ' ');
	plain.copy(padded);
	const key = createHmac('sha256', secret).update('seal ').update(padded).digest();
	const cipher = createCipheriv('chacha20', key, Buffer.alloc(16));
	const sealed = Buffer.concat([cipher.update(padded), cipher.final()]);
	return { sealed: sealed.toString('base64'), key: key.toString('base64') };
}
