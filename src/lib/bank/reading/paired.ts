import { unread } from '../draft';
import type { ReadQuestion } from './document';
import type { Piece } from './pieces';
import { isRow, slice, textOf, trim } from './rich';
import { written } from './written';

/**
 * Documents without numbers and options, a question and its answer on one line: the question set in bold, the answer
 * not. Each of them is doubtful: nothing but the looks says where the answer begins.
 */
export function pairedLines(pieces: readonly Piece[]): ReadQuestion[] {
	const pairs = pieces.map((piece) => ({ piece, at: splitAt(piece) })).filter((p) => p.at > 0);
	if (pairs.length < 3 || pairs.length < pieces.length * 0.4) return [];
	return pairs.map(({ piece, at }) => ({
		...unread,
		place: piece.place,
		text: written([trim(slice(piece.runs, 0, at))]).text,
		answer: written([trim(slice(piece.runs, at))]).text,
		type: 'short',
		doubts: [{ code: 'answer_on_line', field: 'key' }],
		pictures: []
	}));
}

/** Where the bold question ends and the plain answer begins; 0 where there is no such place. */
function splitAt({ runs }: Piece): number {
	if (isRow(runs)) return 0;
	let at = 0;
	let ended = false;
	for (const run of runs) {
		const empty = run.text.trim() === '';
		if (!empty && run.bold && ended) return 0;
		if (!empty && !run.bold && !ended) {
			if (at === 0) return 0;
			ended = true;
		}
		if (!ended) at += run.text.length;
	}
	return ended && textOf(runs).slice(0, at).trim().length > 5 ? at : 0;
}
