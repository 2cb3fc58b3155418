import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanQuestion } from '$lib/bank/clean';
import { isFit } from '$lib/bank/draft';
import { pack, type NamedQuestion } from '$lib/bank/formats/held';
import { banks, short } from '../../../../tests/helpers/random-bank';
import { readBankFile } from './bank-file';
import { foreignFormat, type ForeignFormatName } from './foreign';

/** For many banks on a busy machine, in ms. */
const slow = 60_000;
const named = (parts: Parameters<typeof short>[0]) => ({ externalId: '', question: short(parts) });
const packed = (name: ForeignFormatName, ...questions: NamedQuestion[]) => {
	const { leftOut, lost } = pack(foreignFormat(name, new Map()), questions);
	return { leftOut, lost: Object.fromEntries(lost) };
};

describe.each(['gift', 'aiken', 'moodle'] as const)('%s', (name) => {
	const format = foreignFormat(name, new Map());

	it(
		'what is exported reads back equal, and what can not be held is named',
		async () => {
			await fc.assert(
				fc.asyncProperty(banks, async ({ questions }) => {
					const { questions: kept, leftOut } = pack(format, questions);
					expect(kept.length + leftOut.length).toBe(questions.length);
					if (kept.length === 0) return;
					const file = await readBankFile(new TextEncoder().encode(format.write(kept)), 'x');
					if (!file.ok) throw new Error(file.code);
					expect(file.kind).toBe(name);
					expect(file.drafts.map(({ externalId, question }) => ({ externalId, question }))).toEqual(
						kept.map(({ externalId, question }) => ({ externalId, question: cleanQuestion(question) }))
					);
					expect(file.drafts.every(isFit)).toBe(true);
					expect(file.doubts).toEqual([]);
				}),
				{ numRuns: 100 }
			);
		},
		slow
	);

	it(
		'next to nothing that it has a kind for is left out',
		() => {
			const all = fc.sample(banks, { numRuns: 80, seed: 1 }).flatMap((b) => b.questions);
			const possible = all.filter((q) => format.held(q) !== null);
			const { questions } = pack(format, possible);
			expect(questions.length / possible.length).toBeGreaterThan(0.95);
		},
		slow
	);
});

describe('what a format can not hold is named', () => {
	const full = short({
		key: 'Hà Nội',
		accepted: ['Thăng Long'],
		explanation: '**Vì** thế',
		source: 'SGK',
		asOf: '2025',
		topic: 'Địa lý',
		level: 'recall',
		tags: ['thủ đô'],
		seconds: 20,
		note: 'xem lại'
	});
	const numbered = { externalId: '7', question: full };
	const choice = named({ type: 'single', text: 'H_(2)O\nlà?', options: ['nước', 'lửa'], key: 'A' });
	const order = named({ type: 'ordering', options: ['c', 'b', 'a'], key: 'CBA' });
	const words = named({ type: 'true_false', options: ['True', 'False'], key: 'B' });
	const either = named({ type: 'true_false', options: ['Sắt', 'Bông'], key: 'B' });
	const common = { source: 1, asOf: 1, level: 1, seconds: 1, note: 1 };

	it.each([
		['gift', { leftOut: [6], lost: { ...common, shown_order: 1, truth_words: 1 } }],
		['moodle', { leftOut: [], lost: { ...common, shown_order: 1, truth_words: 1 } }],
		['aiken', { leftOut: [1, 3, 6], lost: { looks: 1, lines: 1 } }]
	] as const)('%s', (name, expected) => {
		expect(packed(name, numbered, choice, order, words, either, named({ key: 'a -> b' }))).toEqual(expected);
	});

	it('right options of several share the points, and a wrong one costs them all', () => {
		const several = named({ type: 'multiple', options: ['a', 'b', 'c'], key: 'AC' });
		expect(foreignFormat('gift', new Map()).write([several])).toBe(
			'[plain]?{\n\t~%50%[plain]a\n\t~%-100%[plain]b\n\t~%50%[plain]c\n}\n'
		);
	});
});
