import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkup, hasFormula, parse, plainText, type Markup } from './markup';

/** The parts in one line, so that a test can be read. */
const shown = (parts: Markup[]): string =>
	parts
		.map((p) =>
			p.kind === 'text' ? p.text : p.kind === 'formula' ? `{${p.tex}}` : `<${p.kind} ${shown(p.children)}>`
		)
		.join('');
const read = (text: string) => shown(parse(text));

it.each([
	['**Đảng** ta', '<bold Đảng> ta'],
	['*Tắt đèn* là của ai?', '<italic Tắt đèn> là của ai?'],
	['Câu nào __không__ đúng?', 'Câu nào <underline không> đúng?'],
	['h__ea__t, br__ea__d', 'h<underline ea>t, br<underline ea>d'],
	['x^(2) + y^(n+1)', 'x<sup 2> + y<sup n+1>'],
	['H_(2)SO_(4)', 'H<sub 2>SO<sub 4>'],
	['f^(g(x))', 'f<sup g(x)>'],
	['**Tác phẩm *Tắt đèn***', '<bold Tác phẩm <italic Tắt đèn>>'],
	['*a **b***', '<italic a <bold b>>'],
	['***cả hai***', '<bold <italic cả hai>>'],
	['**__x__**', '<bold <underline x>>'],
	['(**a**), “*b*”', '(<bold a>), “<italic b>”'],
	['**a** và **b**', '<bold a> và <bold b>'],
	['Tính $\\frac{1}{2}$.', 'Tính {\\frac{1}{2}}.'],
	['$a*b$ *c*', '{a*b} <italic c>'],
	['*a $b* c$', '*a {b* c}'],
	['**$x^2$**', '<bold {x^2}>'],
	['$5\\$$', '{5\\$}'],
	['($x_1$;$x_2$)', '({x_1};{x_2})'],
	['\\*a\\* \\$x\\$ \\_\\_b\\_\\_ x\\^(2)', '*a* $x$ __b__ x^(2)'],
	['a\n**b**\nc', 'a\n<bold b>\nc']
])('reads %s', (text, meant) => {
	expect(read(text)).toBe(meant);
});

describe('takes nothing for markup that nobody meant as such', () => {
	it.each([
		'Đảng ta là ____ và ______.',
		'Sinh năm __, quê ở __.',
		'Sinh năm __,quê ở__ .',
		'Thành lập tại__vào năm__',
		'Năm _(1)_ và ____(2)____',
		'2*3*4 = 24',
		'2**3**2',
		'a * b * c',
		'(*) là bắt buộc, (*) là tự chọn',
		'* Lưu ý: * xem bảng',
		'từ *a và *b',
		'giá 5$, 10$ hay 15$?',
		'5$ … 10$',
		'từ $5 đến $10',
		'$ x $',
		'$$x$$',
		'=SUM($A$1:$B$5)+$C:$D',
		'$a=$b; echo $a',
		'US$5 và US$10',
		'x_1 + x_2, ma_so_thi_sinh',
		'tên_người@truong.edu.vn, ten__nguoi@a.vn',
		'https://vi.wikipedia.org/wiki/H%E1%BB%93_Ch%C3%AD_(Minh)',
		'C:\\, C:\\Windows\\*',
		'**chưa đóng',
		'a\n**b\nc**',
		'****',
		'^_^ ^(',
		'2^n',
		'** a **'
	])('%s', (text) => {
		const line = text.replace('\\*', '\\'); // but an escape is one
		expect(read(line)).toBe(line);
		expect(escapeMarkup(line)).toBe(line);
	});
});

const likely = fc
	.array(
		fc.oneof(
			{ weight: 3, arbitrary: fc.constantFrom('*', '**', '_', '__', '^(', '_(', ')', '$', '\\', '\n', ' ') },
			{ weight: 2, arbitrary: fc.constantFrom('a', 'Đ', '5', ',', '(', 'ế', '😀') },
			{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) }
		),
		{ maxLength: 24 }
	)
	.map((parts) => parts.join(''));

it('reads any plain text back as it was, once it is escaped', () => {
	fc.assert(fc.property(likely, (text) => plainText(escapeMarkup(text)) === text));
	fc.assert(fc.property(likely, (text) => !hasFormula(escapeMarkup(text))));
});

it('leaves a text without markup as it is', () => {
	const isPlain = (text: string) => parse(text).every((p) => p.kind === 'text' && p.text === text);
	fc.assert(fc.property(likely.filter(isPlain), (text) => escapeMarkup(text) === text));
});

it('loses no letter of what is marked', () => {
	const signs = /[*_^$\\()]/g;
	const small = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌';
	const large = (text: string) =>
		text
			.replace(signs, '')
			.replace(/[⁽⁾₍₎]/g, '')
			.replace(/[⁰¹²³⁴-⁹⁺⁻⁼ⁿⁱ₀-₉₊₋₌]/gu, (c) => '0123456789+-=ni0123456789+-='.charAt(small.indexOf(c)));
	// How a formula reads is in formula-text.test.ts.
	const unset = likely.filter((text) => !hasFormula(text));
	fc.assert(fc.property(unset, (text) => large(plainText(text)) === large(text)));
});

it('ends soon however the marks are nested', () => {
	for (const hard of ['*a **b ', '^(', 'x^(', '**a', '*a', '__a ', '$a', 'a_(b', '\\*'])
		expect(parse(hard.repeat(4000 / hard.length)).length).toBeGreaterThan(0);
});

it.each([
	['H_(2)O', 'H₂O'],
	['x^(2)y^(n)', 'x²yⁿ'],
	['a^(bc)', 'a^(bc)'],
	['**a** *b* __c__', 'a b c'],
	['$\\frac12$', '1/2']
])('says %s in plain text as %s', (text, plain) => {
	expect(plainText(text)).toBe(plain);
});

it('knows a text with a formula', () => {
	expect(hasFormula('Tính **$x^2$**')).toBe(true);
	expect(hasFormula('giá 5$ hay \\$x$')).toBe(false);
});
