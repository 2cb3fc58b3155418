import { describe, expect, it } from 'vitest';
import { Seal } from '$lib/client/seal';
import type { ContestMedia } from '$lib/contest/state';
import type { PhoneView } from '$lib/protocol/phone';
import { seal, sealMedia } from './seal';

const by = { contestId: 1, secret: Buffer.alloc(32, 7) };
const question = { text: 'Thủ đô của Việt Nam là gì?', options: ['Huế', 'Hà Nội'], media: [] };
const picture: ContestMedia = {
	id: 'a'.repeat(64),
	kind: 'image',
	on: 'text',
	alt: 'Tháp Rùa',
	width: 40,
	height: 30,
	token: '1-tower'
};

/** A view with as much of a question as the seal looks at. */
const view = (part: { q: number; sealed?: string; unseal?: string; early?: string[]; media?: unknown }) =>
	({
		question: { text: '', options: [], media: [], early: [], sealed: null, unseal: null, ...part }
	}) as unknown as PhoneView;

describe('[PH10] a sealed question', () => {
	it('is read by the phone with the key alone, and only if it is that question', () => {
		const { sealed, key } = seal(by, question);
		const phone = new Seal();
		expect(phone.read(view({ q: 4, sealed })).question).toMatchObject({ text: '', options: [] });
		expect(phone.read(view({ q: 5, unseal: key })).question).toMatchObject({ text: '', options: [] });
		expect(phone.read(view({ q: 4, unseal: key })).question).toMatchObject(question);
	});

	it('is read when another one of the same text was before it', () => {
		const { sealed, key } = seal(by, question);
		const phone = new Seal();
		for (const q of [4, 5]) {
			phone.read(view({ q, sealed }));
			expect(phone.read(view({ q, unseal: key })).question).toMatchObject(question);
		}
	});

	it('does not say how long it is', () => {
		const lengths = ['', 'a', 'a'.repeat(150), 'ạ'.repeat(60)].map(
			(text) => Buffer.from(seal(by, { text, options: ['Có', 'Không'], media: [] }).sealed, 'base64').length
		);
		expect(new Set(lengths)).toEqual(new Set([256]));
		expect(
			Buffer.from(seal(by, { text: 'a'.repeat(600), options: [], media: [] }).sealed, 'base64').length
		).toBe(768);
	});

	it('has a key of its own: no other text, question or contest has it', () => {
		const keys = [
			seal(by, question),
			seal(by, { ...question, text: `${question.text} ` }),
			seal(by, { ...question, options: ['Hà Nội', 'Huế'] }),
			seal({ ...by, secret: Buffer.alloc(32, 8) }, question)
		].map(({ key }) => key);
		expect(new Set(keys).size).toBe(4);
		expect(seal(by, question)).toEqual(seal(by, question));
	});

	it('has its picture before it can be seen, under another name, and shows it from there', async () => {
		const bytes = Buffer.from('a picture');
		const sealed = seal(by, { ...question, media: [picture] });
		expect(sealed.early).toEqual([expect.stringMatching(/^\/m\/1-/)]);
		expect(JSON.stringify(sealed.early)).not.toContain(picture.token);
		const asked: string[] = [];
		const phone = new Seal((src) => {
			asked.push(src);
			return Promise.resolve(new Response(Buffer.from(sealMedia(by, picture, bytes))));
		});
		phone.read(view({ q: 4, sealed: sealed.sealed, early: sealed.early }));
		phone.read(view({ q: 4, sealed: sealed.sealed, early: sealed.early }));
		expect(asked).toEqual(sealed.early);
		await new Promise((resolve) => setTimeout(resolve, 20));
		const shown = phone.read(view({ q: 4, unseal: sealed.key })).question?.media[0];
		expect(shown).toMatchObject({ kind: 'image', alt: 'Tháp Rùa', width: 40, height: 30 });
		expect(await (await fetch(shown?.src ?? '')).text()).toBe('a picture');
		// The same later, when the view names it openly.
		const later = phone.read(view({ q: 4, media: [{ src: '/m/1-tower' }] })).question?.media[0];
		expect(later?.src).toBe(shown?.src);
	});

	it('fetches the picture when it is shown if it had not come by then', () => {
		const { sealed, early, key } = seal(by, { ...question, media: [picture] });
		const phone = new Seal(() => Promise.reject(new Error('no line')));
		phone.read(view({ q: 4, sealed, early }));
		expect(phone.read(view({ q: 4, unseal: key })).question?.media[0]?.src).toBe('/m/1-tower');
	});

	it('does not load sounds and films before somebody plays them', () => {
		const film: ContestMedia = { ...picture, kind: 'video' };
		expect(seal(by, { ...question, media: [film, { ...picture, on: 'explanation' }] }).early).toEqual([]);
	});
});
