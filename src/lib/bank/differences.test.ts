import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { differences, textDifference } from './differences';
import { unsaid, type Question } from './question';

const question: Question = {
	type: 'single',
	text: 'Thủ đô của Việt Nam?',
	options: ['Hà Nội', 'Huế', 'Đà Nẵng'],
	key: 'A',
	...unsaid
};
const said = (before: string, after: string) =>
	textDifference(before, after)
		.map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}]` : `[+${text}]`))
		.join('');

describe('two texts', () => {
	it.each([
		['Năm 2020 có mấy điều?', 'Năm 2025 có mấy điều?', 'Năm [-2020][+2025] có mấy điều?'],
		['Tỷ lệ rừng', 'Tỷ lệ che phủ rừng', 'Tỷ lệ [+che phủ ]rừng'],
		['một hai ba', 'một bốn năm', 'một [-hai ba][+bốn năm]'],
		['như cũ', 'như cũ', 'như cũ'],
		['', 'mới', '[+mới]'],
		['cũ', '', '[-cũ]']
	])('%s / %s', (before, after, differing) => {
		expect(said(before, after)).toBe(differing);
	});

	it('of any two, what is not added is the first and what is not removed the second', () => {
		const text = fc.array(fc.constantFrom('a', 'b', ' ', 'ạ', '.', '\n'), { maxLength: 30 });
		fc.assert(
			fc.property(text, text, (a, b) => {
				const pieces = textDifference(a.join(''), b.join(''));
				const without = (kind: string) => pieces.flatMap((p) => (p.kind === kind ? [] : [p.text])).join('');
				expect(without('added')).toBe(a.join(''));
				expect(without('removed')).toBe(b.join(''));
			})
		);
	});
});

describe('two versions of a question', () => {
	const options = (after: Partial<Question>) =>
		differences(question, { ...question, ...after }).flatMap((d) =>
			d.kind === 'options' ? d.options.map((o) => `${o.kind} ${o.before}→${o.after}`) : []
		);

	it('say the same', () => {
		expect(differences(question, { ...question })).toEqual([]);
	});

	it('differ in the parts that are named', () => {
		const after = {
			...question,
			text: 'Thủ đô?',
			level: 'recall' as const,
			source: 'Hiến pháp',
			tags: ['a']
		};
		expect(differences(question, after).map((d) => d.field)).toEqual(['text', 'source', 'level', 'tags']);
	});

	it('an option was added, removed, changed, or moved', () => {
		expect(options({ options: [...question.options, 'Vinh'] })).toEqual([
			'same A→A',
			'same B→B',
			'same C→C',
			'added →D'
		]);
		expect(options({ options: ['Hà Nội', 'Đà Nẵng'] })).toEqual(['same A→A', 'removed B→', 'same C→B']);
		expect(options({ options: ['Hà Nội', 'Thành phố Huế', 'Đà Nẵng'] })).toEqual([
			'same A→A',
			'changed B→B',
			'same C→C'
		]);
		expect(options({ options: ['Huế', 'Hà Nội', 'Đà Nẵng'], key: 'B' })).toEqual([
			'same B→A',
			'same A→B',
			'same C→C'
		]);
	});

	it('another option is right: said of both options, and of the key in words', () => {
		const [inOptions, key] = differences(question, { ...question, key: 'B' });
		expect(inOptions).toMatchObject({
			options: [
				{ right: { before: true, after: false } },
				{ right: { before: false, after: true } },
				{ right: { before: false, after: false } }
			]
		});
		expect(key).toEqual({ field: 'key', kind: 'key', before: 'Hà Nội', after: 'Huế' });
	});

	it('options that only changed places leave the key as it is', () => {
		const moved = differences(question, { ...question, options: ['Huế', 'Hà Nội', 'Đà Nẵng'], key: 'B' });
		expect(moved.map((d) => d.field)).toEqual(['options']);
	});
});
