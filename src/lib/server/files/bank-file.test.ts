import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { isFit, markRepeated } from '$lib/bank/draft';
import { banks, short } from '../../../../tests/helpers/random-bank';
import { readBankFile } from './bank-file';
import { writeBankJson } from './bank-json';
import { writeBankXlsx } from './bank-xlsx';

const sampleText = readFileSync('src/lib/server/db/sample-bank.json', 'utf8');
/** For many banks on a busy machine, in ms. */
const slow = 60_000;
const bytes = (text: string) => new TextEncoder().encode(text);

async function read(file: Uint8Array, name = 'Bộ câu hỏi.xlsx') {
	const read = await readBankFile(file, name);
	if (!read.ok) throw new Error(read.code);
	return read;
}

async function readJson(json: unknown) {
	return read(bytes(JSON.stringify(json)), 'x.json');
}

describe('our own JSON', () => {
	it('takes the whole sample bank without a doubt', async () => {
		const { drafts, title, doubts: fileDoubts } = await read(bytes(sampleText));
		expect(title).toBe('Tìm hiểu Nghị quyết Đại hội XIII của Đảng');
		expect(drafts).toHaveLength(69);
		expect(drafts.filter((d) => d.doubts.length > 0)).toEqual([]);
		expect(fileDoubts.map((d) => d.value)).toEqual([]);
		expect(markRepeated(drafts, [])).toEqual(drafts);
	});

	it('writes the sample bank as it was', async () => {
		const { title, language, note, drafts } = await read(bytes(sampleText));
		const written: unknown = JSON.parse(writeBankJson({ title, language, note, questions: drafts }));
		expect(written).toEqual(JSON.parse(sampleText));
	});

	it(
		'export and import lose nothing',
		async () => {
			await fc.assert(
				fc.asyncProperty(banks, async (bank) => {
					const { title, language, note, drafts } = await read(bytes(writeBankJson(bank)), 'x.json');
					expect({ title, language, note }).toEqual({
						title: bank.title,
						language: bank.language,
						note: bank.note
					});
					expect(drafts.map(({ externalId, question }) => ({ externalId, question }))).toEqual(
						bank.questions
					);
					expect(drafts.flatMap((d) => d.doubts)).toEqual([]);
				}),
				{ numRuns: 100 }
			);
		},
		slow
	);

	it('keeps pictures and sounds with what is said of them', async () => {
		const medium = {
			id: 'a'.repeat(64),
			kind: 'image',
			on: 'explanation',
			alt: 'Bản đồ',
			width: 40,
			height: 30
		} as const;
		const gone = { ...medium, id: 'b'.repeat(64), alt: 'Mất' };
		const question = short({ media: [medium, gone] });
		const bank = { title: 'x', language: 'vi', note: '', questions: [{ externalId: '', question }] };
		const files = new Map([[medium.id, { mime: 'image/webp', bytes: Uint8Array.of(1, 2, 3) }]]);
		const { drafts, pictures } = await read(bytes(writeBankJson(bank, files)), 'x.json');
		expect(drafts[0]?.question.media).toEqual([{ ...medium, id: 'picture 0' }]);
		expect(drafts[0]?.doubts).toEqual([{ code: 'left_out', field: 'media', value: 'Mất' }]);
		expect(pictures).toEqual([Buffer.of(1, 2, 3)]);
	});

	it('reads numbers, bare lists, English level names and the text of a true/false option', async () => {
		const { drafts } = await readJson([
			{ text: 'Năm nào?', type: 'short_answer', answer: 2025, level: 'recall' },
			{ text: 'Đúng không?', type: 'true_false', answer: 'Sai' },
			{ text: 'Bao nhiêu?', type: 'multiple_choice', options: [1, 2], answer: 'B' },
			{ text: 'Is it?', type: 'true_false', options: ['True', 'False'], answer: false }
		]);
		expect(drafts.map((d) => [d.question.key, d.question.options, d.question.level])).toEqual([
			['2025', [], 'recall'],
			['B', ['Đúng', 'Sai'], ''],
			['B', ['1', '2'], ''],
			['B', ['True', 'False'], '']
		]);
	});

	it('[QU1] reads several letters, an order and a number as people write them', async () => {
		const options = ['x', 'y', 'z', 't'];
		const { drafts } = await readJson([
			{ text: '1?', type: 'Nhiều đáp án', options, answer: 'A, C' },
			{ text: '2?', type: 'multiple_answers', options, answer: 'ca' },
			{ text: '3?', type: 'Trắc nghiệm nhiều lựa chọn', options, answer: 'D và B' },
			{ text: '4?', type: 'multiple_answers', options, answer: 'y; t' },
			{ text: '5?', type: 'multiple_answers', options, answer: 'B' },
			{ text: '6?', type: 'Sắp xếp', options, answer: 'C-A-B-D' },
			{ text: '7?', type: 'ordering', options, answer: 'Đáp án: C → A → B → D' },
			{ text: '8?', type: 'ordering', options, answer: 'CABD' },
			{ text: '9?', type: 'ordering', options, answer: 'z → x → y → t' },
			{ text: '10?', type: 'Điền số', answer: '3,14 ± 0,01', accepted: ['3,2'] },
			{ text: '11?', type: 'number', answer: 3.142, accepted: [1.234] },
			{ text: '12?', type: 'number', answer: '1.234,5 km' }
		]);
		expect(drafts.flatMap((d) => d.doubts)).toEqual([]);
		expect(drafts.map((d) => d.question.key)).toEqual([
			...['AC', 'AC', 'BD', 'BD', 'B', 'CABD', 'CABD', 'CABD', 'CABD', '3.14±0.01', '3.142', '1234.5']
		]);
		expect(drafts.slice(9, 11).map((d) => d.question.accepted)).toEqual([['3.2'], ['1.234']]);
	});

	it('[QU1] two letters without the type are not guessed to be a multiple choice', async () => {
		const options = ['x', 'y', 'z'];
		const { drafts } = await readJson([
			{ text: '1?', options, answer: 'A, C' },
			{ text: '2?', type: 'multiple_choice', options, answer: 'A;C' }
		]);
		expect(drafts.map((d) => d.doubts.map((x) => x.code))).toEqual([['several_keys'], ['several_keys']]);
		expect(drafts.some(isFit)).toBe(false);
	});

	it('[QU1] names what is wrong with a key, and what may be meant otherwise', async () => {
		const options = ['x', 'y', 'z'];
		const { drafts } = await readJson([
			{ text: '1?', type: 'multiple_answers', options, answer: 'A, D' },
			{ text: '2?', type: 'multiple_answers', options, answer: '' },
			{ text: '3?', type: 'ordering', options, answer: 'A-B' },
			{ text: '4?', type: 'ordering', options, answer: 'A-B-C' },
			{ text: '5?', type: 'number', answer: 'ba' },
			{ text: '6?', type: 'number', answer: '3 ± -1' },
			{ text: '7?', type: 'number', answer: '1.000', accepted: ['3,142'] },
			{ text: '8?', type: 'number', options, answer: '5' },
			{ text: '9?', type: 'ordering', options, answer: 'C-A-B', accepted: ['x'] }
		]);
		expect(drafts.map((d) => d.doubts.map((x) => x.code))).toEqual([
			['key_not_understood'],
			['no_key'],
			['no_order'],
			['order_as_shown'],
			['not_a_number'],
			['tolerance_unfit'],
			['number_two_ways', 'number_two_ways'],
			['options_ignored'],
			['accepted_ignored']
		]);
		expect(drafts.map(isFit)).toEqual([false, false, false, true, false, false, true, true, true]);
		expect(drafts[6]?.question).toMatchObject({ key: '1000', accepted: ['3.142'] });
	});

	it('names by number what it can not understand, and never takes it', async () => {
		const { drafts, doubts: fileDoubts } = await readJson({
			questions: [
				{ text: 'a?', type: 'essay', answer: 'x', colour: 'red' },
				{ text: 'b?', type: 'multiple_choice', options: ['x', 'y'], answer: 'C' },
				{ text: 'c?', type: 'multiple_choice', options: ['x', 'y'], answer: 'A, B' },
				{ text: '', type: 'short_answer', answer: '' },
				'not a question',
				{ text: 'f?', type: 'multiple_choice', options: ['x', '', 'z'], answer: 'A' }
			]
		});
		expect(drafts.map((d) => d.doubts.map((x) => x.code))).toEqual([
			['unknown_type'],
			['key_not_understood'],
			['several_keys'],
			['no_text', 'no_key'],
			['not_understood', 'no_text', 'no_key'],
			['empty_option']
		]);
		expect(drafts.some(isFit)).toBe(false);
		expect(fileDoubts.map((d) => d.value)).toEqual(['colour']);
	});

	it.each([
		['{"questions": 5}', 'file/not_our_json'],
		['{"questions": [', 'file/damaged'],
		['{"questions": []}', 'file/no_questions'],
		['Kính gửi các chi đoàn', 'file/no_questions'],
		['', 'file/empty']
	])('refuses %j: %s', async (text, code) => {
		expect(await readBankFile(bytes(text), 'x.json')).toEqual({ ok: false, code });
	});

	it('refuses what is too large, an old .xls, a picture, and 5,001 questions', async () => {
		const many = JSON.stringify(Array.from({ length: 5001 }, (_, i) => ({ text: `${i}?`, answer: 'x' })));
		for (const [file, code] of [
			[new Uint8Array(20 * 1024 * 1024 + 1), 'file/too_large'],
			[
				Buffer.concat([Buffer.of(0xd0, 0xcf, 0x11, 0xe0), Buffer.from('Workbook', 'utf16le')]),
				'file/old_excel'
			],
			[Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2), 'file/wrong_type'],
			[Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0), 'file/wrong_type'],
			[bytes(many), 'file/too_many_rows']
		] as const)
			expect(await readBankFile(file, 'x')).toEqual({ ok: false, code });
	});
});

describe('the Excel template', () => {
	it(
		'export and import lose nothing',
		async () => {
			await fc.assert(
				fc.asyncProperty(banks, async ({ questions }) => {
					const { drafts, doubts: fileDoubts } = await read(await writeBankXlsx(questions));
					expect(drafts.map(({ externalId, question }) => ({ externalId, question }))).toEqual(questions);
					expect(drafts.flatMap((d) => d.doubts)).toEqual([]);
					expect(fileDoubts.map((d) => d.value)).toEqual([]);
				}),
				{ numRuns: 40 }
			);
		},
		slow
	);

	it('keeps pictures and sounds, however large, with what is said of them', async () => {
		const medium = {
			id: 'c'.repeat(64),
			kind: 'audio',
			on: 'text',
			alt: 'Đoàn ca',
			width: 0,
			height: 0
		} as const;
		const picture = {
			...medium,
			id: 'd'.repeat(64),
			kind: 'image',
			alt: 'Bản | đồ',
			width: 40,
			height: 30
		} as const;
		const gone = { ...medium, id: 'e'.repeat(64), on: 'explanation', alt: 'Mất' } as const;
		const question = short({ media: [medium, picture, gone] });
		const sound = Buffer.alloc(100_000, 'Đoàn');
		const files = new Map([
			[medium.id as string, { mime: 'audio/mpeg', bytes: sound }],
			[picture.id as string, { mime: 'image/webp', bytes: Uint8Array.of(1, 2, 3) }]
		]);
		const bank = await read(await writeBankXlsx([{ externalId: '', question }], files));
		expect(bank.drafts[0]?.question.media).toEqual([
			{ ...medium, id: 'picture 0' },
			{ ...picture, id: 'picture 1' }
		]);
		expect(bank.drafts[0]?.doubts).toEqual([{ code: 'left_out', field: 'media', value: 'Mất' }]);
		expect(bank.pictures.map((p) => Buffer.from(p))).toEqual([sound, Buffer.of(1, 2, 3)]);
		expect(bank.doubts).toEqual([]);
	});

	it('takes the sample bank through Excel', async () => {
		const { drafts } = await read(bytes(sampleText));
		const again = await read(await writeBankXlsx(drafts));
		expect(again.drafts.map((d) => d.question)).toEqual(drafts.map((d) => d.question));
		expect(again.title).toBe('Bộ câu hỏi');
	});

	it('without questions it is a template, which holds no question', async () => {
		expect(await readBankFile(await writeBankXlsx([]), 'x.xlsx')).toEqual({
			ok: false,
			code: 'file/no_questions'
		});
	});

	it('the codes of questions are not called their numbers, which are others in the bank and in Word', async () => {
		const file = await writeBankXlsx([{ externalId: '30', question: short({}) }]);
		const rows = await readSheet(Buffer.from(file));
		expect(rows.map((row) => row[0])).toEqual(['Mã', '30']);
	});

	it('no cell begins with a sign of a formula', async () => {
		const evil = ['=1+1', '+1', '-1', '@SUM(A1)', "'=x", '-5'];
		const questions = evil.map((text) => ({
			externalId: text,
			question: short({ text, key: text, note: text })
		}));
		const file = await writeBankXlsx(questions);
		const cells = (await readSheet(Buffer.from(file))).flat();
		expect(cells.filter((c) => typeof c === 'string' && /^[=+\-@\t\r]/.test(c))).toEqual([]);
		expect(cells).toContain("'=1+1");
		expect((await read(file)).drafts.map((d) => d.question.text)).toEqual(evil);
	});
});
