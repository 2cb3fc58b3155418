import { answerWay, keyText, letter, optionIndex, type Question } from './question';

/** A piece of a text, in both versions or in one of them. */
export interface Piece {
	kind: 'same' | 'removed' | 'added';
	text: string;
}

/** What became of an option. Its letters are those of the two versions; '' where it is not there. */
export interface OptionDifference {
	kind: 'same' | 'changed' | 'removed' | 'added';
	before: string;
	after: string;
	pieces: Piece[];
	/** Whether it was, and is, a part of the key. */
	right: { before: boolean; after: boolean };
}

/** A part of a question that differs between two versions. */
export type Difference =
	| { field: TextField; kind: 'text'; pieces: Piece[] }
	| { field: 'options'; kind: 'options'; options: OptionDifference[] }
	| { field: 'key'; kind: 'key'; before: string; after: string }
	| { field: 'type' | 'level' | 'seconds'; kind: 'value' };

/** Parts that are texts, or lists of which each line is shown. */
type TextField = Exclude<keyof Question, 'type' | 'level' | 'seconds' | 'options' | 'key'>;

const order = [
	'type',
	'text',
	'options',
	'key',
	'accepted',
	'media',
	'explanation',
	'source',
	'asOf',
	'topic',
	'level',
	'tags',
	'seconds',
	'note'
] as const satisfies readonly (keyof Question)[];

/** What differs between two versions of a question, part by part; empty when they say the same. */
export function differences(before: Question, after: Question): Difference[] {
	return order.flatMap((field) => differenceIn(field, before, after) ?? []);
}

function differenceIn(field: keyof Question, before: Question, after: Question): Difference | null {
	switch (field) {
		case 'type':
		case 'level':
		case 'seconds':
			return before[field] === after[field] ? null : { field, kind: 'value' };
		case 'options': {
			const options = optionDifferences(before, after);
			const stayed = options.every(
				(o) => o.kind === 'same' && o.before === o.after && o.right.before === o.right.after
			);
			return stayed ? null : { field, kind: 'options', options };
		}
		case 'key': {
			const [was, is] = [keyText(before), keyText(after)];
			return was === is ? null : { field, kind: 'key', before: was, after: is };
		}
		default: {
			const [was, is] = [textOf(before, field), textOf(after, field)];
			return was === is ? null : { field, kind: 'text', pieces: textDifference(was, is) };
		}
	}
}

function textOf(question: Question, field: TextField): string {
	switch (field) {
		case 'accepted':
		case 'tags':
			return question[field].join('\n');
		case 'media':
			return question.media.map((m) => m.alt || m.id.slice(0, 8)).join('\n');
		default:
			return question[field];
	}
}

/** Two texts as the words they share and those that only one of them has. */
export function textDifference(before: string, after: string): Piece[] {
	return merged(alignment(words(before), words(after)).map(({ a, b }) => piece(a, b)));
}

/** Words with the space behind them, and the signs between them by themselves. */
const words = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];

function piece(a: string | null, b: string | null): Piece {
	if (a === null) return { kind: 'added', text: b ?? '' };
	return { kind: b === null ? 'removed' : 'same', text: a };
}

/** Neighbouring pieces of a kind as one; a space between two changes is a part of them. */
function merged(pieces: readonly Piece[]): Piece[] {
	const runs: Piece[] = [];
	let [removed, added] = ['', ''];
	const flush = () => {
		if (removed !== '') runs.push({ kind: 'removed', text: removed });
		if (added !== '') runs.push({ kind: 'added', text: added });
		[removed, added] = ['', ''];
	};
	pieces.forEach(({ kind, text }, i) => {
		const between =
			kind === 'same' && /^\s+$/.test(text) && i + 1 < pieces.length && pieces[i + 1]?.kind !== 'same';
		if (kind === 'removed') removed += text;
		else if (kind === 'added') added += text;
		else if (between && (removed !== '' || added !== '')) {
			removed += text;
			added += text;
		} else {
			flush();
			const last = runs.at(-1);
			if (last?.kind === 'same') last.text += text;
			else runs.push({ kind: 'same', text });
		}
	});
	flush();
	return runs;
}

/** The longest common subsequence of two lists: what is in both, in order, and what is left of each. */
function alignment(
	before: readonly string[],
	after: readonly string[]
): { a: string | null; b: string | null }[] {
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
	let [endA, endB] = [before.length, after.length];
	while (endA > start && endB > start && before[endA - 1] === after[endB - 1])
		[endA, endB] = [endA - 1, endB - 1];
	const both = (items: readonly string[]) => items.map((item) => ({ a: item, b: item }));
	return [
		...both(before.slice(0, start)),
		...longestCommon(before.slice(start, endA), after.slice(start, endB)),
		...both(before.slice(endA))
	];
}

function longestCommon(
	before: readonly string[],
	after: readonly string[]
): { a: string | null; b: string | null }[] {
	const width = after.length + 1;
	/** Length of the longest common subsequence of what lies behind each pair of places. */
	const lengths = new Uint16Array((before.length + 1) * width);
	const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
	for (let i = before.length - 1; i >= 0; i -= 1)
		for (let j = after.length - 1; j >= 0; j -= 1)
			lengths[i * width + j] =
				before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
	const pairs: { a: string | null; b: string | null }[] = [];
	for (let i = 0, j = 0; i < before.length || j < after.length;) {
		const [a = null, b = null] = [before[i], after[j]];
		if (a !== null && a === b) {
			pairs.push({ a, b });
			[i, j] = [i + 1, j + 1];
		} else if (a !== null && (b === null || at(i + 1, j) >= at(i, j + 1))) {
			pairs.push({ a, b: null });
			i += 1;
		} else {
			pairs.push({ a: null, b });
			j += 1;
		}
	}
	return pairs;
}

/** Options that stayed are found wherever they stand now; of the others, those in the same place were changed. */
function optionDifferences(before: Question, after: Question): OptionDifference[] {
	const isRight = ({ type, key }: Question, l: string) =>
		l !== '' && answerWay(type) !== 'order' && key.includes(l);
	const staying = new Map<number, number>();
	before.options.forEach((text, i) => {
		const to = after.options.findIndex((other, j) => other === text && ![...staying.values()].includes(j));
		if (to >= 0) staying.set(i, to);
	});
	const taken = new Set(staying.values());
	const gone = before.options.map((_, i) => i).filter((i) => !staying.has(i));
	for (const i of gone)
		if (i < after.options.length && !taken.has(i)) {
			staying.set(i, i);
			taken.add(i);
		}
	const kept = [...staying].map(([i, j]) => difference(i, j));
	const removed = gone.filter((i) => !staying.has(i)).map((i) => difference(i, null));
	const added = after.options.flatMap((_, j) => (taken.has(j) ? [] : [difference(null, j)]));
	const place = (o: OptionDifference) => optionIndex(o.after || o.before) + (o.after === '' ? -0.5 : 0);
	return [...kept, ...removed, ...added].sort((x, y) => place(x) - place(y));

	function difference(i: number | null, j: number | null): OptionDifference {
		const [old = '', now = ''] = [i === null ? '' : before.options[i], j === null ? '' : after.options[j]];
		const letters = { before: i === null ? '' : letter(i), after: j === null ? '' : letter(j) };
		return {
			kind: i === null ? 'added' : j === null ? 'removed' : old === now ? 'same' : 'changed',
			...letters,
			pieces: textDifference(old, now),
			right: { before: isRight(before, letters.before), after: isRight(after, letters.after) }
		};
	}
}
