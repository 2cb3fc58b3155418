import { letter } from './question';
import { optionLabel } from './reading/labels';
import { plain, textOf } from './reading/rich';
import { withoutSign } from './reading/signs';
import { splitOptions } from './reading/split';

/*
 * What stands within a cell of a sheet: options with their letters and signs, several of them, accepted answers, texts that
 * look like formulas.
 */

/** The option without the letter before it. */
export const withoutLetter = (option: string) => option.slice(optionLabel(option)?.length ?? 0);

/** Options whose column is their letter, without the letter that they say once more. */
export function withoutLetters(options: string[]): string[] {
	const isLettered = options.every((o, i) => o.trim() === '' || optionLabel(o)?.index === i);
	return isLettered ? options.map(withoutLetter) : options;
}

/** The options that stand below the question in its own cell; null when there are none. */
export function optionsWithin(text: string): { text: string; options: string } | null {
	const lines = text.split('\n');
	const first = lines.findIndex((line, i) => i > 0 && optionLabel(line)?.index === 0);
	const isList = first > 0 && lines.slice(first).some((line) => optionLabel(line)?.index === 1);
	return isList ? { text: lines.slice(0, first).join('\n'), options: lines.slice(first).join('\n') } : null;
}

/** The one option with a sign at it, `Hà Nội (đúng)` or `*Hà Nội`, and the options without the sign. */
export function markedOption(options: string[]): { options: string[]; key: string } | null {
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
export function splitAccepted(text: string): string[] {
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
