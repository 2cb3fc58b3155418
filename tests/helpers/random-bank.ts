import fc from 'fast-check';
import { problems } from '$lib/bank/check';
import { cleanQuestion } from '$lib/bank/clean';
import { isAsShown } from '$lib/bank/draft';
import {
	answerWay,
	letter,
	levels,
	questionTypes,
	unsaid,
	type Media,
	type Question
} from '$lib/bank/question';
import type { BankContent } from '$lib/server/files/bank-json';

/** A short answer with these parts. */
export function short(parts: Partial<Question>): Question {
	return { type: 'short', text: '?', options: [], key: 'x', ...unsaid, ...parts };
}

const nasty = fc.constantFrom(
	...[
		'=1+1',
		"'=x",
		'+84',
		'-5',
		'@a',
		"'",
		'_x0041_',
		'__proto__',
		'constructor',
		'\ufffd',
		'a;b',
		'42%',
		'74,5',
		'1.008',
		'true',
		'Đúng',
		'Sai',
		'C',
		'A, B',
		'2',
		'<b>&amp;',
		'**đậm**',
		'x^(2) và $\\frac{1}{2}$',
		'{=a ~b} # c',
		'a -> b',
		'[html]x',
		'%50%',
		'::a::',
		'A) b',
		'ANSWER: A',
		'a\\b\\*',
		'//',
		'_____',
		'dòng 1\ndòng 2',
		'31/01/2021'
	]
);
const text = (maxLength: number) =>
	fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength }), fc.string({ unit: 'binary', maxLength }));
const decimal = fc.stringMatching(/^(0|[1-9]\d{0,5})(\.\d{0,4}[1-9])?$/);
const numberKeyText = fc
	.tuple(fc.constantFrom('', '-'), decimal, fc.constantFrom('', '±0.01', '±1.234', '±5'))
	.map((parts) => parts.join(''));
/** Any question that may stand in a bank. */
export const questions: fc.Arbitrary<Question> = fc
	.record({
		type: fc.constantFrom(...questionTypes),
		text: text(60),
		options: fc.array(text(12), { minLength: 2, maxLength: 6 }),
		letters: fc.shuffledSubarray([...'ABCDEF'], { minLength: 1 }),
		answer: text(12),
		numbers: fc.array(numberKeyText, { minLength: 1, maxLength: 4 }),
		accepted: fc.array(text(12), { maxLength: 4 }),
		explanation: text(20),
		source: text(20),
		asOf: fc.constantFrom('', '2025', '2025-07', '2025-07-01'),
		topic: text(10),
		level: fc.constantFrom('' as const, ...levels),
		tags: fc.array(text(8), { maxLength: 3 }),
		seconds: fc.option(fc.integer({ min: 3, max: 600 })),
		media: fc.constant<Media[]>([]),
		note: text(10)
	})
	.map(({ letters, answer, numbers, ...q }) => {
		const options = q.type === 'true_false' ? q.options.slice(0, 2) : q.options;
		const [number = '', ...further] = numbers;
		const accepted = q.type === 'number' ? further : q.accepted;
		const typed = q.type === 'number' ? number : answer;
		const there = letters.filter((l) => l <= letter(options.length - 1));
		const all = [...there, ...options.map((_, i) => letter(i)).filter((l) => !there.includes(l))];
		const key = { one: all.slice(0, 1), many: there, order: all, typed: [typed] }[answerWay(q.type)].join('');
		return cleanQuestion({ ...q, options, key, accepted });
	})
	.filter((q) => problems(q).length === 0 && !isAsShown(q));
const line = fc
	.string({ unit: 'grapheme', maxLength: 12 })
	.map((t) => cleanQuestion(short({ topic: t })).topic);
/** Any bank of up to six questions. */
export const banks: fc.Arbitrary<BankContent> = fc.record({
	title: line.map((t) => t || 'Ngân hàng'),
	language: fc.constantFrom('vi', 'en'),
	note: line,
	questions: fc.array(
		fc.record({
			externalId: fc.oneof(line, fc.nat(300).map(String), fc.constantFrom('007', '=1')),
			question: questions
		}),
		{ minLength: 1, maxLength: 6 }
	)
});
