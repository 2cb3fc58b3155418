import { sumsUp } from './findings';
import { plainText } from './markup';
import { bareForm, withoutMarks } from './normal';
import { keyText, type Question } from './question';

/** What is compared of a question. */
export type Comparable = Pick<Question, 'type' | 'text' | 'options' | 'key'>;

/**
 * How two questions are alike. `same`: the same question, whatever the order of words, punctuation or diacritics.
 * `other_answer`: so they are, and one of them has another answer. `alike`: somebody has to look, for they differ in a
 * number, a numeral or a “không”, or in more than a word or two.
 */
export const pairKinds = ['same', 'other_answer', 'alike'] as const;
export type PairKind = (typeof pairKinds)[number];

/** Two questions that are much alike, by their indexes; `a` < `b`. */
export interface Pair {
	a: number;
	b: number;
	kind: PairKind;
	/** 0 to 1. */
	score: number;
}

/** From which share of common weight on two texts are alike, and the same; and the options of both belong together. */
const least = { alike: 0.65, same: 0.88, options: 0.4 };
/** Rare words weigh more than common ones, but not without bounds: one slip of the pen must not part two texts. */
const heaviest = 5;
/** A word is common when it stands in more questions than this, and in more than this share of all. */
const common = { questions: 4, share: 0.02 };
/** How many questions are gone through between two breaths of the caller. */
const stride = 25;

/** A question as what is compared of it. */
interface Prepared {
	/** The words of its text; the second “nào” is another word than the first. */
	words: string[];
	/** Those of them that make another question of it: numbers, numerals, single capital letters, “không”. */
	telling: Set<string>;
	answer: string;
	/** Whether its answer says something, other than “Cả A và B”. */
	speaks: boolean;
	/** The words of its options; empty where there are none, or the same under every question of the kind. */
	options: Set<string>;
	/** It has no word that is not common: what it asks is in its options. */
	general: boolean;
}

/** The words of all texts, the rarest first, with what each weighs. */
interface Words {
	rank: Map<string, number>;
	weights: number[];
}

/** A text as the ranks of its words, rising, and what they weigh together. */
interface Ranked {
	ranks: number[];
	total: number;
}

/**
 * The pairs of questions that are much alike, the most alike first. A generator that pauses often, so that a server can do
 * other work in between; {@link drained} runs it through at once. `mine`: only pairs with one of the first `mine`.
 */
export function* findSimilar(
	questions: readonly Comparable[],
	mine = questions.length
): Generator<void, Pair[]> {
	const prepared: Prepared[] = [];
	const counts = new Map<string, number>();
	for (const [i, question] of questions.entries()) {
		if (i % stride === 0) yield;
		const one = prepare(question);
		prepared.push(one);
		for (const word of one.words) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	const words = weighWords(counts, prepared.length);
	yield;
	const pairs: Pair[] = [];
	const ranked: Ranked[] = [];
	/** Of each word, the questions so far among whose rarest words it is. */
	const index = new Map<number, number[]>();
	for (const [b, other] of prepared.entries()) {
		if (b % stride === 0) yield;
		const theirs = rankWords(other.words, words);
		const rarest = rarestWords(theirs, words);
		const many = Math.max(common.questions, prepared.length * common.share);
		other.general = other.words.every((word) => (counts.get(word) ?? 0) > many);
		for (const a of new Set(rarest.flatMap((rank) => index.get(rank) ?? []))) {
			const [one, its] = [prepared[a], ranked[a]];
			const score = its ? likeness(its, theirs, words) : 0;
			const kind = one && score >= least.alike ? kindOf(one, other, score) : null;
			if (kind) pairs.push({ a, b, kind, score });
		}
		if (b >= mine) continue;
		ranked.push(theirs);
		for (const rank of rarest) {
			const there = index.get(rank);
			if (there) there.push(b);
			else index.set(rank, [b]);
		}
	}
	return pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}

/** Runs something that pauses through without a pause. */
export function drained<T>(steps: Generator<void, T>): T {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

function weighWords(counts: ReadonlyMap<string, number>, all: number): Words {
	const rising = [...counts].sort(([, x], [, y]) => x - y);
	return {
		rank: new Map(rising.map(([word], rank) => [word, rank])),
		weights: rising.map(([, count]) => Math.min(heaviest, Math.log(1 + all / count)))
	};
}

function rankWords(said: readonly string[], { rank, weights }: Words): Ranked {
	const ranks = said.map((word) => rank.get(word) ?? 0).sort((x, y) => x - y);
	return { ranks, total: ranks.reduce((sum, r) => sum + (weights[r] ?? 0), 0) };
}

/**
 * As many of the rarest words as are needed so that two texts that are alike share one of them at least: all others weigh
 * less than such texts have in common.
 */
function rarestWords({ ranks, total }: Ranked, { weights }: Words): number[] {
	let left = total;
	const end = ranks.findIndex((rank) => {
		const enough = left < least.alike * total;
		left -= weights[rank] ?? 0;
		return enough;
	});
	return end < 0 ? ranks : ranks.slice(0, end);
}

/** What two texts have in common, as a share of all their weight; 0 when it can't be enough. */
function likeness(one: Ranked, other: Ranked, { weights }: Words): number {
	if (Math.min(one.total, other.total) < least.alike * Math.max(one.total, other.total)) return 0;
	let shared = 0;
	for (let i = 0, j = 0; i < one.ranks.length && j < other.ranks.length;) {
		const [x = 0, y = 0] = [one.ranks[i], other.ranks[j]];
		if (x === y) shared += weights[x] ?? 0;
		if (x <= y) i += 1;
		if (y <= x) j += 1;
	}
	return shared / (one.total + other.total - shared);
}

/** What two questions are whose texts are alike; null: nothing to each other, as their options say. */
function kindOf(one: Prepared, other: Prepared, score: number): PairKind | null {
	const sameAnswer = one.answer === other.answer;
	const chosen = one.options.size > 0 && other.options.size > 0;
	const meet = (sameAnswer && one.speaks) || (chosen && share(one.options, other.options) >= least.options);
	// “Phát biểu nào sau đây đúng?” asks something else over other options.
	if (!meet && (chosen || one.general || other.general)) return null;
	const parted = lacks(one.telling, other.words) || lacks(other.telling, one.words);
	if (score < least.same || parted) return 'alike';
	return sameAnswer ? 'same' : 'other_answer';
}

/** Whether one of `telling` is not among `words`. */
function lacks(telling: ReadonlySet<string>, words: readonly string[]): boolean {
	for (const word of telling) if (!words.includes(word)) return true;
	return false;
}

/** How many of all elements both sets have, from 0 to 1. */
function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
	let both = 0;
	for (const element of one) if (other.has(element)) both += 1;
	return both / (one.size + other.size - both);
}

function prepare(question: Comparable): Prepared {
	const times = new Map<string, number>();
	const telling = new Set<string>();
	const words = tokens(question.text).map((said) => {
		const plain = plainToken(said);
		const n = (times.get(plain) ?? 0) + 1;
		times.set(plain, n);
		const word = n === 1 ? plain : `${plain}#${n}`;
		if (isTelling(said)) telling.add(word);
		return word;
	});
	const answer = plainText(keyText(question));
	const options = question.type === 'true_false' ? [] : question.options.filter((o) => !sumsUp(o));
	return {
		words,
		telling,
		answer: bareForm(answer),
		speaks: !sumsUp(answer),
		options: new Set(options.flatMap(tokens).map(plainToken)),
		general: false
	};
}

/** Words, numbers with their separators, and signs of mathematics. */
const token = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+|[<>=+×÷√^%]/gu;
const tokens = (text: string): string[] => plainText(text).normalize('NFC').match(token) ?? [];
const plainToken = (said: string) => withoutMarks(said.toLowerCase()).replace(/^0+(?=\d)/, '');

/** Whether another such word makes another question: XII and XIII, 2020 and 2021, vitamin A and D, with and without “không”. */
function isTelling(said: string): boolean {
	return /^(?:\d.*|[<>=+×÷√^%]|[A-ZĐ]|[IVXLC]{2,}|[ivx]{3,}|không|chưa|KHÔNG|CHƯA|đúng|sai|trừ|not)$/u.test(
		said
	);
}
