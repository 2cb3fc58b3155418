import { columnsOf, headerOf, type Column, type Field } from './columns';
import { withCountedKeys, withNamedKeys } from './counted-keys';
import type { FileDoubt, RawQuestion } from './draft';
import { guessedFields } from './guessed-columns';
import { maxOptions } from './question';
import { questionsOf, withoutLabels } from './rows';
import { textAt, type Row } from './sheet';
import { readKey } from './words';

/** A sheet with a question a row, and how its columns were matched. */
export interface TableReading {
	questions: RawQuestion[];
	/** Titles of the columns that mean nothing to us. */
	ignored: string[];
	columns: Column[];
	/** Whether a row names the columns. Without one they are guessed, or nothing is read until somebody says what they hold. */
	named: boolean;
	guessed: boolean;
	/** Rows that are no questions. */
	loose: FileDoubt[];
}

/** What somebody says of the columns: by index, null for nothing. */
export type MatchedByHand = ReadonlyMap<number, Field | null>;

/** Reads the questions of a sheet whose columns are named in one row, in any order, or matched by hand. */
export function readTable(rows: Row[], byHand: MatchedByHand = new Map()): TableReading {
	const header = headerOf(rows);
	const guess = header ? null : guessedFields(rows);
	const columns = columnsOf(rows, header).map((c) => ({
		...c,
		field: byHand.get(c.index) ?? (byHand.has(c.index) ? null : (guess?.get(c.index) ?? c.field))
	}));
	const places = new Map(
		columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index] as const]))
	);
	const below = rows.filter((r) => r.number > (header?.row ?? 0) && says(r, places));
	const [first] = below;
	const isTitled = (row: Row) =>
		header ? repeats(row, header.titles) : row === first && byHand.size > 0 && !isKeyed(row, places);
	const asked = below.filter((row) => !isTitled(row) && (guess ? isWhole(row, places) : asks(row, places)));
	const questions = places.has('text')
		? withNamedKeys(withCountedKeys(withoutLabels(questionsOf(asked, places))))
		: [];
	const ignored = columns.filter((c) => c.field === null && c.title !== '').map((c) => c.title);
	const loose = below
		.filter((row) => !asked.includes(row) && !isTitled(row))
		.map((row): FileDoubt => ({ code: 'text_ignored', place: row.number, value: rowText(row) }));
	return { questions, ignored, columns, named: header !== null, guessed: guess !== null, loose };
}

/** Something of a question stands in the row; a number alone is printed in empty ones, too. */
function says({ cells }: Row, places: ReadonlyMap<Field, number>): boolean {
	return cells.some((cell, index) => cell && cell.text.trim() !== '' && index !== places.get('id'));
}

/** The cell of the key holds a key, and no title of a column that nobody knew. */
function isKeyed(row: Row, places: ReadonlyMap<Field, number>): boolean {
	const said = (field: Field) => textAt(row, places.get(field));
	const options = Array.from({ length: maxOptions }, (_, i) => said(`option${i}`)).filter((o) => o !== '');
	return (
		options.length === 0 || said('answer') === '' || 'key' in readKey('multiple', said('answer'), options)
	);
}

/** The titles stand there again. */
function repeats({ cells }: Row, titles: ReadonlyMap<number, string>): boolean {
	return [...titles].every(([index, title]) => cells[index]?.text.trim() === title);
}

/** More than a heading or a signature stands in the row: a cell alone asks nothing, unless it is the question's own. */
function asks(row: Row, places: ReadonlyMap<Field, number>): boolean {
	const filled = [...row.cells.keys()].filter((index) => textAt(row, index) !== '');
	const [only] = filled;
	if (filled.length > 1) return true;
	if (only !== undefined && only === places.get('options')) return true;
	return only === places.get('text') && /[?:…]$/u.test(textAt(row, only));
}

/** The row has a question and something to answer it with: where no row names the columns, others are none. */
function isWhole(row: Row, places: ReadonlyMap<Field, number>): boolean {
	const has = (field: Field) => textAt(row, places.get(field)) !== '';
	return has('text') && has('option0') && has('option1');
}

const rowText = ({ cells }: Row) =>
	cells
		.flatMap((c) => c?.text.trim() || [])
		.join(' | ')
		.slice(0, 60);
