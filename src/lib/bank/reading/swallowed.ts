import type { Doubt, RawQuestion } from '../draft';

/*
 * The last look at questions that were read from lines: an option that was swallowed by another one, or by the question,
 * leaves traces. They are doubts, whatever the reason was.
 */

/** `… b. ` within an option, and no reference or name: `điểm b) khoản 2`, `cả a) và b)`, `C. Mác`; or a letter that begins a line. */
const hiddenLetter =
	/(?<!(?:^|\s)(?:điểm|mục|khoản|ý|nhóm|hạng|lớp|loại|bảng|hình|phụ lục|vitamin|câu|và|hoặc|cả|ông|bà|anh|chị|em|bạn|cô|chú|bác|văn|thị|công ty|xã|tỉnh|point|item|group|class|type|and|or|dung)|,|\p{Lu}\.)\s[b-fđB-FĐ][.)]\s+(?!M[áa])[\p{L}\p{N}“"(]|\n\s*[([]?[b-fđB-FĐ](?:\s?[.),]|\s)\s*\S/iu;

/** From so many questions on, what most of them have is what is usual. */
const fewest = 8;

/**
 * The questions, with doubts where options may have been run together or torn apart. `inCells`: each option stood in a cell of its
 * own, so that a letter within it is a part of it.
 */
export function withSwallowed<T extends RawQuestion>(questions: readonly T[], inCells = false): T[] {
	const counts = usualCounts(questions.map((q) => q.options.length));
	return questions.map((question) => {
		const found = [...(inCells ? [] : hidden(question)), ...unusual(question, counts)];
		return found.length === 0 ? question : { ...question, doubts: [...question.doubts, ...found] };
	});
}

interface Counts {
	/** How many options most questions have. */
	most: number;
	/** Nearly all of them. */
	nearlyAll: boolean;
}

function usualCounts(counts: readonly number[]): Counts | null {
	const some = counts.filter((n) => n > 2);
	const [most] = [...new Set(some)]
		.map((n) => ({ n, times: some.filter((other) => other === n).length }))
		.sort((a, b) => b.times - a.times);
	if (!most || most.times < fewest || most.times < some.length / 2) return null;
	return { most: most.n, nearlyAll: most.times >= some.length * 0.8 };
}

function hidden({ options, doubts }: RawQuestion): Doubt[] {
	if (doubts.some((d) => d.code === 'letters_off')) return [];
	return options.flatMap((option, i): Doubt[] =>
		hiddenLetter.test(option) ? [{ code: 'letters_off', field: 'options', option: i }] : []
	);
}

/** Fewer options than usual, and something in several lines that may hold one more; or more than usual. */
function unusual({ text, options, doubts }: RawQuestion, counts: Counts | null): Doubt[] {
	const n = options.length;
	if (!counts || n < 2 || n === counts.most || doubts.some((d) => d.code === 'letters_off')) return [];
	const mayHide = options.some((o) => o.includes('\n')) || (n > 2 && text.includes('\n'));
	const isOdd =
		n > counts.most ? counts.nearlyAll : (counts.nearlyAll && mayHide) || (n > 2 && endsInOption(text));
	return isOdd ? [{ code: 'option_count', field: 'options', value: `${n} / ${counts.most}` }] : [];
}

/** A line stands behind the one that asks, and asks nothing. */
function endsInOption(text: string): boolean {
	const lines = text.split('\n');
	return /[?:]\s*$/u.test(lines.at(-2) ?? '') && !/[?:.…”"]\s*$/u.test(lines.at(-1) ?? '');
}
