import { describe, expect, it } from 'vitest';
import { Seal } from '$lib/client/seal';
import type { PhoneView } from '$lib/protocol/phone';
import { seal } from './seal';

const secret = Buffer.alloc(32, 7);
const question = { text: 'Thủ đô của Việt Nam là gì?', options: ['Huế', 'Hà Nội'] };

/** A view with as much of a question as the seal looks at. */
const view = (part: { q: number; sealed?: string; unseal?: string }) =>
	({ question: { text: '', options: [], sealed: null, unseal: null, ...part } }) as unknown as PhoneView;

describe('[PH10] a sealed question', () => {
	it('is read by the phone with the key alone, and only if it is that question', () => {
		const { sealed, key } = seal(secret, question);
		const phone = new Seal();
		expect(phone.read(view({ q: 4, sealed })).question).toMatchObject({ text: '', options: [] });
		expect(phone.read(view({ q: 5, unseal: key })).question).toMatchObject({ text: '', options: [] });
		expect(phone.read(view({ q: 4, unseal: key })).question).toMatchObject(question);
	});

	it('does not say how long it is', () => {
		const lengths = ['', 'a', 'a'.repeat(150), 'ạ'.repeat(70)].map(
			(text) => Buffer.from(seal(secret, { text, options: ['Có', 'Không'] }).sealed, 'base64').length
		);
		expect(new Set(lengths)).toEqual(new Set([256]));
		expect(Buffer.from(seal(secret, { text: 'a'.repeat(600), options: [] }).sealed, 'base64').length).toBe(
			768
		);
	});

	it('has a key of its own: no other text, question or contest has it', () => {
		const keys = [
			seal(secret, question),
			seal(secret, { ...question, text: `${question.text} ` }),
			seal(secret, { ...question, options: ['Hà Nội', 'Huế'] }),
			seal(Buffer.alloc(32, 8), question)
		].map(({ key }) => key);
		expect(new Set(keys).size).toBe(4);
		expect(seal(secret, question)).toEqual(seal(secret, question));
	});
});
