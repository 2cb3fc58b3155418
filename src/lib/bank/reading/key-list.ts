/*
 * Lists of keys: `1.C 2.A 3.D`, `Câu 1: D`, tables of numbers and letters.
 */

/** The key of a question by its number, as it stands in a list of keys. */
export interface ListedKey {
	number: number;
	/** One or several letters: `C`, `AC`. */
	letters: string;
	/** Why it is right, where the list says so. */
	why?: string;
}

const entry =
	/\s*(?:câu|question|bài|c|q)?\s*\(?(\d{1,4})\s*[.:)\-–=/|→>]*\s*([A-Fa-f](?:\s*[,&/]?\s*[A-F](?![\p{L}\p{N}]))*)(?!\p{L})(?!\d+\p{L})(?:(?=\d)|(?![\p{L}\p{N}]))\s*[.;,|]*\s*/iuy;

/** The keys of a line that holds nothing else; null for any other line. */
export function readKeyLine(text: string): ListedKey[] | null {
	const keys: ListedKey[] = [];
	const said = text.trim();
	entry.lastIndex = 0;
	while (entry.lastIndex < said.length) {
		const [, number = '', letters = ''] = entry.exec(said) ?? [];
		if (number === '') return null;
		// `A/B` is one or the other: whoever reads it will not understand it.
		keys.push({ number: Number(number), letters: letters.toUpperCase().replace(/[^A-F/]/g, '') });
	}
	return keys.length > 0 ? keys : null;
}

/** A text that is a list of keys, its headings passed over; null when it holds anything else that looks like content. */
export function readKeyText(text: string): ListedKey[] | null {
	const keys: ListedKey[] = [];
	let others = 0;
	for (const line of text.split(/\r\n?|\n/)) {
		const found = readKeyLine(line.replace(/\t/g, ' '));
		if (found) keys.push(...found);
		else if (/\p{L}|\p{N}/u.test(line)) others++;
	}
	return keys.length > 0 && others <= Math.max(3, keys.length / 4) ? keys : null;
}

/**
 * The keys of a table; none where it is for several papers and none of them has this `code`; null for any other table. Cells
 * are `1.C`, a row of numbers over a row of letters, or numbers beside letters.
 */
export function readKeyTable(rows: readonly (readonly string[])[], code = ''): ListedKey[] | null {
	const cells = rows.map((row) => row.map((c) => c.trim()));
	const filled = cells.flat().filter((c) => c !== '');
	if (filled.length < 2) return null;
	const codes = codeColumns(cells);
	if (codes) return codes.includes(code) ? ofCode(cells, codes.indexOf(code)) : [];
	return byTitles(cells) ?? byCell(cells) ?? acrossRows(cells) ?? besideEachOther(cells);
}

const number = (cell: string) => Number(/^(?:câu\s*)?(\d{1,4})\s*[.:)]?$/iu.exec(cell)?.[1] ?? NaN);
const letters = (cell: string) =>
	/^[A-Fa-f](?:\s*[,&/]?\s*[A-Fa-f])*\s*\.?$/u.test(cell) && cell.length <= 8
		? cell.toUpperCase().replace(/[^A-F]/g, '')
		: '';
const isTitle = (cell: string) =>
	cell === '' || /^(?:câu(?: hỏi| số)?|đáp án|đ\/?a|stt|tt|số|question|answer|key|no\.?)$/iu.test(cell);

/** A row for each key under titles, with more beside it: `Câu | Đáp án | Giải thích`. */
function byTitles([titles = [], ...rows]: string[][]): ListedKey[] | null {
	const find = (title: RegExp) => titles.map((cell, c) => (title.test(cell) ? c : -1)).filter((c) => c >= 0);
	const [no, another] = find(/^(?:câu(?: hỏi| số)?|stt|tt|số)$/iu);
	const [key, second] = find(/^(?:đáp án(?: đúng)?|đ\/?a|answer|key)$/iu);
	const others = titles.filter((_, c) => c !== no && c !== key);
	const beside = /^(?:điểm|giải thích|lời giải|hướng dẫn|căn cứ|ghi chú|mức độ|chủ đề|nguồn)/iu;
	const isPlain = another === undefined && second === undefined && others.length > 0;
	if (no === undefined || key === undefined || !isPlain || !others.every((title) => beside.test(title)))
		return null;
	const [why] = find(/^(?:giải thích|lời giải|hướng dẫn|căn cứ|ghi chú)/iu);
	const keys = rows.flatMap((row) => {
		const [at, said] = [number(row[no] ?? ''), letters(row[key] ?? '')];
		return Number.isFinite(at) && said !== ''
			? [{ number: at, letters: said, why: row[why ?? -1] ?? '' }]
			: [];
	});
	return keys.length > 1 && keys.length >= rows.length * 0.8 ? keys : null;
}

/** The codes of papers that a row of titles names: `Câu | 101 | 102`; null when there are none. */
function codeColumns([titles = []]: string[][]): string[] | null {
	const codes = titles
		.slice(1)
		.map((cell) => /^(?:mã(?: đề)?|đề|code)?\s*:?\s*(\d{3,4})$/iu.exec(cell)?.[1] ?? '');
	return isTitle(titles[0] ?? '-') && codes.length > 1 && codes.every((code) => code !== '') ? codes : null;
}

function ofCode(cells: string[][], column: number): ListedKey[] {
	return cells.slice(1).flatMap((row) => {
		const [no, said] = [number(row[0] ?? ''), letters(row[column + 1] ?? '')];
		return Number.isFinite(no) && said !== '' ? [{ number: no, letters: said }] : [];
	});
}

function byCell(cells: string[][]): ListedKey[] | null {
	const keys: ListedKey[] = [];
	for (const cell of cells.flat()) {
		const found = readKeyLine(cell);
		if (found) keys.push(...found);
		else if (!isTitle(cell) && !/^(?:đáp án|mã đề)/iu.test(cell)) return null;
	}
	return keys.length > 1 ? keys.sort((a, b) => a.number - b.number) : null;
}

/** Numbers in one row, their letters in the row below. */
function acrossRows(cells: string[][]): ListedKey[] | null {
	const keys: ListedKey[] = [];
	for (let i = 0; i < cells.length; i++) {
		const row = cells[i] ?? [];
		const below = cells[i + 1] ?? [];
		const columns = [...row.keys()].filter((c) => Number.isFinite(number(row[c] ?? '')));
		if (columns.length === 0 || !row.every((c) => isTitle(c) || Number.isFinite(number(c)))) {
			if (row.every(isTitle)) continue;
			return null;
		}
		// A letter below the title: the letters stand one cell beside their numbers.
		if (row.some((cell, c) => isTitle(cell) && letters(below[c] ?? '') !== '')) return null;
		for (const c of columns) {
			const said = letters(below[c] ?? '');
			if (said !== '') keys.push({ number: number(row[c] ?? ''), letters: said });
			else if ((below[c] ?? '') !== '') return null;
		}
		i++;
	}
	return keys.length > 1 ? keys : null;
}

/** Pairs of columns: number, letter. */
function besideEachOther(cells: string[][]): ListedKey[] | null {
	const keys: ListedKey[] = [];
	for (const row of cells) {
		if (row.every(isTitle)) continue;
		for (let c = 0; c < row.length; c += 2) {
			const no = number(row[c] ?? '');
			const said = letters(row[c + 1] ?? '');
			if (Number.isFinite(no) && said !== '') keys.push({ number: no, letters: said });
			else if (!isTitle(row[c] ?? '') || !isTitle(row[c + 1] ?? '')) return null;
		}
	}
	return keys.length > 1 ? keys.sort((a, b) => a.number - b.number) : null;
}
