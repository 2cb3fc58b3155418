import { readLevel } from '../words';
import type { Level } from '../question';

/*
 * Lines that part the document and belong to no question.
 */

/** A part of the document. */
export interface Heading {
	/** What it says the questions below are about; '' for nothing. */
	topic: string;
	/** How difficult it says they are. */
	level: Level | '';
}

const enumerator = /^(?:[*•+–-]\s*|(?:[IVX]{1,5}|\d{1,2}|[A-H])\s*[.:)\-–]\s*)/u;
const numbered =
	/^(phần|chương|chủ đề|chuyên đề|chapter|part|section|unit|mục|test|đề(?: số)?|vòng|lượt|gói)(?: thi)?\s*(?:thứ\s+)?(?:[IVX]{1,5}|\d{1,3}|một|hai|ba|bốn|năm|[A-D])(?![\p{L}\p{N}])/iu;
const named =
	/^(?:phần (?:thi|dành|trắc nghiệm|tự luận|câu hỏi)|lĩnh vực|mức độ|dạng|nhóm câu|trắc nghiệm|tự luận|câu hỏi (?:phụ|dự phòng|dành)|chủ đề|chuyên đề)(?![\p{L}])/iu;

/** `PHẦN II. …`, `Chương 3 …`, `II. THÔNG HIỂU`, `DÀNH CHO KHÁN GIẢ`; null for any other line. */
export function sectionHeading(text: string): Heading | null {
	const said = text.trim();
	const rest = said.replace(enumerator, '');
	const isListed = rest !== said;
	const [, word = ''] = numbered.exec(rest) ?? [];
	const level = levelOf(rest);
	if (word !== '')
		return { topic: /^(?:chương|chủ đề|chuyên đề|chapter|unit)$/iu.test(word) ? said : '', level };
	if (level !== '' || (isListed && named.test(rest)) || isCapitals(rest)) return { topic: '', level };
	return null;
}

function levelOf(text: string): Level | '' {
	const name = text
		.replace(/^(?:phần|mức độ|mức|các câu|câu hỏi)\s*:?\s*/giu, '')
		.replace(/\s*[(:.–-].*$/u, '')
		.trim();
	return name.length > 30 ? '' : (readLevel(name) ?? '');
}

function isCapitals(text: string): boolean {
	const letters = text.replace(/[^\p{L}]/gu, '');
	const words = text.match(/\p{L}{2,}/gu) ?? [];
	return words.length > 1 && letters.length > 7 && text.length < 100 && letters === letters.toUpperCase();
}

/** The end of a paper, and what stands below it: `--- HẾT ---`, `Nơi nhận:`, signatures. */
export function isTail(text: string): boolean {
	const said = text.trim();
	return (
		/^[-–—=_*.~\s]*(?:hết|the end)[-–—=_*.~!\s]*$/iu.test(said) ||
		/^(?:nơi nhận|nơi gửi)\s*:/iu.test(said) ||
		/^\(?\s*(?:cán bộ coi thi|giám thị|thí sinh không (?:được )?(?:sử dụng|dùng))/iu.test(said) ||
		/^(?:T\s*\/?\s*M|KT|TL|TUQ)\s*\.\s*\p{Lu}/u.test(said) ||
		/^(?:người (?:ra đề|soạn|biên soạn|duyệt|lập)|tổ trưởng|hiệu trưởng|bí thư|ban tổ chức)\s*(?:\(.*\))?$/iu.test(
			said
		)
	);
}

/** What a page has at its edge: `Trang 1/3 - Mã đề 132`. */
export function isPageLine(text: string): boolean {
	return /^\s*(?:ID\s*:\s*\d+|clear my choice|[-–—=_*~]{3,}|(?:trang|page)\s*\d+\s*(?:\/\s*\d+)?(?:\s*[-–|].{0,60})?|mã đề(?: thi)?\s*:?\s*\d{2,4}(?:\s*[-–|].{0,60})?)\s*$/iu.test(
		text
	);
}

/** The number of a page alone: `- 2 -`. */
export function isPageNumber(text: string): boolean {
	return /^\s*[-–—]\s*\d{1,3}\s*[-–—]\s*$/u.test(text);
}

/** A line that is the address of a page. */
export function isAddress(text: string): boolean {
	return /^\s*(?:https?:\/\/|www\.)\S+\s*$/iu.test(text);
}

/** A line that says which law or book it is from: `Khoản 1 Điều 2 Luật …`, `(Theo Điều 5 …)`, `SGK Lịch sử 12, trang 45`. */
export function isCitation(text: string): boolean {
	return /^\s*[*(“"]?\s*(?:(?:điểm|khoản|điều|mục|chương)\s+(?:\d{1,4}[a-zđ]?|[IVXL]{1,5}|[a-zđ])(?![\p{L}])|(?:theo|trích|căn cứ|xem)\s|sgk(?![\p{L}])|sách giáo khoa|quy định của pháp luật)/iu.test(
		text
	);
}

/** The numbers of the questions that a text is for: `Đọc đoạn sau và trả lời các câu từ 4 đến 6`; null for any other line. */
export function sharedBy(text: string): number[] | null {
	const [, said] =
		/^\s*[*•–-]?\s*(?:sử dụng|dựa vào|đọc|căn cứ|dùng|cho|xem|quan sát)(?![\p{L}]).{0,90}?(?:trả lời|làm|giải)\s+(?:các |những )?(?:câu(?:\s*hỏi)?\s*)?(?:từ\s*)?((?:câu\s*)?\d.{0,40}?)\s*(?::|\.|$)/iu.exec(
			text
		) ?? [];
	if (said === undefined) return null;
	const numbers = (said.match(/\d+/g) ?? []).map(Number);
	const [first = 0, last = 0] = numbers;
	const isRange =
		numbers.length === 2 && /\d\s*(?:đến|tới|-|–|→)/iu.test(said) && last > first && last - first < 30;
	return isRange ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : numbers;
}

/** The header of a list of keys: `ĐÁP ÁN`, `BẢNG ĐÁP ÁN`. */
export function isKeyHeading(text: string): boolean {
	return /^[\s*\-–]*(?:phần\s+|bảng\s+|[IVX]+[.)]\s*)?(?:đáp\s*án|answers?(?:\s+key)?|keys?)(?:\s+(?:trắc nghiệm|tham khảo|đề|phần|môn|các câu|answers?).{0,40})?\s*[:.]?\s*$/iu.test(
		text
	);
}

/** Marks of programs for question banks, such as `[<br>]`. */
export function isBankMarkup(text: string): boolean {
	return /^\s*\[<\/?\p{L}+\d*>\]/u.test(text);
}
