import { searchForm } from '../normal';
import { figureLines } from './figures';
import { readKeyTable, type ListedKey } from './key-list';
import type { Block, Line, Run, Table } from './passage';
import { plain, slice, textOf, trim } from './rich';
import { optionLabel } from './labels';

/** A line of the document, tables taken apart, with what is known of it before its words are looked at. */
export interface Piece {
	place: number;
	/** Automatic numbering stands in it as text. */
	runs: Run[];
	text: string;
	/** How many characters of the text were made by automatic numbering, and of which kind that is. */
	auto: { length: number; kind: 'letter' | 'number' | 'other'; depth: number } | null;
	heading: boolean;
	/** An empty line stands above. */
	apart: boolean;
	/** What the column of a table says it is; `row`: a row of a table that is shown. */
	role: 'question' | 'option' | 'key' | 'explanation' | 'source' | 'topic' | 'level' | 'row' | null;
	/** A table of keys; then there is nothing else. */
	keys: ListedKey[] | null;
}

/** The document as pieces in the order in which people read it. Empty lines are left out. */
export function piecesOf(blocks: readonly Block[]): Piece[] {
	const pieces: Piece[] = [];
	let apart = false;
	let columns: Columns | null = null;
	/** The last row of a table with columns: the next page may go on with it. */
	let open: Line[][] | null = null;
	const code = codeOf(blocks);
	const add = (piece: Piece) => {
		const own = piece.text.slice(piece.auto?.length ?? 0);
		if (own.trim() === '' && piece.keys === null && !piece.runs.some((r) => r.object)) {
			apart = true;
			return;
		}
		pieces.push({ ...piece, apart });
		apart = false;
	};
	const close = () => {
		if (open && columns) rowPieces(open, columns).forEach(add);
		open = null;
	};
	blocks.forEach((block, i) => {
		if ('line' in block) {
			const piece = pieceOf(block.line);
			if (piece.text.trim() !== '') close();
			add(piece);
			return;
		}
		apart = true;
		const table = readTableOf(block.table, { above: columns, code, behind: blocks.slice(i + 1, i + 13) });
		if ('rows' in table) {
			for (const row of table.rows) {
				if (open && columns && goesOn(row, table.columns)) {
					open = open.map((cell, c) => [...cell, ...(row[c] ?? [])]);
					continue;
				}
				close();
				columns = table.columns;
				open = row;
			}
		} else {
			close();
			columns = table.keys ? columns : null;
			table.pieces.forEach(add);
		}
		apart = true;
	});
	close();
	return withListedOptions(pieces);
}

/**
 * Where no line has a letter, and numbered lines have numbered lines below them, those below are options.
 */
function withListedOptions(pieces: Piece[]): Piece[] {
	if (pieces.some((p) => optionLabel(p.text)?.index === 0)) return pieces;
	const depth = (p: Piece | undefined) => (p?.auto?.kind === 'number' ? p.auto.depth : -1);
	const isOption = (p: Piece, i: number) =>
		depth(p) > 0 && pieces.slice(0, i).some((above) => depth(above) === 0);
	if (pieces.filter(isOption).length < 4) return pieces;
	return pieces.map((p, i) => {
		if (!isOption(p, i)) return p;
		const runs = slice(p.runs, p.auto?.length ?? 0);
		return { ...p, runs, text: textOf(runs), auto: null, role: 'option' };
	});
}

/** Which of several papers the document is: `Mã đề thi: 103`; '' where it names none or several. */
function codeOf(blocks: readonly Block[]): string {
	const lines = blocks.flatMap((block) => ('line' in block ? [block.line] : block.table.rows.flat(2)));
	const codes = lines.flatMap(
		({ runs }) => /mã đề(?: thi)?\s*:?\s*(\d{3,4})(?!\d)/iu.exec(textOf(runs))?.[1] ?? []
	);
	return new Set(codes).size === 1 ? (codes[0] ?? '') : '';
}

/** A row of a table that numbers its rows, without a number: it goes on with the row above. */
function goesOn(row: Line[][], columns: Columns): boolean {
	const cellOf = (wanted: ColumnRole) => row[[...columns].find(([, role]) => role === wanted)?.[0] ?? -1];
	const number = cellOf('number');
	if (number === undefined || cellText(number) !== '') return false;
	// The number may have slipped into the cell of the question.
	const [first] = cellOf('question') ?? [];
	return first === undefined || !/^\s*\d{1,4}\s*$/.test(cellText([first]));
}

const cellText = (cell: Line[]) =>
	cell
		.map((l) => `${l.label} ${textOf(l.runs)}`.trim())
		.join('\n')
		.trim();

function pieceOf(line: Line, role: Piece['role'] = null): Piece {
	const { place, heading, runs } = line;
	const bullet = !/[\p{L}\p{N}]/u.test(line.label);
	const label = bullet ? '' : `${line.label} `;
	const script = scriptOf(textOf(runs));
	const whole = [...plain(label), ...runs].map((r) => ({
		...r,
		text: latin(r.text.normalize('NFC'), script)
	}));
	const letter = /^[([]?[A-Za-z][.):\]]*$/.test(line.label);
	const number = /^[([]?\d+(?:\.\d+)*[.):\]/]*$/.test(line.label);
	return {
		place,
		runs: whole,
		text: textOf(whole),
		auto: bullet
			? null
			: { length: label.length, kind: letter ? 'letter' : number ? 'number' : 'other', depth: line.depth },
		heading,
		apart: false,
		role,
		keys: null
	};
}

/** Cyrillic letters that look like Latin ones, typed by mistake or to cheat a search. */
const lookAlike: Record<string, string> = {
	А: 'A',
	В: 'B',
	С: 'C',
	Е: 'E',
	а: 'a',
	с: 'c',
	е: 'e',
	о: 'o',
	О: 'O',
	х: 'x'
};

const alike = /[АВСЕасеоОх]/gu;

/** The script of a line, as far as signs of it look like Latin ones. */
function scriptOf(line: string): 'eastern' | 'cyrillic' | 'latin' {
	if (/[\u3040-\u30ff\u3400-\u9fff]/u.test(line)) return 'eastern';
	return /[\u0400-\u04ff]/u.test(line.replace(alike, '')) ? 'cyrillic' : 'latin';
}

/** The text with letters and signs that look Latin as Latin ones, unless the line is written in another script. */
function latin(said: string, script: ReturnType<typeof scriptOf>): string {
	// Where words may be parted is not seen.
	const text = said.replaceAll('\u00ad', '');
	if (script === 'eastern') return text;
	const narrow = text.replace(/[\uff01-\uff5e]/gu, (wide) =>
		String.fromCharCode(wide.charCodeAt(0) - 0xfee0)
	);
	return script === 'cyrillic' ? narrow : narrow.replace(alike, (sign) => lookAlike[sign] ?? sign);
}

/** Which column of a table holds what. */
type Columns = Map<number, ColumnRole>;
type ColumnRole =
	'number' | 'options' | `option${number}` | Exclude<NonNullable<Piece['role']>, 'option' | 'row'>;

const titles: [ColumnRole, RegExp][] = [
	['number', /^(?:stt|tt|so|cau|cau so|so cau|no|#)$/],
	['question', /^(?:noi dung(?: cau hoi.*)?|cau hoi(?: trac nghiem)?|de bai|question(?: text)?)$/],
	['options', /^(?:cac )?(?:phuong an(?: tra loi| lua chon)?|lua chon|dap an lua chon|options|choices)$/],
	['key', /^(?:dap an(?: dung)?|phuong an dung|tra loi|cau tra loi|answer|key|correct(?: answer)?)$/],
	['explanation', /^(?:giai thich|loi giai|dien giai|explanation)$/],
	['source', /^(?:nguon|can cu|trich dan|tham chieu|source|reference)(?: .*)?$/],
	['topic', /^(?:chu de|chuyen de|linh vuc|topic|category)$/],
	['level', /^(?:muc do|do kho|level)$/]
];

type ReadTable = { rows: Line[][][]; columns: Columns } | { pieces: Piece[]; keys: boolean };

/** What a table is: a list of keys, a row for each question, something that a question shows, or a way to place things. */
function readTableOf(
	table: Table,
	{ above, code, behind }: { above: Columns | null; code: string; behind: readonly Block[] }
): ReadTable {
	const rows = table.rows.map((row) => row.map(cellText));
	const first = table.rows[0]?.[0]?.[0]?.place ?? 0;
	const keys = readKeyTable(rows, code);
	const titles = rows[0]?.join(' ').slice(0, 60) ?? '';
	if (keys) return { pieces: [{ ...pieceOf(emptyLine(first)), text: titles, keys }], keys: true };
	const header = columnsOf(rows[0] ?? []);
	if (header) return { rows: table.rows.slice(1), columns: header };
	const same = above ? rows.filter((r) => r.length === widest(above)).length : 0;
	if (above && same * 2 >= rows.length)
		return { rows: table.rows.map((row) => withoutExtra(row, widest(above))), columns: above };
	const figure = figureLines(table, behind);
	return {
		pieces: figure ? figure.map((line) => pieceOf(line, 'row')) : table.rows.flatMap(layoutPieces),
		keys: false
	};
}

/** A row that has more cells than columns, without the empty ones. */
function withoutExtra(row: Line[][], columns: number): Line[][] {
	const filled = row.filter((cell) => cellText(cell) !== '');
	return row.length > columns && filled.length <= columns ? filled : row;
}

const emptyLine = (place: number): Line => ({
	place,
	label: '',
	depth: -1,
	continues: false,
	heading: false,
	runs: []
});
const widest = (columns: Columns) => Math.max(...columns.keys()) + 1;

/** The columns that a row of titles names; null when it names no question, or nothing to answer it with. */
function columnsOf(row: string[]): Columns | null {
	const columns: Columns = new Map();
	row.forEach((cell, index) => {
		const title = searchForm(cell)
			.replace(/[^\p{L}\p{N}#]+/gu, ' ')
			.trim();
		const option = /^(?:(?:phuong an|dap an|lua chon|option|answer) )?([a-f])$/.exec(title)?.[1];
		const role = option
			? (`option${option.charCodeAt(0) - 97}` as const)
			: titles.find(([, t]) => t.test(title))?.[0];
		if (role !== undefined && ![...columns.values()].includes(role)) columns.set(index, role);
	});
	const roles = [...columns.values()];
	const answered = roles.some((r) => r === 'key' || r === 'options' || r.startsWith('option'));
	return roles.includes('question') && answered ? columns : null;
}

function rowPieces(row: Line[][], columns: Columns): Piece[] {
	const pieces: Piece[] = [];
	const cellOf = (role: ColumnRole) => row[[...columns].find(([, r]) => r === role)?.[0] ?? -1] ?? [];
	const said = (cell: Line[]) =>
		cell.filter((l) => textOf(l.runs).trim() !== '' || l.runs.some((r) => r.object));
	const [firstLine, ...moreLines] = said(cellOf('question'));
	const inCell = /^\s*(\d{1,4})\s*$/.exec(firstLine ? cellText([firstLine]) : '')?.[1];
	const number = /\d+/.exec(cellText(cellOf('number')))?.[0] ?? inCell;
	const question = firstLine && inCell === undefined ? [firstLine, ...moreLines] : moreLines;
	question.forEach((line, i) => {
		const piece = pieceOf(line, i === 0 ? 'question' : null);
		const label = i === 0 && number !== undefined ? `${number}. ` : '';
		pieces.push({ ...piece, runs: [...plain(label), ...piece.runs], text: label + piece.text });
	});
	for (const line of said(cellOf('options'))) pieces.push(pieceOf(line, 'option'));
	for (let i = 0; i < 6; i++) {
		const [line, ...more] = said(cellOf(`option${i}`));
		if (!line) continue;
		pieces.push({ ...pieceOf({ ...line, label: `${String.fromCharCode(65 + i)}.` }, 'option') });
		for (const next of more) pieces.push(pieceOf(next));
	}
	for (const role of ['key', 'explanation', 'source', 'topic', 'level'] as const)
		for (const line of said(cellOf(role))) pieces.push(pieceOf(line, role));
	return pieces;
}

const onlyLabel = /^\s*(?:(?:câu|question)\s*\d+|\d{1,4}|[*#]?[A-Fa-f])\s*[.:)/]*\s*$/iu;

/** A row whose cells only place things: cell by cell; a label of its own goes before the text beside it. */
function layoutPieces(row: Line[][]): Piece[] {
	const pieces: Piece[] = [];
	let label: Piece | null = null;
	for (const cell of row) {
		for (const line of cell) {
			let piece = pieceOf(line);
			if (label) {
				const runs = [
					...trim(label.runs),
					...plain(/[.:)/]\s*$/.test(label.text) ? ' ' : '. '),
					...piece.runs
				];
				piece = { ...piece, place: label.place, runs, text: textOf(runs), auto: label.auto };
				label = null;
			}
			if (cell.length === 1 && onlyLabel.test(piece.text) && cell !== row.at(-1)) label = piece;
			else pieces.push(piece);
		}
	}
	return label ? [...pieces, label] : pieces;
}
