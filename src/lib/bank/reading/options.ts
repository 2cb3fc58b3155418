import { lettersAhead } from './ahead';
import type { Asked } from './asked';
import { numberLabel, optionLabel } from './labels';
import type { Paper } from './paper';
import type { Run } from './passage';
import type { Piece } from './pieces';
import { behindLabel, slice, textOf, trim } from './rich';
import { isSignBetween } from './signs';
import { splitOptions, type Segment } from './split';

/*
 * Lines that begin with the letter of an option, or hold several of them.
 */

/** A line of the stem; the options may begin in it. */
export function readStem(paper: Paper, runs: Run[], i: number): void {
	const { current } = paper;
	if (!current) return;
	const [stem, ...options] = splitOptions(runs, null, lettersAhead(paper.pieces, i, paper.style));
	if (stem && (textOf(stem.runs).trim() !== '' || stem.runs.some((r) => r.object)))
		current.stem.push(trim(stem.runs));
	for (const option of options) addOption(paper, option);
}

/** Reads the line as an option, or as several; false when it is none. */
export function readOption(paper: Paper, piece: Piece, i: number): boolean {
	const { current } = paper;
	const have = current?.options.length ?? 0;
	const bare = isBareOption(paper, piece, i, have);
	const label = optionLabel(piece.text, bare);
	const listed = piece.auto?.kind === 'letter';
	if (!label && piece.role !== 'option') return false;
	const ahead = lettersAhead(paper.pieces, i, paper.style);
	if (!label) {
		if (!current || have >= 6) return false;
		const lettered = current.options.some((o) => o.lettered);
		// Among options with letters, a line without one goes on with the option above.
		if (lettered && (have >= 4 || ahead.has(have))) return false;
		if (lettered) current.lettersOff = true;
		addOption(paper, { runs: piece.runs, label: [], index: have, sign: false, upper: true }, false);
		return true;
	}
	if (
		label.index === 0 &&
		paper.waiting.length === 0 &&
		!listed &&
		current &&
		current.options.length > 0 &&
		label.upper &&
		!current.options[0]?.upper
	)
		if (!paper.isWhole() || ahead.has(1)) optionsToStem(current);
	const options = paper.current?.options ?? [];
	const used = options.some((o) => o.index === label.index);
	const starts =
		label.index === 0 && (options.length >= 2 || paper.current === null || paper.waiting.length > 0);
	if (starts && isPartOfAnswer(paper, label.upper)) return false;
	if (starts && startsAnew(paper, piece, ahead)) {
		// A question without a number of its own.
	} else if (!paper.current) return false;
	else if (listed || label.index === options.length) {
		// The next letter. An automatic one may have gone on counting from somewhere else.
		if (label.index !== options.length) paper.current.lettersOff = true;
	} else if (used || label.index > options.length + 2 || (options.length === 0 && label.index > 1)) {
		const doubled =
			used && label.index === options.at(-1)?.index && !ahead.has(options.length) && paper.into === 'option';
		if (!doubled) return false;
		paper.current.lettersOff = true;
	}
	const now = paper.current;
	if (!now) return false;
	if (isSignBetween(piece.text)) now.lettersOff = true;
	// What waited for a question was more of the option above.
	if (now.options.length > 0)
		for (const { runs } of paper.waiting.splice(0)) now.options.at(-1)?.lines.push(trim(runs));
	const index = listed || now.lettersOff ? now.options.length : label.index;
	const runs = behindLabel(piece.runs, label.length);
	const own = piece.auto ? [] : slice(piece.runs, 0, label.length);
	const begun = { index, upper: label.upper, delimiter: label.delimiter };
	const segments = splitOptions(runs, begun, ahead, new Set(now.options.map((o) => o.index)));
	segments.forEach((segment, n) =>
		addOption(
			paper,
			n === 0 ? { ...segment, label: own, index, sign: label.starred, upper: label.upper } : segment
		)
	);
	return true;
}

/** Where questions are numbered, letters behind an answer list what the law says, or what is wrong with each option. */
function isPartOfAnswer({ style, into, current }: Paper, upper: boolean): boolean {
	if (style === 'none' || !current) return false;
	if (into === 'explanation' || into === 'source' || into === 'note') return true;
	return (
		current.keys.length > 0 && (current.loose.length === 0 || (!upper && current.options[0]?.upper === true))
	);
}

/** `A Hà Nội` without a dot is an option where the letters around it go on. */
function isBareOption(paper: Paper, piece: Piece, i: number, have: number): boolean {
	const label = optionLabel(piece.text, true);
	if (!label || label.delimiter !== ' ' || label.index !== have) return false;
	const next = paper.pieces.slice(i + 1, i + 4).some((p) => optionLabel(p.text, true)?.index === have + 1);
	const before =
		have > 0 &&
		paper.into === 'option' &&
		paper.current?.options.every((o) => o.upper === label.upper) === true;
	return have === 0 ? label.upper && next && paper.current !== null : before;
}

/** The letters begin again: the lines above, behind the last option, are the stem of another question. */
function startsAnew(paper: Paper, piece: Piece, ahead: Set<number>): boolean {
	const { current } = paper;
	const last = current?.options.at(-1);
	const listed = piece.auto?.kind === 'letter';
	const noStem = paper.waiting.length === 0 && current?.loose.length === 0 && (last?.lines.length ?? 0) < 2;
	if (listed && noStem && paper.style !== 'none') return false;
	if (!ahead.has(1) && !/\s[Bb][.)]\s/u.test(piece.text) && !listed) return false;
	const stem = paper.waiting;
	paper.waiting = [];
	let lines = stem.map((p) => p.runs);
	let place = stem[0]?.place ?? piece.place;
	if (lines.length === 0 && current && paper.into === 'option') {
		lines = last?.lines.splice(1) ?? [];
		place = piece.place;
	} else if (lines.length === 0 && current && current.loose.length > 0) lines = current.loose.splice(0);
	paper.close();
	const [first = [], ...others] = lines.map(trim);
	// `256 - 256 = ?` has no number before it.
	const label = /^\s*\d{1,4}\s*[-–]/u.test(textOf(first)) ? null : numberLabel(textOf(first), null);
	const begun = paper.start({ ...piece, place }, label);
	begun.stem.push(
		...[label ? trim(behindLabel(first, label.length)) : first, ...others].filter((l) => l.length > 0)
	);
	// Without numbers, what stands in several lines may be more than the question.
	begun.damaged = paper.style !== 'none' || lines.length > 1;
	return true;
}

function optionsToStem(current: Asked): void {
	for (const { label, lines } of current.options.splice(0))
		current.stem.push([...label, ...(lines[0] ?? [])], ...lines.slice(1));
	current.lettersOff = false;
}

function addOption(paper: Paper, { runs, label, index, sign, upper }: Segment, lettered = true): void {
	paper.current?.options.push({ index, label, lettered, lines: [trim(runs)], sign, upper });
	paper.into = 'option';
}
