import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../clean';
import { parse } from '../markup';
import { fromHtml, hasHtml, toHtml } from './html';

describe('a web text', () => {
	it.each([
		['<p>Thủ đô của <b>Việt Nam</b> là?</p>', 'Thủ đô của **Việt Nam** là?'],
		['<p>Dòng 1</p>\n<p>Dòng 2<br />Dòng 3</p>', 'Dòng 1\nDòng 2\nDòng 3'],
		['H<sub>2</sub>O và x<sup>2</sup>', 'H_(2)O và x^(2)'],
		['<span style="color:red">H&agrave; N&ocirc;i &amp; Hu&#7871;</span>', 'Hà Nôi & Huế'],
		['<i>Tắt <b>đèn</b></i> là', '*Tắt **đèn*** là'],
		['<strong> a </strong>b', '**a** b'],
		['  nhiều   dấu\n cách&nbsp; ', 'nhiều dấu cách'],
		['<ul><li>một</li><li>hai</li></ul>', 'một\nhai'],
		['Nếu a<b và b>c, dùng <stdio.h>', 'Nếu a<b và b>c, dùng <stdio.h>'],
		['a<!-- ghi chú -->b<script>alert(1)</script>c', 'abc'],
		['<pre>a  b\n c</pre>', 'a  b\n c'],
		['Tính \\(x^2+1\\) rồi $$\\frac{1}{2}$$', 'Tính $x^2+1$ rồi $\\frac{1}{2}$'],
		['Giá 5$ * 3', 'Giá 5$ * 3'],
		['Gõ **hai sao**', 'Gõ \\*\\*hai sao\\*\\*'],
		['<b>a</b>*<i>b</i>', String.raw`**a**\**b*`]
	])('%s', (html, text) => {
		expect(fromHtml(html)).toEqual({ text, objects: [] });
	});

	it('says what of it is no text', () => {
		const html =
			'<p><img src="@@PLUGINFILE@@/b%E1%BA%A3n%20%C4%91%E1%BB%93.png" alt="x"> <a href="a/b.mp3">nghe</a>' +
			'<video controls><source src="c.mp4">không xem được</video><img src="data:image/png;base64,AAAA" alt="cờ"></p>';
		const at = (name: string, data = '') => ({ name, data });
		expect(fromHtml(html)).toEqual({
			text: 'nghe',
			objects: [at('bản đồ.png'), at('b.mp3'), at('c.mp4'), at('cờ', 'AAAA')]
		});
	});

	it('keeps the breaks of its source where they are seen', () => {
		expect(fromHtml('a\n  b<br>c', { breaks: true }).text).toBe('a\nb\nc');
	});

	it('is told from plain text', () => {
		expect(['a<b và b>c', '<p>a', 'a &lt; b', 'R&D', '&foo;', '<html class="x">'].map(hasHtml)).toEqual([
			...[false, true, true, false, false, true]
		]);
	});
});

it('a sign that means itself among signs that do not', () => {
	const text = String.raw`*- $\frac{1}{2}$ *b*`;
	expect(parse(fromHtml(toHtml(text)).text)).toEqual(parse(text));
});

it('our markup as HTML reads back equal', () => {
	const mark = fc.constantFrom(
		'**a**',
		'*b*',
		'__c__',
		'x^(2)',
		'$\\frac{1}{2}$',
		'<b>',
		'&amp;',
		'  ',
		'\t',
		' \n',
		'\\('
	);
	const any = fc.oneof(mark, fc.string({ unit: 'grapheme', maxLength: 8 }));
	fc.assert(
		fc.property(fc.array(any, { maxLength: 6 }), (parts) => {
			const text = cleanText(parts.join(' '));
			expect(parse(fromHtml(toHtml(text)).text)).toEqual(parse(text));
		}),
		{ numRuns: 2000 }
	);
});
