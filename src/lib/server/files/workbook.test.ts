import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { zip } from '../../../../tests/helpers/zip';
import { readBankFile } from './bank-file';
import { readWorkbook } from './workbook';
import { maxUnpacked, Zip } from './zip';

/** A workbook of one sheet written by hand. */
function workbook(sheet: string, more: Record<string, string> = {}): Buffer {
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
	const files = {
		'_rels/.rels': `<Relationships>${relation('rId1', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
		'xl/workbook.xml': '<x:workbook><x:sheets><x:sheet name="1" r:id="rId7"/></x:sheets></x:workbook>',
		'xl/_rels/workbook.xml.rels': `<Relationships>${relation('rId7', 'worksheet', 'worksheets/a.xml')}${relation('s', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
		'xl/worksheets/a.xml': `<x:worksheet><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
		...more
	};
	return zip(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
}

const texts = (bytes: Uint8Array) =>
	readWorkbook(new Zip(bytes), 100)[0]?.rows.map((r) => r.cells.map((c) => c?.text));

describe('numbers as people see them', () => {
	it.each([
		[0.42, '0%', '42%'],
		[0.0725, '0.00%', '7,25%'],
		[0.07, '0%', '7%'],
		[74.5, undefined, '74,5'],
		[1587, undefined, '1587'],
		[1587, '#,##0', '1.587'],
		[1234567.5, '#,##0.00', '1.234.567,50'],
		[-1234, '#,##0', '-1.234'],
		[42, '0000', '0042'],
		[3.5, '0.##', '3,5'],
		[0.1 + 0.2, undefined, '0,3'],
		[2025, 'General', '2025']
	])('%d in the format %s: %s', async (value, format, seen) => {
		const file = await writeExcelFile([[format === undefined ? value : { value, format }]]).toBuffer();
		expect(readWorkbook(new Zip(file), 10)[0]?.rows[0]?.cells[0]).toEqual({ text: seen });
	});

	it('doubts what may have been 1.008, a date that may have been a fraction, and a failed formula', async () => {
		const date = new Date(Date.UTC(2021, 0, 31));
		const file = await writeExcelFile([
			[1.008, { value: date, format: 'd/m/yyyy' }, { value: date, format: 'd-mmm' }]
		]).toBuffer();
		expect(readWorkbook(new Zip(file), 10)[0]?.rows[0]?.cells).toEqual([
			{ text: '1,008', doubt: 'doubtful_number' },
			{ text: '31/01/2021', doubt: 'doubtful_date' },
			{ text: '31/01', doubt: 'doubtful_date' }
		]);
		expect(
			readWorkbook(new Zip(workbook('<x:row r="1"><x:c r="A1" t="e"><x:v>#REF!</x:v></x:c></x:row>')), 10)[0]
				?.rows[0]?.cells
		).toEqual([{ text: '#REF!', doubt: 'cell_error' }]);
	});
});

describe('workbooks of other programs', () => {
	it('reads prefixes, rich text, phonetic hints, inline texts, entities, CDATA and cells without addresses', () => {
		const file = workbook(
			`<x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c r="D3" t="inlineStr"><x:is><x:t>a &lt; b &#273;</x:t></x:is></x:c></x:row>
			<!-- <x:row> --><x:row><x:c><x:v>5</x:v></x:c><x:c t="str"><x:f>"x>y"</x:f><x:v><![CDATA[<y>]]></x:v></x:c></x:row>`,
			{
				'xl/sharedStrings.xml':
					'<sst><si><r><t>Hồ </t></r><r><rPr><b/></rPr><t>Chí Minh</t></r><rPh><t>ほ</t></rPh></si></sst>'
			}
		);
		expect(readWorkbook(new Zip(file), 10)[0]?.rows.map((r) => r.number)).toEqual([3, 4]);
		expect(texts(file)).toEqual([
			[undefined, 'Hồ Chí Minh', undefined, 'a < b đ'],
			['5', '<y>']
		]);
	});

	it.each([
		['<!DOCTYPE x [<!ENTITY e "eeee">]><x:row/>', 'file/xml_definitions'],
		['<!DOCTYPE x SYSTEM "file:///etc/passwd"><x:row/>', 'file/xml_definitions'],
		['<x:row><x:c></x:row>', 'file/damaged'],
		['<x:row>', 'file/damaged']
	])('refuses XML that brings definitions or is broken: %s', (xml, code) => {
		expect(() => texts(workbook(xml))).toThrow(code);
	});

	it('refuses more rows than asked for', () => {
		const row = '<x:row><x:c><x:v>1</x:v></x:c></x:row>';
		expect(() => readWorkbook(new Zip(workbook(row.repeat(11))), 10)).toThrow('file/too_many_rows');
	});
});

describe('bombs and damage', () => {
	const bomb = Buffer.alloc(maxUnpacked + 1);

	it('an archive that says it unpacks to more than 64 MB is refused before anything is unpacked', async () => {
		const file = zip({ 'xl/workbook.xml': bomb });
		expect(file.length).toBeLessThan(100_000);
		expect(await readBankFile(file, 'x.xlsx')).toEqual({ ok: false, code: 'file/unpacks_too_large' });
	});

	it('one that lies about its size is unpacked no further than it said', () => {
		const before = process.memoryUsage().arrayBuffers;
		expect(() => new Zip(zip({ a: bomb }, () => 1000)).read('a')).toThrow('file/damaged');
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 1024 * 1024);
		expect(() => new Zip(zip({ a: Buffer.from('abc') }, () => 4)).read('a')).toThrow('file/damaged');
	});

	it('a ZIP that is no workbook is of the wrong type', async () => {
		expect(await readBankFile(zip({ 'a.txt': Buffer.from('a') }), 'x.zip')).toEqual({
			ok: false,
			code: 'file/wrong_type'
		});
	});

	it('whatever bytes are cut or changed, the answer is a refusal or drafts, never a crash', async () => {
		const good = await writeExcelFile([
			['Câu hỏi', 'A', 'B', 'Đáp án'],
			['Một?', 'x', 'y', 'A']
		]).toBuffer();
		await fc.assert(
			fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
				const bytes = Buffer.from(good);
				bytes[at] = byte;
				const read = await readBankFile(cut ? bytes.subarray(0, at) : bytes, 'x.xlsx');
				expect(typeof read.ok).toBe('boolean');
			}),
			{ numRuns: 400 }
		);
	});
});
