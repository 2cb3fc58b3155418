import { numberLabel, optionLabel } from './labels';
import { keyLine } from './said-keys';
import type { Piece } from './pieces';

/*
 * What the lines further down tell of the line that is being read.
 */

/** How questions of a document begin: `Câu 12`, a number alone, or with nothing to tell. */
export type Style = 'word' | 'number' | 'none';

export function styleOf(pieces: readonly Piece[]): Style {
	const words = pieces.filter((p) => numberLabel(p.text, null)?.byWord).length;
	const numbers = pieces.filter(
		(p, i) =>
			p.role === 'question' || (numberLabel(p.text, null)?.byWord === false && optionsFollow(pieces, i))
	).length;
	const groups = pieces.filter((p) => optionLabel(p.text)?.index === 0).length;
	if (words > 0 && words >= numbers && words >= groups * 0.3) return 'word';
	if (groups === 0) return areShort(pieces) ? 'number' : 'none';
	return numbers >= Math.max(1, groups * 0.6) ? 'number' : 'none';
}

/** Numbered questions without options: most of their lines ask something, or say the answer. */
function areShort(pieces: readonly Piece[]): boolean {
	const numbered = pieces.filter((p) => numberLabel(p.text, null));
	const asking = numbered.filter((p) => /\?|…|_{3}|\.{4}|→|=>/u.test(p.text));
	return (
		numbered.length > 2 && asking.length >= numbered.length * 0.8 && numbered.length >= pieces.length * 0.3
	);
}

/** Options, or a line that says the key, come before the next number. */
export function optionsFollow(pieces: readonly Piece[], i: number): boolean {
	if (/\s[Aa][.)]\s.*\s[Bb][.)]\s/u.test(pieces[i]?.text ?? '')) return true;
	for (const piece of pieces.slice(i + 1, i + 9)) {
		if (piece.role === 'option' || optionLabel(piece.text)?.index === 0 || piece.auto?.kind === 'letter')
			return true;
		if (keyLine(piece.text) !== null) return true;
		if (numberLabel(piece.text, null)) return false;
	}
	return false;
}

/** Letters that begin the lines up to the next question. */
export function lettersAhead(pieces: readonly Piece[], i: number, style: Style): Set<number> {
	const letters = new Set<number>();
	for (const piece of pieces.slice(i + 1, i + 14)) {
		const label = optionLabel(piece.text);
		if (label) letters.add(label.index);
		else if (piece.role === 'question') break;
		else {
			const number = numberLabel(piece.text, null);
			if (number?.byWord || (number && style === 'number')) break;
		}
	}
	return letters;
}
