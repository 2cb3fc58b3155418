import { joinAccepted } from '$lib/bank/cells';
import { optionTitles } from '$lib/bank/columns';
import { mediaCode, writeMediaCell } from '$lib/bank/media-cell';
import { maxOptions } from '$lib/bank/question';
import type { Sheet } from '$lib/bank/sheet';
import { levelNames, typeNames } from '$lib/bank/words';
import { writeAccepted, writeKey, writeLevel, type BankContent } from './bank-json';
import { encoded, type BankMedia } from './bank-media';
import { writeSpreadsheet, type Column } from './spreadsheet';

const columns: Column[] = [
	{ title: 'Mã', width: 7 },
	{ title: 'Loại', width: 16, choices: Object.values(typeNames) },
	{ title: 'Câu hỏi', width: 60 },
	...optionTitles.map((title) => ({ title, width: 24 })),
	{ title: 'Đáp án', width: 16 },
	{ title: 'Đáp án chấp nhận', width: 24 },
	{ title: 'Giải thích', width: 48 },
	{ title: 'Nguồn', width: 32 },
	{ title: 'Tính đến', width: 12 },
	{ title: 'Chủ đề', width: 22 },
	{ title: 'Mức độ', width: 16, choices: Object.values(levelNames) },
	{ title: 'Nhãn', width: 22 },
	{ title: 'Thời gian', width: 10 },
	{ title: 'Tệp kèm', width: 28 },
	{ title: 'Ghi chú', width: 28 }
];

/** The sheet of files: their bytes in base 64, in as many rows as they need. */
export const filesSheet = 'Tệp kèm';
const filesHelp = 'Hình, âm thanh, video của các câu hỏi. Xin đừng sửa trang này.';
/** A cell holds 32,767 characters. */
const perCell = 32_000;

const help: string[][] = [
	[
		'Cách điền',
		'Mỗi câu hỏi một dòng ở trang “Câu hỏi”. Thứ tự cột tùy ý, nhưng giữ nguyên tên cột ở dòng đầu.'
	],
	[
		'Mã',
		'Số hoặc mã của câu hỏi trong tệp gốc, để khi nhập lại chương trình nhận ra câu ấy; có thể để trống. Số câu trong ngân hàng và trong tệp Word thì đếm theo thứ tự các dòng.'
	],
	[
		'Loại',
		'Trắc nghiệm (một đáp án), Nhiều đáp án, Đúng/Sai, Trả lời ngắn, Điền số hoặc Sắp xếp. Để trống thì chương trình nhận ra Trắc nghiệm, Đúng/Sai và Trả lời ngắn; ba loại kia phải ghi rõ.'
	],
	['Câu hỏi', 'Bắt buộc. Tối đa 2.000 ký tự.'],
	[
		'A … F',
		'Các phương án của câu trắc nghiệm hoặc các mục cần sắp xếp, từ 2 đến 6, điền liền nhau từ cột A theo thứ tự sẽ hiện ra. Câu Đúng/Sai có thể để trống.'
	],
	[
		'Đáp án',
		'Bắt buộc. Trắc nghiệm: chữ cái của phương án đúng (ví dụ C). Nhiều đáp án: mọi chữ cái đúng (A, C). Đúng/Sai: Đúng hoặc Sai. Trả lời ngắn: đáp án mẫu. Điền số: 1945 hoặc kèm sai số 3,14 ± 0,01. Sắp xếp: thứ tự đúng (C-A-B-D).'
	],
	[
		'Đáp án chấp nhận',
		'Chỉ cho câu Trả lời ngắn và Điền số: những cách viết khác cũng được tính đúng, cách nhau bằng dấu chấm phẩy hoặc mỗi cách một dòng (Alt+Enter).'
	],
	['Giải thích, Nguồn', 'Hiện cho thí sinh và người dẫn chương trình sau khi công bố đáp án.'],
	['Chủ đề, Mức độ', 'Dùng để lọc và rút câu hỏi. Mức độ: nhận biết, thông hiểu, vận dụng, vận dụng cao.'],
	[
		'Tính đến',
		'Ngày, tháng hoặc năm mà đáp án còn đúng: 2025, 7/2025, 1/7/2025. Để trống nếu không đổi theo thời gian.'
	],
	['Nhãn', 'Những từ để tìm và gom câu hỏi, cách nhau bằng dấu phẩy.'],
	['Thời gian', 'Số giây trả lời riêng của câu (3 đến 600). Để trống thì theo chặng của cuộc thi.'],
	[
		'Tệp kèm',
		'Hình, âm thanh, video mà câu hỏi đã có khi xuất; nội dung nằm ở trang “Tệp kèm”. Muốn thêm hình mới thì thêm ở trang soạn câu hỏi.'
	],
	['Ghi chú', 'Chỉ người biên soạn thấy.'],
	[
		'Số trong ô',
		'Với đáp án như 1.008 hoặc 3/4, hãy định dạng ô là Văn bản (Text) trước khi gõ để Excel không tự đổi.'
	],
	[
		'Dấu nháy đầu ô',
		'Nội dung bắt đầu bằng = + - @ được xuất kèm dấu nháy đơn phía trước để Excel không hiểu là công thức; khi nhập lại, dấu này tự mất.'
	]
];

/**
 * The bank as our Excel template, filled in, with the bytes of media that are there; without questions, the template itself.
 * Reading it gives the same questions.
 */
export function writeBankXlsx(
	questions: BankContent['questions'],
	media: BankMedia = new Map()
): Promise<Uint8Array> {
	const rows = questions.map(({ externalId, question: q }) => [
		externalId,
		typeNames[q.type],
		q.text,
		...Array.from({ length: maxOptions }, (_, i) => q.options[i] ?? ''),
		writeKey(q),
		joinAccepted(writeAccepted(q)),
		q.explanation,
		q.source,
		q.asOf,
		q.topic,
		writeLevel(q.level),
		q.tags.join('; '),
		q.seconds === null ? '' : String(q.seconds),
		writeMediaCell(q.media),
		q.note
	]);
	const files = [...encoded(media)].flatMap(([id, { base64 }]) =>
		(base64.match(new RegExp(`.{1,${perCell}}`, 'g')) ?? []).map((part) => [mediaCode(id), part])
	);
	return writeSpreadsheet({ name: 'Câu hỏi', columns, rows }, [
		{ name: 'Hướng dẫn', lines: help },
		...(files.length > 0 ? [{ name: filesSheet, lines: [[filesHelp], ...files] }] : [])
	]);
}

/** The files of a workbook of ours, by their codes in their order. */
export function filesIn(sheets: readonly Sheet[]): Map<string, Uint8Array> {
	const parts = new Map<string, string[]>();
	for (const { cells } of sheets.find((s) => s.name === filesSheet)?.rows ?? []) {
		const [code = '', part = ''] = [cells[0]?.text, cells[1]?.text];
		if (part !== '') parts.set(code, [...(parts.get(code) ?? []), part]);
	}
	return new Map([...parts].map(([code, all]) => [code, Buffer.from(all.join(''), 'base64')]));
}
