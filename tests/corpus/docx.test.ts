import { describe, expect, it } from 'vitest';
import { readBankFile } from '$lib/server/files/bank-file';
import { list, listed, paragraph, run, word } from '../helpers/word';
import { zip } from '../helpers/zip';

async function read(file: Uint8Array, name = 'de.docx') {
	const bank = await readBankFile(file, name);
	if (!bank.ok) throw new Error(bank.code);
	return bank;
}
const keys = async (file: Uint8Array) => (await read(file)).drafts.map((d) => d.question.key);

/** One question whose second option is set with these looks. */
const marked = (looks: string, options: { styles?: string } = {}) =>
	word(
		['Câu 1. Hai?', 'A. Một'].map((t) => paragraph(t)).join('') +
			paragraph(run('B. Hai', looks)) +
			paragraph('C. Ba'),
		options
	);

describe('Word documents', () => {
	it.each([
		['bold', '<w:b/>'],
		['underlined', '<w:u w:val="single"/>'],
		['coloured', '<w:color w:val="FF0000"/>'],
		['highlighted', '<w:highlight w:val="yellow"/>'],
		['shaded', '<w:shd w:val="clear" w:fill="FFFF00"/>'],
		['bold by a style', '<w:rStyle w:val="Key"/>']
	])('the key is the option that is %s', async (_, looks) => {
		const styles = '<w:style w:type="character" w:styleId="Key"><w:rPr><w:b/></w:rPr></w:style>';
		expect(await keys(marked(looks, { styles }))).toEqual(['B']);
	});

	it.each([
		['not bold after all', '<w:b w:val="0"/>'],
		['shaded in white, as text from the web is', '<w:shd w:val="clear" w:fill="FFFFFF"/>'],
		['in a grey', '<w:color w:val="333333"/>'],
		['of the usual colour', '<w:color w:val="auto"/>'],
		['in a highlight that was taken away', '<w:highlight w:val="none"/>']
	])('an option %s is no key', async (_, looks) => {
		expect(await keys(marked(looks))).toEqual(['']);
	});

	it('a style of the paragraph that makes all options bold marks none of them', async () => {
		const style = '<w:style w:type="paragraph" w:styleId="O"><w:rPr><w:b/></w:rPr></w:style>';
		const options = ['A. Một', 'B. Hai'].map((t) => paragraph(t, '<w:pStyle w:val="O"/>')).join('');
		expect(await keys(word(paragraph('Câu 1. Hai?') + options, { styles: style }))).toEqual(['']);
	});

	it('automatic numbering counts as Word does: each question begins its options anew', async () => {
		const numbering = list(1, ['decimal', 'Câu %1.'], ['upperLetter', '%2.']);
		const question = (text: string, right: number) =>
			listed(text, 1) +
			[0, 1, 2].map((i) => listed(run(`${text} ${i}`, i === right ? '<w:b/>' : ''), 1, 1)).join('');
		const { drafts } = await read(word(question('Một?', 2) + question('Hai?', 0), { numbering }));
		expect(drafts.map((d) => [d.label, d.question.text, d.question.options.length, d.question.key])).toEqual([
			['Câu 1', 'Một?', 3, 'C'],
			['Câu 2', 'Hai?', 3, 'A']
		]);
	});

	it('soft line breaks, tabs and hyphens are what people see; deleted text and fallbacks are not there', async () => {
		const body = paragraph(
			`${run('Câu 1. Ai?')}<w:r><w:br/><w:t>A.</w:t><w:tab/><w:t>Một</w:t><w:noBreakHyphen/><w:t>hai</w:t></w:r><w:del>${run('XÓA')}</w:del>` +
				`<w:r><w:br/></w:r>${run('B. Ba')}<w:r><w:br/></w:r>${run('Đáp án: A')}`
		);
		const [draft] = (await read(word(body))).drafts;
		expect(draft?.question).toMatchObject({ text: 'Ai?', options: ['Một-hai', 'Ba'], key: 'A' });
	});

	it('equations become formulas, with a doubt; pictures are kept with their place', async () => {
		const fraction =
			'<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>';
		const picture = '<w:r><w:drawing><a:blip r:embed="p0"/></w:drawing></w:r>';
		const body =
			paragraph(run('Câu 1. Nửa của 1 là? ') + picture) +
			paragraph(run('A. ') + fraction) +
			paragraph('B. 2') +
			paragraph('Đáp án: A');
		const bank = await read(word(body, { parts: { 'word/media/1.png': Buffer.from('png') } }));
		expect(bank.drafts[0]?.question).toMatchObject({
			options: [String.raw`$\frac{1}{2}$`, '2'],
			key: 'A',
			media: [{ id: 'picture 0', kind: 'image', on: 'text' }]
		});
		expect(bank.drafts[0]?.doubts).toEqual([{ code: 'equation', field: 'options', option: 0 }]);
		expect(Buffer.from(bank.pictures[0] ?? []).toString()).toBe('png');
	});

	it('an old font that was left on letters of today, some of which stand in another, changes nothing', async () => {
		const set = (font: string, text: string) => run(text, `<w:rFonts w:ascii="${font}"/>`);
		const lines = ['Câu 1. Xã hội là gì, hả các đồng chí?', 'A. Cả hai', 'B. Vô cùng', 'Đáp án: B'];
		// Word puts the letters that the old font has not in a font of today.
		const body = lines.map((line) =>
			paragraph(
				line
					.split(/([\u0100-\u024f\u1e00-\u1eff]+)/u)
					.map((part, i) => set(i % 2 === 1 ? 'Calibri' : '.VnTime', part))
					.join('')
			)
		);
		const bank = await read(word(body.join('')));
		expect(bank.drafts[0]?.question).toMatchObject({
			text: 'Xã hội là gì, hả các đồng chí?',
			options: ['Cả hai', 'Vô cùng'],
			key: 'B'
		});
		expect(bank.doubts).toEqual([]);
	});

	it('a figure drawn before the number of its question is said to be lost', async () => {
		const figure =
			'<w:r><w:drawing><wpg:wgp xmlns:wpg="g"><wps:wsp xmlns:wps="s"/></wpg:wgp></w:drawing></w:r>';
		const body =
			paragraph(figure + run('Câu 1. Hình bên là gì?')) +
			['A. Một', 'B. Hai', 'Đáp án: A'].map((t) => paragraph(t)).join('');
		expect((await read(word(body))).drafts[0]?.doubts).toEqual([{ code: 'picture', field: 'text' }]);
	});

	it('signs of the font Symbol are letters, and one that is not known is said to be lost', async () => {
		const sign = (char: string) => `<w:r><w:sym w:font="Symbol" w:char="${char}"/></w:r>`;
		const ask = (char: string) =>
			paragraph(run('Câu 1. Hệ số ') + sign(char) + run(' là gì?')) +
			['A. Một', 'B. Hai', 'Đáp án: A'].map((t) => paragraph(t)).join('');
		const known = (await read(word(ask('F073')))).drafts[0];
		expect([known?.question.text, known?.doubts]).toEqual(['Hệ số σ là gì?', []]);
		expect((await read(word(ask('F0E0')))).drafts[0]?.doubts).toEqual([{ code: 'picture', field: 'text' }]);
	});

	it('a heading that has lost its old font is converted like the rest', async () => {
		const set = (text: string) => run(text, '<w:rFonts w:ascii=".VnTime"/>');
		const body =
			paragraph('Ch\u00ad¬ng 2: Nhµ n\u00adíc') +
			['C©u 1. §¶ng lµ g×?', 'A. Mét', 'B. Hai', '§¸p ¸n: A'].map((t) => paragraph(set(t))).join('');
		expect((await read(word(body))).drafts[0]?.question.topic).toBe('Chương 2: Nhà nước');
	});

	it('a soft hyphen is nothing, but in an old font it is a letter', async () => {
		const hyphen = (font: string) =>
			`<w:r><w:rPr><w:rFonts w:ascii="${font}"/></w:rPr><w:t>T</w:t><w:softHyphen/><w:t> t</w:t><w:softHyphen/><w:t>ëng lµ g×?</w:t></w:r>`;
		const options = paragraph('A. Một') + paragraph('B. Hai') + paragraph('Đáp án: A');
		const old = await read(word(paragraph(run('Câu 1. ') + hyphen('.VnTime')) + options));
		expect(old.drafts[0]?.question.text).toBe('Tư tưởng là gì?');
		const today = paragraph('<w:r><w:t>Câu 1. Xã</w:t><w:softHyphen/><w:t> hội?</w:t></w:r>');
		expect((await read(word(today + options))).drafts[0]?.question.text).toBe('Xã hội?');
	});

	it('text in an old coding whose font was taken away is converted, too', async () => {
		const body = ['C©u 1. §¹i héi §¶ng häp n¨m nµo?', 'A. N¨m 2021', 'B. N¨m 2020', '§¸p ¸n: A'];
		const bank = await read(word(body.map((line) => paragraph(line)).join('')));
		expect(bank.drafts[0]?.question).toMatchObject({ text: 'Đại hội Đảng họp năm nào?', key: 'A' });
		expect(bank.doubts).toEqual([{ code: 'old_font', place: null, value: 'TCVN3' }]);
	});

	it('old fonts are converted and named; where the letters are those of today, the font is a left-over', async () => {
		const set = (font: string, text: string) => run(text, `<w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>`);
		const old = await read(
			word(
				paragraph(set('.VnTime', 'C©u 1. §¹i héi §¶ng häp n¨m nµo?')) +
					paragraph(set('.VnTime', 'A. N¨m 2021')) +
					paragraph(set('VNI-Times', 'B. Naêm 2016')) +
					paragraph('Đáp án: A')
			)
		);
		expect(old.drafts[0]?.question).toMatchObject({
			text: 'Đại hội Đảng họp năm nào?',
			options: ['Năm 2021', 'Năm 2016'],
			key: 'A'
		});
		expect(old.doubts.map((d) => [d.code, d.value])).toEqual([
			['old_font', 'TCVN3'],
			['old_font', 'VNI']
		]);
		const modern = await read(
			word(paragraph(set('.VnTime', 'Câu 1. Đáp án?')) + paragraph('A. Một') + paragraph('B. Hai'))
		);
		expect([modern.drafts[0]?.question.text, modern.doubts]).toEqual(['Đáp án?', []]);
	});

	it.each([
		['broken XML', word('<w:p><w:r>'), 'file/damaged'],
		['a DTD', word('<!DOCTYPE x [<!ENTITY a "b">]>'), 'file/xml_definitions'],
		['macros', word('', { parts: { 'word/vbaProject.bin': Buffer.from('x') } }), 'file/unsafe'],
		['half a file', word(paragraph('Câu 1.')).subarray(0, 300), 'file/damaged'],
		['no questions', word(paragraph('Kính gửi các chi đoàn')), 'file/no_questions'],
		['another archive', zip({ 'a.txt': Buffer.from('a') }), 'file/wrong_type'],
		['LibreOffice', zip({ mimetype: Buffer.from('application/vnd.oasis') }), 'file/open_document'],
		['a PDF', Buffer.from('%PDF-1.7'), 'file/pdf'],
		['a text that is called .docx', Buffer.from('Kính gửi các chi đoàn'), 'file/not_word'],
		['RTF', Buffer.from('{\\rtf1 a}'), 'file/rtf'],
		['an old .doc', office('WordDocument'), 'file/old_word'],
		['an old .xls', office('Workbook'), 'file/old_excel'],
		['a password', office('EncryptedPackage'), 'file/password']
	])('%s is refused by name', async (_, file, code) => {
		expect(await readBankFile(file, 'x.docx')).toEqual({ ok: false, code });
	});
});

/** The beginning of a file in Office's old container, with a part of this name. */
function office(part: string): Buffer {
	return Buffer.concat([
		Buffer.from('d0cf11e0a1b11ae1', 'hex'),
		Buffer.alloc(600),
		Buffer.from(part, 'utf16le')
	]);
}
