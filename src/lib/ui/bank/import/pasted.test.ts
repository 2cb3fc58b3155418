// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Block, Line } from '$lib/bank/reading/passage';
import { elementsOf } from './paste-dom';
import { documentOf } from './pasted';

const read = (html: string) => documentOf(new DOMParser().parseFromString(html, 'text/html').body);
const lines = (blocks: Block[]) => blocks.flatMap((b) => ('line' in b ? [b.line] : []));
const text = ({ label, runs }: Line) => [label, runs.map((r) => r.text).join('')].filter(Boolean).join(' ');
const texts = (html: string) => lines(read(html)).map(text);
/** What is special about each run. */
const looks = (html: string) =>
	lines(read(html)).flatMap(({ runs }) =>
		runs.map((run) => [
			run.text,
			...Object.entries(run).flatMap(([k, v]) => (k !== 'text' && v ? [k, v] : []))
		])
	);

describe('what is pasted, as a document', () => {
	it('paragraphs are lines, line breaks continue them, places are counted as they are seen', () => {
		const found = lines(read('<p>Một\n  hai</p><p>&nbsp;</p><p>Ba<br>bốn</p>'));
		expect(found.map((l) => [l.place, l.continues, text(l)])).toEqual([
			[1, false, 'Một hai'],
			[2, false, ''],
			[3, false, 'Ba'],
			[3, true, 'bốn']
		]);
	});

	it('Word: automatic numbers and letters are labels, with their depth', () => {
		const item = (level: number, label: string, words: string) =>
			`<p class=MsoListParagraph style='margin-left:36.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
style='mso-fareast-font-family:"Times New Roman"'><span style='mso-list:Ignore'>${label}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;
		const found = lines(
			read(item(1, 'Câu 1.', 'Thủ đô?') + item(2, 'A.', 'Huế') + item(2, 'B.', '<b>Hà Nội</b>'))
		);
		expect(found.map((l) => [l.label, l.depth, l.runs.map((r) => r.text)])).toEqual([
			['Câu 1.', 0, ['Thủ đô?']],
			['A.', 1, ['Huế']],
			['B.', 1, ['Hà Nội']]
		]);
		expect(found[2]?.runs[0]?.bold).toBe(true);
	});

	it('lists of the web are counted as their kind says, inside of each other', () => {
		expect(
			texts(
				'<ol start="3"><li>Thủ đô?<ol type="A"><li>Huế</li><li><p>Hà Nội</p></li></ol></li><li>Sông?</li></ol>'
			)
		).toEqual(['3. Thủ đô?', 'A. Huế', 'B. Hà Nội', '4. Sông?']);
		expect(
			texts(
				'<ol><li style="list-style-type:lower-roman">x</li><li style="list-style-type:lower-roman">y</li></ol>'
			)
		).toEqual(['i. x', 'ii. y']);
	});

	it('bold, underline, colours, highlight, sub- and superscript are kept, black is nothing special', () => {
		expect(
			looks(
				`<p><span style="color:black">A.</span> <u>Huế</u> <span style='color:#C00000'>Vinh</span>
<span style='background:yellow;mso-highlight:yellow'>Huế</span> H<sub>2</sub>O <font color="#ff0000">x</font></p>`
			)
		).toEqual([
			['A. '],
			['Huế', 'underline', true],
			[' '],
			['Vinh', 'colour', 'c00000'],
			[' '],
			['Huế', 'highlight', true],
			[' H'],
			['2', 'script', 'sub'],
			['O '],
			['x', 'colour', 'ff0000']
		]);
	});

	it('Google Docs: its bold wrapper says nothing, the styles inside do', () => {
		expect(
			looks(
				`<b style="font-weight:normal;"><p><span style="font-weight:700;text-decoration:underline;background-color:transparent">B</span><span style="font-weight:400;background-color:#ffff00">C</span></p></b>`
			)
		).toEqual([
			['B', 'bold', true, 'underline', true],
			['C', 'highlight', true]
		]);
	});

	it('tables keep their rows and cells; tabs of Word are tabs', () => {
		const [table] = read(
			'<table><tbody><tr><td><p>1</p></td><td>C</td></tr><tr><td>2</td><td>A</td></tr></tbody></table>'
		);
		const rows = table && 'table' in table ? table.table.rows : [];
		expect(rows.map((row) => row.map((cell) => cell.map(text).join('|')))).toEqual([
			['1', 'C'],
			['2', 'A']
		]);
		expect(texts(`<p>A. Huế<span style='mso-tab-count:1'>     </span>B. Vinh</p>`)).toEqual([
			'A. Huế\tB. Vinh'
		]);
	});

	it('pictures and equations are said to stand there; scripts and styles are nothing', () => {
		expect(
			looks(
				'<style>p{}</style><p>Hình <img src="file:///x.png" alt="Bản đồ"><script>alert(1)</script><math><mi>x</mi></math></p>'
			)
		).toEqual([['Hình '], ['Bản đồ', 'object', 'picture'], ['x', 'object', 'equation']]);
	});

	it('what the box shows of it reads the same', () => {
		const blocks = read(
			`<h2>Đề</h2><ol><li><b>Thủ đô</b> <u style="color:red">nào</u>?<br>Chọn<ol type="a"><li>H<sub>2</sub></li></ol></li></ol>
			<p>A<span style="mso-tab-count:2">  </span><mark>B</mark> <img alt="Bản đồ"></p><p></p>
			<table><tr><td><p>1</p><p>2<br>3</p></td><td><s>C</s></td></tr></table>`
		);
		const box = document.createElement('div');
		box.append(elementsOf(blocks));
		expect(documentOf(box)).toEqual(blocks);
	});
});
