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

/** A cell that nothing takes for a formula. */
function text(value: string): CellObject {
	return { value: escaped(neutralise(value)), type: String, format: '@', wrap: true, alignVertical: 'top' };
}

/** What a figure counts: whole things, a measure to a tenth or a hundredth, a share. */
const numberFormats = { whole: '0', tenths: '0.0', hundredths: '0.00', percent: '0 %' } as const;

/** One table on a sheet of its own, laid out to be printed on A4 across the whole width. */
export interface PrintedTable {
	name: string;
	/** Lines above the table, the first as its title. */
	above: string[];
	columns: { title: string; width: number; as?: keyof typeof numberFormats }[];
	/** Null: empty. `good`: set apart by its colour, beside what it says. */
	rows: (string | number | null | { text: string; good: boolean })[][];
	landscape: boolean;
}

/** A workbook of tables with figures as figures. No cell of it can be taken for a formula. */
export async function writeTables(tables: PrintedTable[]): Promise<Uint8Array> {
	return writeExcelFile(
		tables.map(({ name, above, columns, rows, landscape }) => ({
			sheet: name,
			data: [
				...above.map((line, i) => [{ ...text(line), wrap: false, ...(i === 0 && titleLook) }]),
				columns.map(({ title }) => ({
					...header,
					...text(title),
					wrap: true,
					alignVertical: 'center' as const
				})),
				...rows.map((row) => row.map((value, i) => figure(value, columns[i]?.as)))
			],
			columns: columns.map(({ width }) => ({ width })),
			stickyRowsCount: above.length + 1,
			...(landscape && { orientation: 'landscape' as const })
		})),
		{
			fontFamily: 'Calibri',
			fontSize: 11,
			features: [onWholePages(tables)]
		}
	).toBuffer();
}

const titleLook = { fontWeight: 'bold', fontSize: 14 } as const;

function figure(
	value: PrintedTable['rows'][number][number],
	as: keyof typeof numberFormats = 'whole'
): CellObject | null {
	if (value === null || value === '') return null;
	if (typeof value === 'number')
		return { value, type: Number, format: numberFormats[as], alignVertical: 'top' };
	if (typeof value === 'string') return text(value);
	return { ...text(value.text), backgroundColor: value.good ? '#E4F2E7' : '#FBE9E7' };
}

/** Every column within the width of the page, the head of the table on each page: left to features by the library. */
function onWholePages(tables: PrintedTable[]): NonNullable<Options['features']>[number] {
	const titles = tables.map(({ name, above }, i) => {
		const row = above.length + 1;
		return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${name.replaceAll("'", "''")}'!$${row}:$${row}</definedName>`;
	});
	return {
		files: {
			transform: {
				'xl/worksheets/sheet{id}.xml': {
					transform: (xml, _, { sheetIndex }) => {
						const orientation = tables[sheetIndex]?.landscape ? 'landscape' : 'portrait';
						const setup = `<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`;
						return xml
							.replace(/<pageSetup[^>]*\/>/, '')
							.replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
							.replace('</worksheet>', `${setup}</worksheet>`);
					}
				},
				'xl/workbook.xml': {
					transform: (xml) =>
						xml.replace('</sheets>', `</sheets><definedNames>${titles.join('')}</definedNames>`)
				}
			}
		}
	};
}

/** A workbook of one table and sheets of text beside it, the first column of which names what the others say. No cell of it can be taken for a formula. */
export async function writeSpreadsheet(
	sheet: { name: string; columns: Column[]; rows: string[][] },
	others: { name: string; lines: string[][] }[]
): Promise<Uint8Array> {
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
