import { describe, expect, it } from 'vitest';
import type { Draft } from './draft';
import { differingFields } from './fields';
import { unsaid, type Question } from './question';
import { broughtUpToDate, matchBank } from './repeated';

const question = (text: string, more: Partial<Question> = {}): Question => ({
	type: 'single',
	text,
	options: ['Huế', 'Hà Nội'],
	key: 'B',
	...unsaid,
	...more
});
const draft = (text: string, externalId = ''): Draft => ({
	place: 1,
	label: '',
	externalId,
	question: question(text),
	doubts: []
});
const standing = (id: string, text: string, externalId = '') => {
	return { id, number: Number(id), version: 1, externalId, question: question(text) };
};
const ids = (drafts: Draft[], bank: ReturnType<typeof standing>[]) =>
	matchBank(drafts, bank).map((s) => s?.id ?? null);

describe('what is in the bank already', () => {
	it('is known by its text, whatever the case and the signs around it', () => {
		expect(
			ids([draft('THỦ ĐÔ của Việt Nam'), draft('Khác?')], [standing('1', 'Thủ đô của Việt Nam?')])
		).toEqual(['1', null]);
	});

	it('is known by its number in the file only where the texts are alike', () => {
		const bank = [standing('1', 'Thủ đô của nước Việt Nam là gì?', '7')];
		expect(ids([draft('Thủ đô nước Việt Nam là thành phố gì?', '7')], bank)).toEqual(['1']);
		expect(ids([draft('Ai là tác giả của Truyện Kiều?', '7')], bank)).toEqual([null]);
		expect(ids([draft('Thủ đô nước Việt Nam là thành phố gì?')], bank)).toEqual([null]);
	});

	it('is matched once, and first by text', () => {
		const bank = [standing('1', 'Thủ đô của Việt Nam?', '7')];
		const drafts = [
			draft('Thủ đô nước Việt Nam?', '7'),
			draft('Thủ đô của Việt Nam?'),
			draft('Thủ đô của Việt Nam')
		];
		expect(ids(drafts, bank)).toEqual([null, '1', null]);
	});
});

describe('a question brought up to date', () => {
	it('takes what the file says, and keeps what the file is silent about', () => {
		const there = question('Thủ đô?', { topic: 'Địa lý', level: 'recall', tags: ['2025'], source: 'SGK' });
		const file = question('Thủ đô?', { key: 'A', source: 'Hiến pháp' });
		const next = broughtUpToDate(there, file);
		expect(next).toEqual({ ...there, key: 'A', source: 'Hiến pháp' });
		expect(differingFields(there, next)).toEqual(['key', 'source']);
	});

	it('keeps the key that the file is silent about, unless it asks something else', () => {
		const there = question('Thủ đô?');
		expect(broughtUpToDate(there, question('Thủ đô?', { key: '' })).key).toBe('B');
		expect(broughtUpToDate(there, question('Thủ đô?', { key: '', options: ['Hà Nội', 'Huế'] })).key).toBe('');
	});

	it('does not keep accepted answers of another type', () => {
		const there = question('Năm?', {
			type: 'short',
			options: [],
			key: '1945',
			accepted: ['một chín bốn lăm']
		});
		const file = question('Năm?', { type: 'number', options: [], key: '1945' });
		expect(broughtUpToDate(there, file).accepted).toEqual([]);
	});
});
