import { withCountedKeys, withNamedKeys } from './counted-keys';
import { columnsOf, headerOf, type Column, type Field, type TextField } from './columns';
import { guessedFields } from './guessed-columns';
import { unread, type Doubt, type FileDoubt, type RawQuestion } from './draft';
import { letter, maxOptions } from './question';
import { readMediaCell } from './media-cell';
import { numberLabel, optionLabel } from './reading/labels';
import { plain, textOf } from './reading/rich';
import { withoutSign } from './reading/signs';
import { splitOptions } from './reading/split';
import type { Cell, Row } from './sheet';
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
function isKeyed({ cells }: Row, places: ReadonlyMap<Field, number>): boolean {
	const said = (field: Field) => cells[places.get(field) ?? -1]?.text.trim() ?? '';
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
function asks({ cells }: Row, places: ReadonlyMap<Field, number>): boolean {
	const filled = [...cells.keys()].filter((index) => (cells[index]?.text.trim() ?? '') !== '');
	const [only] = filled;
	if (filled.length > 1) return true;
	if (only !== undefined && only === places.get('options')) return true;
	return only === places.get('text') && /[?:…]\s*$/u.test(cells[only ?? -1]?.text ?? '');
}

/** `Câu 12: …` in nearly every cell of questions is their number. */
function withoutLabels(questions: RawQuestion[]): RawQuestion[] {
	const isStopped = (text: string, said: string) => /^\s*[.:)/–-]/u.test(text.trimStart().slice(said.length));
	const labels = questions.map(({ text }) => {
		const label = numberLabel(text, null);
		return label?.byWord && isStopped(text, label.said) ? label : null;
	});
	const isLabelled = labels.filter((label) => label !== null).length >= questions.length * 0.8;
	if (!isLabelled) return questions;
	return questions.map((question, i) => {
		const label = labels[i];
		if (!label) return question;
		return {
			...question,
			label: label.said,
			id: question.id || String(label.number || ''),
			text: question.text.slice(label.length)
		};
	});
}

/** A question a row; where its options stand below each other, the rows without a question go on with the one above. */
function questionsOf(rows: readonly Row[], places: ReadonlyMap<Field, number>): RawQuestion[] {
	const textOf = (row: Row, field: Field) => row.cells[places.get(field) ?? -1]?.text.trim() ?? '';
	const below = (row: Row) => textOf(row, 'text') === '' && textOf(row, 'options') !== '';
	if (!rows.some(below)) return rows.map((row) => readRow(row, places));
	const groups: Row[][] = [];
	for (const row of rows) {
		const last = groups.at(-1);
		if (last && below(row)) last.push(row);
		else groups.push([row]);
	}
	return groups.flatMap((group) => {
		const [first] = group;
		if (!first) return [];
		const read = readRow(
			{ ...first, cells: first.cells.with(places.get('options') ?? 0, undefined) },
			places
		);
		const lines = group.map((row) => textOf(row, 'options')).filter((line) => line !== '');
		const keys = group.map((row) => textOf(row, 'answer'));
		const isTick = (said: string) => /^(?:x|đúng|true|1|[✓✔☑✅√*])$/iu.test(said);
		const ticked = group.length > 1 && keys.every((said) => said === '' || isTick(said));
		const right = keys.flatMap((said, i) => (said === '' ? [] : [letter(i)])).join(', ');
		return [
			{
				...read,
				options:
					group.length > 1
						? lines.map((line) => withoutLetter(line))
						: optionsOfCell(lines.join('\n')).options,
				answer: ticked ? right : (keys.find((said) => said !== '') ?? '')
			}
		];
	});
}

const withoutLetter = (option: string) => option.slice(optionLabel(option)?.length ?? 0);

/** The row has a question and something to answer it with: where no row names the columns, others are none. */
function isWhole({ cells }: Row, places: ReadonlyMap<Field, number>): boolean {
	const has = (field: Field) => (cells[places.get(field) ?? -1]?.text.trim() ?? '') !== '';
	return has('text') && has('option0') && has('option1');
}

const rowText = ({ cells }: Row) =>
	cells
		.flatMap((c) => c?.text.trim() || [])
		.join(' | ')
		.slice(0, 60);

function readRow({ number, cells }: Row, columns: ReadonlyMap<Field, number>): RawQuestion {
	const doubts: Doubt[] = [];
	const cell = (field: Field): Cell | undefined => cells[columns.get(field) ?? -1];
	const text = (field: TextField): string => {
		const found = cell(field);
		if (found?.doubt && field !== 'id')
			doubts.push({ code: found.doubt, field: field === 'answer' ? 'key' : field, value: found.text });
		return restore(found?.text ?? '');
	};
	const optionAt = (field: Field, option: number): string => {
		const found = cell(field);
		if (found?.doubt) doubts.push({ code: found.doubt, field: 'options', option, value: found.text });
		return restore(found?.text ?? '');
	};
	const own = withoutLetters(Array.from({ length: maxOptions }, (_, i) => optionAt(`option${i}`, i)));
	const wrong = Array.from({ length: maxOptions - 1 }, (_, i) => optionAt(`wrong${i}`, i + 1)).filter(
		(o) => o.trim() !== ''
	);
	const asked = text('text');
	const inText = own.every((o) => o.trim() === '') && !cell('options') ? optionsWithin(asked) : null;
	const together = inText?.options ?? restore(cell('options')?.text ?? '');
	const answer = text('answer');
	const media = readMediaCell(text('media'));
	for (const value of media.unread) doubts.push({ code: 'left_out', field: 'media', value });
	// The right answer in full beside the wrong ones: it is the first option.
	const beside = wrong.length > 0 && own.every((o) => o.trim() === '');
	const marked = together.trim() === '' && answer.trim() === '' ? markedOption(own) : null;
	const cellOptions =
		together.trim() === '' ? { options: marked?.options ?? own, off: false } : optionsOfCell(together);
	if (cellOptions.off) doubts.push({ code: 'letters_off', field: 'options' });
	// Where letters are off, one of them may mean another option than it seems to.
	const unsure = cellOptions.off && /^\s*[A-Fa-f]\s*[.)]?\s*$/.test(answer);
	if (unsure) doubts.push({ code: 'key_not_understood', field: 'key', value: answer.trim() });
	return {
		...unread,
		place: number,
		id: text('id'),
		type: text('type'),
		text: inText?.text ?? asked,
		options: beside ? [answer, ...wrong] : cellOptions.options,
		answer: marked ? marked.key : unsure ? '' : beside && answer.trim() !== '' ? 'A' : answer,
		accepted: splitAccepted(text('accepted')),
		explanation: text('explanation'),
		source: text('source'),
		asOf: text('asOf'),
		topic: text('topic'),
		level: text('level'),
		tags: text('tags'),
		seconds: text('seconds'),
		media: media.media,
		note: text('note'),
		doubts
	};
}

/** Options whose column is their letter, without the letter that they say once more. */
function withoutLetters(options: string[]): string[] {
	const isLettered = options.every((o, i) => o.trim() === '' || optionLabel(o)?.index === i);
	return isLettered ? options.map(withoutLetter) : options;
}

/** The options that stand below the question in its own cell; null when there are none. */
function optionsWithin(text: string): { text: string; options: string } | null {
	const lines = text.split('\n');
	const first = lines.findIndex((line, i) => i > 0 && optionLabel(line)?.index === 0);
	const isList = first > 0 && lines.slice(first).some((line) => optionLabel(line)?.index === 1);
	return isList ? { text: lines.slice(0, first).join('\n'), options: lines.slice(first).join('\n') } : null;
}

/** The one option with a sign at it, `Hà Nội (đúng)` or `*Hà Nội`, and the options without the sign. */
function markedOption(options: string[]): { options: string[]; key: string } | null {
	const signed = options.map((option) => withoutSign(option));
	const right = signed.flatMap((text, i) => (text === null ? [] : [i]));
	const [only] = right;
	if (only === undefined || right.length > 1) return null;
	return { options: options.map((option, i) => signed[i] ?? option), key: letter(only) };
}

/** Options that stood in one cell. `off`: their letters are missing, doubled or out of order, so that a letter says nothing. */
export interface CellOptions {
	options: string[];
	off: boolean;
}

/** The options of one cell: by their letters, else a line each, else between semicolons or bars. */
export function optionsOfCell(text: string): CellOptions {
	const lines = text.split('\n').filter((l) => l.trim() !== '');
	if (lines.some((l) => optionLabel(l)?.index === 0)) return byLetters(lines);
	const parts =
		lines.length > 1
			? lines.map((l) => l.replace(/^\s*[-•*+]\s+/, ''))
			: text.split(text.includes('|') ? '|' : ';');
	return { options: parts.map((o) => o.trim()), off: lines.some((l) => optionLabel(l) !== null) };
}

function byLetters(lines: string[]): CellOptions {
	const options: string[] = [];
	let off = false;
	for (const line of lines) {
		const label = optionLabel(line);
		const last = options.length - 1;
		const begins = label !== null && (label.index === options.length || label.index > last);
		if (!begins) {
			if (options.length === 0) off = true;
			else options[last] = `${options[last] ?? ''}\n${line.trim()}`;
			continue;
		}
		off ||= label.index !== options.length;
		const begun = { index: label.index, upper: label.upper, delimiter: label.delimiter };
		for (const part of splitOptions(plain(line.slice(label.length)), begun, new Set()))
			options.push(textOf(part.runs).trim());
	}
	return { options, off };
}

/** One answer a line; without a line break they are separated by semicolons. */
function splitAccepted(text: string): string[] {
	return text.split(text.includes('\n') ? '\n' : ';');
}

/** The other way round: a line break after a single answer says that its semicolons separate nothing. */
export function joinAccepted(accepted: string[]): string {
	return accepted.join('\n') + (accepted.length === 1 && accepted[0]?.includes(';') ? '\n' : '');
}

/** A text that no spreadsheet takes for a formula, not even after it was saved as CSV: `=1+1` → `'=1+1`. */
export function neutralise(text: string): string {
	return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Takes back {@link neutralise}. */
export function restore(text: string): string {
	return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** Titles of the columns that hold options: A … F. */
export const optionTitles = Array.from({ length: maxOptions }, (_, i) => letter(i));
