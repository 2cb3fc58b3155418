import type { Field } from './columns';
import { maxOptions } from './question';
import { withoutSign } from './reading/signs';
import type { Row } from './sheet';

const fewestRows = 3;

/**
 * What the columns hold where no row names them, told by what stands in them: an increasing number, a text, two to six
 * options behind it, and a letter or number that points at one of them, or a sign at one option. Null when that is not plain in
 * nearly every row.
 */
export function guessedFields(rows: readonly Row[]): Map<number, Field> | null {
	const cells = rows
		.map((row) => Array.from(row.cells, (c) => c?.text.trim() ?? ''))
		.filter((row) => row.filter((text) => text !== '').length > 3);
	if (cells.length < fewestRows || cells.length < rows.length * 0.8) return null;
	const columns = Array.from({ length: Math.max(...cells.map((row) => row.length)) }, (_, c) =>
		cells.map((row) => row[c] ?? '')
	);
	const id = columns.findIndex(isCounting);
	const text = columns.findIndex(
		(said, c) => c !== id && nearlyAll(said, (t) => t.length > 7 && /\s/.test(t))
	);
	if (text < 0) return null;
	const key = columns.findLastIndex(
		(said, c) => c > text + 2 && nearlyAll(said, (t) => /^[A-Fa-f1-6]$/.test(t))
	);
	for (const answer of key < 0 ? [undefined] : [key, undefined]) {
		const options = [...columns.keys()]
			.slice(text + 1, answer)
			.filter((c) => columns[c]?.some((t) => t !== ''));
		if (
			options.length < 2 ||
			options.length > maxOptions ||
			!nearlyAll(cells, (row) => points(row, options, answer))
		)
			continue;
		return new Map<number, Field>([
			...(id < 0 || id > text ? [] : [[id, 'id'] as const]),
			[text, 'text'],
			...options.map((c, i) => [c, `option${i}`] as const),
			...(answer === undefined ? [] : [[answer, 'answer'] as const])
		]);
	}
	return null;
}

const nearlyAll = <T>(all: readonly T[], is: (one: T) => boolean) =>
	all.filter(is).length >= all.length * 0.9;

/** Each number is greater than the one above. */
function isCounting(said: readonly string[]): boolean {
	const numbers = said.map((text) => (/^\d+[.)]?$/.test(text) ? parseInt(text) : NaN));
	return nearlyAll([...numbers.keys()], (i) => (numbers[i] ?? NaN) > (numbers[i - 1] ?? -1));
}

/** The row says which of its options is right. */
function points(row: readonly string[], options: readonly number[], answer: number | undefined): boolean {
	const own = options.map((c) => row[c] ?? '');
	if (answer === undefined) return own.filter((option) => withoutSign(option) !== null).length === 1;
	const said = (row[answer] ?? '').toLowerCase();
	return (own[/\d/.test(said) ? Number(said) - 1 : said.charCodeAt(0) - 97] ?? '') !== '';
}
