import { describe, expect, it } from 'vitest';
import { unsaid, type Question } from '$lib/bank/question';
import { readBankFile } from './bank-file';
import { writeBankDocx, type KeyPlace } from './bank-docx';

const questions: Question[] = [
	{
		...unsaid,
		type: 'single',
		text: 'Thủ đô của Việt Nam là?',
		options: ['Huế', 'Hà Nội', 'Đà Nẵng'],
		key: 'B'
	},
	{
		...unsaid,
		type: 'single',
		text: 'H_(2)O là gì?\nChọn câu trả lời:',
		options: ['nước', '$x^2$', 'lửa'],
		key: 'A',
		explanation: 'Hai nguyên tử hydro.\nMột nguyên tử oxy.',
		source: 'SGK Hóa 8',
		asOf: '2025',
		topic: 'Hóa học',
		level: 'recall',
		seconds: 20,
		note: 'xem lại'
	},
	{ ...unsaid, type: 'true_false', text: 'Trái đất quay.', options: ['Đúng', 'Sai'], key: 'A' },
	{
		...unsaid,
		type: 'short',
		text: 'Ai viết Tắt đèn?',
		options: [],
		key: 'Ngô Tất Tố',
		accepted: ['Tố', 'Ngô Tố']
	},
	{ ...unsaid, type: 'number', text: 'Pi bằng bao nhiêu?', options: [], key: '3.14±0.01' },
	{
		...unsaid,
		type: 'multiple',
		text: 'Số nào chẵn? (Chọn nhiều đáp án)',
		options: ['1', '2', '3', '4'],
		key: 'BD'
	},
	{ ...unsaid, type: 'single', text: 'Câu cuối?', options: ['a', 'b', 'c', 'd'], key: 'C' }
];
const bank = {
	title: 'Ngân hàng thử',
	language: 'vi',
	note: '',
	questions: questions.map((question) => ({ externalId: '', question }))
};

async function back(keys: KeyPlace, content = bank) {
	const read = await readBankFile(await writeBankDocx(content, new Map(), keys), 'x.docx');
	if (!read.ok) throw new Error(read.code);
	return read;
}

describe('a bank as a Word document', () => {
	it('with keys below reads back equal', async () => {
		const { drafts } = await back('below');
		expect(drafts.map((d) => d.question)).toEqual(questions);
		expect(drafts.flatMap((d) => d.doubts)).toEqual([]);
	});

	it('with a table of keys at the end reads back with every key', async () => {
		const choices = questions.filter((q) => q.options.length > 0);
		const { drafts } = await back('end', {
			...bank,
			questions: choices.map((question) => ({ externalId: '', question }))
		});
		expect(drafts.map((d) => d.question.key)).toEqual(choices.map((q) => q.key));
	});

	it('without keys says none of them', async () => {
		const { drafts } = await back('none');
		expect(drafts.map((d) => d.question.key)).toEqual(questions.map(() => ''));
		expect(drafts.map((d) => d.question.explanation).join('')).toBe('');
	});

	it('speaks English where the bank does', async () => {
		const { drafts } = await back('below', { ...bank, language: 'en' });
		expect(drafts[0]).toMatchObject({ label: 'Question 1', doubts: [] });
		expect(drafts.map((d) => d.question.key)).toEqual(questions.map((q) => q.key));
	});
});
