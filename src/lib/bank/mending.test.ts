import { describe, expect, it } from 'vitest';
import { isFit, readDraft, unread, type RawQuestion } from './draft';
import { accept, asMultiple, mend } from './mending';

const draft = (raw: Partial<RawQuestion>) =>
	readDraft({
		...unread,
		place: 1,
		text: 'Thủ đô?',
		options: ['Huế', 'Hà Nội', 'Vinh'],
		answer: 'B',
		...raw
	});
const codes = (found: { doubts: { code: string }[] }) => found.doubts.map((d) => d.code);

describe('mending a draft', () => {
	it('a key that is set settles what was said about the key, and nothing else', () => {
		const read = draft({ answer: 'E', level: 'bậc 5' });
		expect(codes(read)).toEqual(['unknown_level', 'key_not_understood']);
		const mended = mend(read, { ...read.question, key: 'B' });
		expect(codes(mended)).toEqual(['unknown_level']);
		expect(isFit(mended)).toBe(true);
		expect(codes(mend(mended, { ...mended.question, level: 'recall' }))).toEqual([]);
	});

	it('what the question lacks is said anew after each change', () => {
		const read = draft({ answer: '' });
		expect(codes(read)).toEqual(['no_key']);
		const emptied = mend(read, { ...read.question, key: 'B', text: '' });
		expect(codes(emptied)).toEqual(['no_text']);
		expect(codes(mend(emptied, read.question))).toEqual(['no_key']);
	});

	it('a doubt about one option goes when that option is changed, not when another is', () => {
		const about = { code: 'doubtful_number', field: 'options', option: 1, value: '1,008' } as const;
		const read = draft({ doubts: [about] });
		const other = mend(read, { ...read.question, options: ['Huế!', 'Hà Nội', 'Vinh'] });
		expect(codes(other)).toEqual(['doubtful_number']);
		expect(codes(mend(other, { ...other.question, options: ['Huế!', '1.008', 'Vinh'] }))).toEqual([]);
	});

	it('a part that is confirmed as it stands is settled', () => {
		const read = draft({ type: 'lạ lắm' });
		expect(codes(read)).toContain('unknown_type');
		expect(codes(mend(read, read.question, 'type'))).not.toContain('unknown_type');
	});

	it('a repeated text is repeated until it says something else', () => {
		const read = draft({ doubts: [{ code: 'same_in_file', field: 'text', value: '3' }] });
		expect(codes(mend(read, { ...read.question, text: 'THỦ ĐÔ' }))).toEqual(['same_in_file']);
		expect(codes(mend(read, { ...read.question, text: 'Thủ đô cũ?' }))).toEqual([]);
	});

	it('looked at and found right: what only had to be looked at is settled, what is wrong or there already stays', () => {
		const there = { code: 'same_in_bank', field: 'text', value: '3' } as const;
		const read = draft({ level: 'bậc 5', answer: '', doubts: [there] });
		expect(codes(accept(read))).toEqual(['same_in_bank', 'no_key']);
	});

	it('two keys of one question become a question of two keys when asked', () => {
		const read = draft({ answer: 'A, C' });
		const many = asMultiple(read);
		expect(many?.question).toMatchObject({ type: 'multiple', key: 'AC' });
		expect(many?.doubts).toEqual([]);
		expect(asMultiple(draft({ answer: '' }))).toBeNull();
	});
});
