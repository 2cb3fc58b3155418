import { headerOf, type Column, type Field } from './columns';
import type { FileDoubt, RawQuestion } from './draft';
import { readQuizSheet } from './formats/kahoot';
import { withSwallowed } from './reading/swallowed';
import { searchForm } from './normal';
import type { Header, Row, Sheet } from './sheet';
import { readTable, type MatchedByHand, type TableReading } from './table';

/** The questions of a workbook, and how the columns of its first table were matched. */
export interface SheetsReading {
	questions: RawQuestion[];
	columns?: Column[];
	doubts: FileDoubt[];
}

/**
 * Reads every sheet that names its columns; where none does, the first one with several columns, whose columns somebody has to
 * match. Rows are counted through all of them. Null when no sheet is a table.
 */
export function readSheets(sheets: readonly Sheet[], byHand?: MatchedByHand): SheetsReading | null {
	for (const { rows } of sheets) {
		const quiz = byHand ? null : readQuizSheet(rows);
		if (quiz) return { questions: quiz.questions, doubts: quiz.ignored.map(ignoredColumn) };
	}
	const read = sheets.flatMap(tablesOf).map((sheet) => ({ ...sheet, ...readTable(sheet.rows, byHand) }));
	const named = read.filter((t) => t.named);
	const [first] = named.length > 0 ? named : read.filter((t) => t.columns.length > 1);
	if (!first) return null;
	const tables = named.length > 0 ? named : [first];
	const known = first.named || first.questions.length > 0;
	return {
		questions: tables.length === 1 ? withSwallowed(first.questions, true) : throughAll(tables),
		columns: first.columns,
		doubts: [
			...(known ? [] : [{ code: 'columns_unknown' as const, place: null, value: '' }]),
			...(first.guessed ? [{ code: 'columns_guessed' as const, place: null, value: '' }] : []),
			...[...new Set(tables.flatMap((t) => t.ignored))].map(ignoredColumn),
			...tables.flatMap((t) => t.loose),
			...read.filter((t) => !tables.includes(t) && hasContent(t)).map(({ name }) => ignoredSheet(name))
		]
	};
}

/** The tables that stand below each other in a sheet, each with titles of its own. */
function tablesOf({ name, rows }: Sheet): Sheet[] {
	const header = headerOf(rows);
	const next = header ? rows.find((row) => row.number > header.row && isOtherHeader(row, header)) : undefined;
	if (!next) return [{ name, rows }];
	const at = rows.indexOf(next);
	return [{ name, rows: rows.slice(0, at) }, ...tablesOf({ name, rows: rows.slice(at) })];
}

function isOtherHeader(row: Row, { titles }: Header<Field>): boolean {
	const other = headerOf([row]);
	return other !== null && [...other.titles].some(([index, title]) => titles.get(index) !== title);
}

/** Questions of several sheets, each called by its sheet and row: `Chương 2!15`. */
function throughAll(tables: readonly (Sheet & TableReading)[]): RawQuestion[] {
	const last = new Map<string, number>();
	for (const { name, rows } of tables) last.set(name, rows.at(-1)?.number ?? 0);
	const before = new Map(
		[...last.keys()].map((name, i, names) => [
			name,
			names.slice(0, i).reduce((sum, n) => sum + (last.get(n) ?? 0), 0)
		])
	);
	return tables.flatMap(({ name, questions }) => {
		return withSwallowed(questions, true).map((question) => ({
			...question,
			place: (before.get(name) ?? 0) + question.place,
			label: last.size > 1 ? `${name}!${question.place}` : question.label
		}));
	});
}

/** Something stands there that may be more than a remark. */
const hasContent = ({ name, rows }: Sheet) =>
	!/^(?:huong dan|ghi chu|instruction|guide|help|read ?me)/.test(searchForm(name)) &&
	rows.filter((r) => r.cells.filter((c) => c && c.text.trim() !== '').length > 1).length > 1;

const ignoredColumn = (value: string): FileDoubt => ({ code: 'column_ignored', place: null, value });
const ignoredSheet = (value: string): FileDoubt => ({ code: 'sheet_ignored', place: null, value });
