import { isTail } from './headings';
import { numberLabel, optionLabel, remarkLabel } from './labels';
import { plainRun, type Block, type Line, type Run, type Table } from './passage';
import { textOf } from './rich';
import { keyLine } from './said-keys';

/*
 * Tables that a question shows: figures to read, a matrix of truth, a timetable. Other tables are a way to place things, and
 * say what stands in them by letters, numbers and words.
 */

/** Parts the cells of a row that stands on one line. */
const between: Run = { ...plainRun, text: ' | ', object: 'cell' };

/** From so many cells on, what has no letters can't be the options of a question. */
const tooManyForOptions = 7;

/** The rows of a table that a question shows, a line for each; null for any other table. `behind`: what comes after the table. */
export function figureLines(table: Table, behind: readonly Block[]): Line[] | null {
	const rows = table.rows.filter((row) => row.some(isFilled));
	const isTable = rows.some((row) => row.filter(isFilled).length > 1);
	if (!isTable || rows.some(isLabelled) || mayBeOptions(rows, behind)) return null;
	return rows.map(joined);
}

const cellText = (cell: readonly Line[]) => cell.map((line) => textOf(line.runs).trim()).join(' ');
const isFilled = (cell: readonly Line[]) =>
	cell.some(({ runs }) => textOf(runs).trim() !== '' || runs.some((r) => r.object !== null));

/** Cells of this row say what they are, or what the cell beside them is. */
function isLabelled(row: Line[][]): boolean {
	const filled = row.filter(isFilled);
	const texts = filled.map((cell) => cellText(cell).trim());
	if (/^\d{1,3}[.)]?$/.test(texts[0] ?? '') && /\p{L}{2}/u.test(texts[1] ?? '')) return true;
	return filled.flat().some(saysWhatItIs) || lettersBeside(texts);
}

function saysWhatItIs({ label, runs }: Line): boolean {
	const text = textOf(runs).trim();
	return (
		/[\p{L}\p{N}]/u.test(label) ||
		optionLabel(text) !== null ||
		isNumbered(text) ||
		keyLine(text) !== null ||
		remarkLabel(text) !== null ||
		isTail(text)
	);
}

/** `Câu 2:`, `2. Ai …`; and neither `10 - 20` nor `3/4`. */
function isNumbered(text: string): boolean {
	const number = numberLabel(text, null);
	return number !== null && (number.byWord || /^\D?\d+[.:)\]/].*\p{L}{2}/u.test(text));
}

/** `A` in one cell, the option in the next, and so on through the row. */
function lettersBeside(texts: readonly string[]): boolean {
	const isLetter = (text: string | undefined) => /^[*#]?[A-Fa-f]$/.test(text ?? '');
	return (
		texts.length % 2 === 0 && texts.length > 0 && texts.every((text, c) => isLetter(text) === (c % 2 === 0))
	);
}

/** So few cells that they may be options without letters: in one row, or with one that is marked; and no letters come behind. */
function mayBeOptions(rows: readonly Line[][][], behind: readonly Block[]): boolean {
	const cells = rows.flat().filter(isFilled);
	if (cells.length >= tooManyForOptions || lettersFollow(behind)) return false;
	const isMarked = (r: Run) => r.bold || r.underline || r.highlight || r.colour !== '';
	const marked = cells.filter((cell) => cell.some(({ runs }) => runs.some(isMarked)));
	return rows.length === 1 || marked.length === 1;
}

/** Options with letters come before the next question. */
function lettersFollow(blocks: readonly Block[]): boolean {
	const lines = blocks.flatMap((block) => ('line' in block ? [block.line] : block.table.rows.flat(2)));
	for (const { label, runs } of lines) {
		const text = `${label} ${textOf(runs)}`.trim();
		if (optionLabel(text)?.index === 0) return true;
		if (numberLabel(text, null)) return false;
	}
	return false;
}

/** A row as a line; an empty cell keeps its place. */
function joined(row: Line[][]): Line {
	const lines = row.flat();
	const runs = row.flatMap((cell, c) => [
		...(c > 0 ? [between] : []),
		...cell.flatMap((line, i) => (i > 0 ? [{ ...plainRun, text: ' ' }, ...line.runs] : line.runs))
	]);
	return { place: lines[0]?.place ?? 0, label: '', depth: -1, continues: false, heading: false, runs };
}
