import { searchForm } from './normal';

/** A cell of a spreadsheet as people see it. */
export interface Cell {
	text: string;
	/** Why what people meant may be another thing: 1.008 typed and kept as 1,008; a fraction kept as a date; #REF!. */
	doubt?: 'doubtful_number' | 'doubtful_date' | 'cell_error';
}

export interface Row {
	/** As the spreadsheet numbers it, from 1. */
	number: number;
	/** By column; a hole where nothing is. */
	cells: (Cell | undefined)[];
}

/** What stands in the row's cell of this column; '' for nothing, and for no column. */
export function textAt({ cells }: Row, column: number | undefined): string {
	return cells[column ?? -1]?.text.trim() ?? '';
}

/** A sheet of a workbook, or a table that came alone. */
export interface Sheet {
	/** '' for a table that came alone. */
	name: string;
	rows: Row[];
}

/** Which column holds what. */
export interface Header<Field extends string> {
	/** Row of the header. */
	row: number;
	columns: Map<Field, number>;
	/** Titles of the columns that mean nothing to us. */
	unknown: string[];
	/** The title of each column that has one. */
	titles: Map<number, string>;
}

const rowsToSearch = 20;

/** The first row that names all `needed` columns, or enough for `needed`; titles above it are passed over. Null when there is none. */
export function findHeader<Field extends string>(
	rows: Row[],
	fieldOf: (title: string) => Field | null,
	needed: Field[] | ((columns: ReadonlyMap<Field, number>) => boolean)
): Header<Field> | null {
	for (const { number, cells } of rows.slice(0, rowsToSearch)) {
		const columns = new Map<Field, number>();
		const unknown: string[] = [];
		const titles = new Map<number, string>();
		cells.forEach((cell, index) => {
			const title = cell?.text.trim() ?? '';
			if (title === '') return;
			titles.set(index, title);
			const field = fieldOf(titleForm(title));
			if (field === null || columns.has(field)) unknown.push(title);
			else columns.set(field, index);
		});
		const isHeader =
			typeof needed === 'function' ? needed(columns) : needed.every((field) => columns.has(field));
		if (isHeader) return { row: number, columns, unknown, titles };
	}
	return null;
}

/** The rows under the header that have something in them. */
export function rowsBelow(rows: Row[], header: Header<string>): Row[] {
	return rows.filter((r) => r.number > header.row && r.cells.some((c) => c && c.text.trim() !== ''));
}

/** `ĐÁP ÁN (*):` → `dap an`. */
export function titleForm(title: string): string {
	return searchForm(title)
		.replace(/\(.*?\)/g, ' ')
		.replace(/[^\p{L}\p{N}/#]+/gu, ' ')
		.trim();
}
