import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import { neutralise } from '$lib/bank/cells';

type Options = NonNullable<Parameters<typeof writeExcelFile>[1]>;

export interface Column {
	title: string;
	/** In characters. */
	width: number;
	/** What may be chosen in the column; others may be typed all the same. */
	choices?: string[];
}

/** How far below the last row the choices of a column are offered. */
const spareRows = 1000;

const header: CellObject = {
	fontWeight: 'bold',
	backgroundColor: '#7A1020',
	textColor: '#FFFFFF',
	alignVertical: 'center',
	wrap: true,
	height: 24
};

/** A workbook of one table and sheets of text beside it, the first column of which names what the others say. No cell of it can be taken for a formula. */
export async function writeSpreadsheet(
	sheet: { name: string; columns: Column[]; rows: string[][] },
	others: { name: string; lines: string[][] }[]
): Promise<Uint8Array> {
	const text = (value: string): CellObject => ({
		value: escaped(neutralise(value)),
		type: String,
		format: '@',
		wrap: true,
		alignVertical: 'top'
	});
	const bold = (value: string): CellObject => ({ ...text(value), fontWeight: 'bold' });
	return writeExcelFile(
		[
			{
				sheet: sheet.name,
				data: [
					sheet.columns.map(({ title }) => ({ ...header, value: title })),
					...sheet.rows.map((row) => row.map((value) => (value === '' ? null : text(value))))
				],
				columns: sheet.columns.map(({ width }) => ({ width })),
				stickyRowsCount: 1
			},
			...others.map(({ name: title, lines }) => ({
				sheet: title,
				data: lines.map(([name = '', ...rest]) => [bold(name), ...rest.map(text)]),
				columns: [{ width: 24 }, { width: 90 }],
				showGridLines: false
			}))
		],
		{ fontFamily: 'Calibri', fontSize: 11, features: [choices(sheet.columns, sheet.rows.length + spareRows)] }
	).toBuffer();
}

/** Drop-down lists, which the library leaves to features. They stand behind the sheet's data, as the format demands. */
function choices(columns: Column[], lastRow: number): NonNullable<Options['features']>[number] {
	const lists = columns.flatMap(({ choices }, index) => {
		if (!choices) return [];
		const column = String.fromCharCode(65 + index);
		return `<dataValidation type="list" allowBlank="1" sqref="${column}2:${column}${lastRow}"><formula1>"${choices.join(',')}"</formula1></dataValidation>`;
	});
	const markup = `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
	return {
		files: {
			transform: {
				'xl/worksheets/sheet{id}.xml': {
					transform: (xml, _, { sheetIndex }) =>
						sheetIndex === 0 && lists.length > 0 ? xml.replace('</sheetData>', `</sheetData>${markup}`) : xml
				}
			}
		}
	};
}

/**
 * `_x0041_` is how a workbook writes a character that XML can't hold. A text of one's own that looks so gets its
 * underscore written that way. So do U+FFFD, which the library drops, and the beginning of texts like `constructor`,
 * which it looks up in a plain object.
 */
function escaped(text: string): string {
	const safe = text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replaceAll('\ufffd', '_xFFFD_');
	return safe in {} ? `_x00${safe.charCodeAt(0).toString(16).toUpperCase()}_${safe.slice(1)}` : safe;
}
