import type { Run } from './passage';

/*
 * The key of a question by the looks of its options: bold, underlined, coloured, highlighted, or with a sign before it.
 * What looks different for another reason must not be taken for a key, so every kind of mark is judged over the whole
 * document first.
 */

export const markKinds = ['sign', 'highlight', 'colour', 'underline', 'bold'] as const;
export type MarkKind = (typeof markKinds)[number];

/** An option as far as its looks go. */
export interface MarkedOption {
	/** The letter as it was typed; nothing where it was numbered automatically. */
	label: readonly Run[];
	text: readonly Run[];
	/** A star or tick stands at it. */
	sign: boolean;
}

export type MarkReading =
	/** None of the options looks different. */
	| { kind: 'none' }
	/** Indexes of the options that are marked, by which marks. `sure`: nothing speaks against it. */
	| { kind: 'marked'; options: number[]; by: MarkKind[]; sure: boolean }
	/** Marks that mean a key elsewhere in the document say different things here. */
	| { kind: 'contradiction'; said: { by: MarkKind; options: number[] }[] };

/** What the marks of each question say, seen together. */
export function readMarks(questions: readonly (readonly MarkedOption[])[]): MarkReading[] {
	const all = questions.map(
		(options) => new Map(markKinds.map((kind) => [kind, markedBy(kind, options)] as const))
	);
	const noise = noisyKinds(all, questions);
	const usual = markKinds.filter((kind) => rateOf(kind, all) >= 0.5);
	return all.map((sets, q) => readOne(sets, questions[q] ?? [], noise, usual));
}

interface Marked {
	/** Options of which most, or the letter, is marked. */
	full: number[];
	/** A part of whose text is marked. */
	partial: number[];
}

function markedBy(kind: MarkKind, options: readonly MarkedOption[]): Marked {
	if (kind === 'sign') return { full: options.flatMap((o, i) => (o.sign ? [i] : [])), partial: [] };
	const usual = kind === 'colour' ? usualColour(options) : '';
	const has = (run: Run) =>
		kind === 'colour'
			? isVivid(run.colour) && run.colour !== usual
			: kind === 'highlight'
				? run.highlight
				: run[kind];
	const full: number[] = [];
	const partial: number[] = [];
	options.forEach(({ label, text }, i) => {
		const share = shareOf(text, has);
		if (share >= 0.6 || (shareOf(label, has) > 0.5 && share > 0.01) || onlyLabel(label, text, has))
			full.push(i);
		else if (share > 0.04) partial.push(i);
	});
	return { full, partial };
}

const onlyLabel = (label: readonly Run[], text: readonly Run[], has: (run: Run) => boolean) =>
	shareOf(label, has) > 0.5 && shareOf(text, has) <= 0.01;

/** The share of the letters and digits that have it. */
function shareOf(runs: readonly Run[], has: (run: Run) => boolean): number {
	let all = 0;
	let those = 0;
	for (const run of runs) {
		const size = run.text.replace(/[\s.,;:)]/g, '').length;
		all += size;
		if (has(run)) those += size;
	}
	return all === 0 ? 0 : those / all;
}

/** The colour that most of the options have, if it is one. */
function usualColour(options: readonly MarkedOption[]): string {
	const sizes = new Map<string, number>();
	for (const { text } of options) {
		const own = new Map<string, number>();
		for (const run of text) own.set(run.colour, (own.get(run.colour) ?? 0) + run.text.trim().length);
		const [most] = [...own].sort(([, a], [, b]) => b - a);
		if (most) sizes.set(most[0], (sizes.get(most[0]) ?? 0) + 1);
	}
	const [most] = [...sizes].sort(([, a], [, b]) => b - a);
	return most && most[1] * 2 > options.length ? most[0] : '';
}

/** A colour, and not a shade of black or grey. */
export function isVivid(colour: string): boolean {
	const parts = /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(colour);
	if (!parts) return false;
	const values = parts.slice(1).map((hex) => parseInt(hex, 16));
	return Math.max(...values) - Math.min(...values) >= 0x48;
}

type Sets = ReadonlyMap<MarkKind, Marked>;

/** The share of the questions in which this marks one option. */
const rateOf = (kind: MarkKind, all: readonly Sets[]) =>
	all.filter((s) => s.get(kind)?.full.length === 1).length / Math.max(1, all.length);

/** Whether the marks set some of the options apart from the others. */
const tells = ({ full }: Marked, options: number) => full.length > 0 && full.length < options;

/**
 * Kinds that do not mean a key in this document: often on several options of a question, or mostly elsewhere than a kind
 * that is on one option of nearly every question.
 */
function noisyKinds(all: readonly Sets[], questions: readonly (readonly MarkedOption[])[]): Set<MarkKind> {
	const noisy = new Set<MarkKind>();
	const ranked = markKinds.filter((k) => k !== 'sign').sort((a, b) => rateOf(b, all) - rateOf(a, all));
	for (const kind of markKinds) {
		if (kind === 'sign') continue;
		const better = ['sign' as const, ...ranked].find(
			(k) => k !== kind && rateOf(k, all) >= 0.6 && rateOf(k, all) > rateOf(kind, all)
		);
		if (!better) continue;
		let together = 0;
		let same = 0;
		all.forEach((sets, q) => {
			const [a, b] = [sets.get(kind), sets.get(better)];
			const n = questions[q]?.length ?? 0;
			if (!a || !b || !tells(a, n) || !tells(b, n)) return;
			together++;
			if (equal(a.full, b.full)) same++;
		});
		if (together >= 4 && same / together < 0.7) noisy.add(kind);
	}
	return noisy;
}

function readOne(
	sets: Sets,
	options: readonly MarkedOption[],
	noise: ReadonlySet<MarkKind>,
	usual: readonly MarkKind[]
): MarkReading {
	const said = markKinds.flatMap((by) => {
		const marked = sets.get(by);
		return marked && !noise.has(by) && tells(marked, options.length) ? [{ by, options: marked.full }] : [];
	});
	const [first, ...others] = said;
	if (!first) {
		const partly = markKinds.flatMap((by) => {
			const { full = [], partial = [] } = sets.get(by) ?? {};
			return !noise.has(by) && full.length === 0 && partial.length === 1 ? [{ by, options: partial }] : [];
		});
		const [part] = partly;
		const agreed = part && partly.every((p) => equal(p.options, part.options));
		return agreed && part
			? { kind: 'marked', options: part.options, by: partly.map((p) => p.by), sure: false }
			: { kind: 'none' };
	}
	if (!others.every((o) => equal(o.options, first.options))) return { kind: 'contradiction', said };
	// What means the key elsewhere stands at every option here: another mark says little.
	const isBlurred = usual.some((by) => !noise.has(by) && sets.get(by)?.full.length === options.length);
	return { kind: 'marked', options: first.options, by: said.map((s) => s.by), sure: !isBlurred };
}

function equal(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((x, i) => x === b[i]);
}
