import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readBankJson } from '$lib/server/files/bank-json';
import { bankFindings } from './bank-findings';
import { readDraft } from './draft';
import type { Question } from './question';

type Keyed = Pick<Question, 'type' | 'options' | 'key'>;
const options = ['một hai', 'hai ba', 'ba bốn', 'bốn năm'];
const keyed = (keys: string, part: Partial<Keyed> = {}): Keyed[] =>
	[...keys].map((key) => ({ type: 'single', options, key, ...part }));

it('the key is always the same letter', () => {
	expect(bankFindings(keyed('AAAAAA'))).toEqual([
		{ code: 'letter_often', letter: 'A', n: 6, of: 6, expected: 1.5 }
	]);
});

it('four times the same may be chance', () => {
	expect(bankFindings(keyed('AAAA'))).toEqual([]);
});

it('one letter far too often, another hardly ever', () => {
	const keys = 'C'.repeat(48) + 'D'.repeat(12) + 'A'.repeat(33) + 'B'.repeat(26);
	expect(bankFindings(keyed(keys)).map((f) => [f.code, f.letter, f.n])).toEqual([
		['letter_often', 'C', 48],
		['letter_rare', 'D', 12]
	]);
	expect(bankFindings(keyed('ABCDBADC'.repeat(15)))).toEqual([]);
});

it('only questions that have the letter count for it', () => {
	const two = keyed('A'.repeat(20) + 'B'.repeat(20), { options: ['một hai', 'hai ba'] });
	expect(bankFindings([...two, ...keyed('ABCD'.repeat(10))])).toEqual([]);
});

it('nearly all statements are right', () => {
	const found = bankFindings(keyed('AAAAAAAAAAAA', { type: 'true_false', options: ['Đúng', 'Sai'] }));
	expect(found).toEqual([{ code: 'true_often', letter: '', n: 12, of: 12, expected: 6 }]);
});

it('the right option is the longest in most questions', () => {
	const long = keyed('ABCDABCD').map((q) => ({
		...q,
		options: q.options.map((o, i) => (i === q.key.charCodeAt(0) - 65 ? `${o} và nhiều nữa` : o))
	}));
	expect(bankFindings([...long, ...keyed('ABCD')])).toEqual([
		{ code: 'longest_often', letter: '', n: 8, of: 8, expected: 2 }
	]);
});

it('questions without a key, and those that are typed, are left out', () => {
	expect(bankFindings([...keyed('      '), ...keyed('AAAAAAAA', { type: 'short', options: [] })])).toEqual(
		[]
	);
});

it('nothing strikes one about the sample bank', () => {
	const { questions } = readBankJson(readFileSync('src/lib/server/db/sample-bank.json', 'utf8'));
	expect(bankFindings(questions.map((raw) => readDraft(raw).question))).toEqual([]);
});

it('10,000 questions', () => {
	const found = bankFindings(keyed('ABCDA'.repeat(2000)));
	expect(found.map((f) => [f.code, f.letter])).toEqual([['letter_often', 'A']]);
});
