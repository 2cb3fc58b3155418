import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { keysAsText, readKeyFile } from './key-file';

const keys = async (bytes: Uint8Array) => {
	const read = await readKeyFile(bytes);
	return read.ok ? read.keys : read.code;
};

describe('a list of keys in a file of its own', () => {
	it('is read from text, from Excel and from a table in Word', async () => {
		expect(await keys(new TextEncoder().encode('1.C 2.A'))).toBe('1.C 2.A');
		const sheet = await writeExcelFile([
			['Câu', 'Đáp án'],
			[1, 'C'],
			[2, 'A']
		]).toBuffer();
		expect(await keys(sheet)).toBe('1.C 2.A');
		const row = (...cells: string[]) =>
			new TableRow({ children: cells.map((c) => new TableCell({ children: [new Paragraph(c)] })) });
		const table = new Table({ rows: [row('1', '2', '3'), row('C', 'A', 'D')] });
		const document = new Document({ sections: [{ children: [new Paragraph('ĐÁP ÁN'), table] }] });
		expect(await keys(await Packer.toBuffer(document))).toContain('1.C 2.A 3.D');
	});

	it('pasted from a table is a list', () => {
		expect(keysAsText('1\t2\t3\nC\tA\tD')).toBe('1.C 2.A 3.D');
		expect(keysAsText('1.C 2.A')).toBe('1.C 2.A');
	});

	it('a file that is none is refused with the reason', async () => {
		expect(await keys(new TextEncoder().encode('%PDF-1.7'))).toBe('file/pdf');
	});
});
