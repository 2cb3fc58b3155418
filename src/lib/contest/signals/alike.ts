import type { RevealedTurn } from '../turns';
import { differences, Room, type Sheet } from './room';

/** Two contestants who gave the same wrong answers more often than chance has it. */
export interface AlikePair {
	/** The lower one first. */
	sbds: [number, number];
	/** The questions to which they gave the same wrong answer. */
	qs: number[];
	/** To how many they would have, each for herself. */
	expected: number;
}

/** Fewer wrong answers in common say nothing. */
const fewest = 4;
/** How much of her answers somebody has from the other, if she has: nearly all, or half. */
const shares = [0.9, 0.5];
/** Found by trying it on contests of people who answer for themselves (alike.test.ts): hardly ever is a pair of these named. */
const slack = 20;
/** So many are compared each with each; of more, those of a unit, and those whose rarest errors are the same. */
const allUpTo = 2000;
/** A unit or a kind of error that has more of them is too common to say anything. */
const groupUpTo = 700;

/**
 * Pairs whose wrong answers are too much alike to have come about by chance (JU6): it is likelier by the number of pairs in the
 * room, over {@link slack}, that one has them from the other. Right answers in common are held against nobody, and each answer in
 * which they differ speaks for them. Why so: docs/decisions/signals.md.
 */
export function alikePairs(turns: readonly RevealedTurn[], unitOf: (sbd: number) => string): AlikePair[] {
	const room = new Room(turns);
	const n = room.sheets.length;
	const least = Math.log((n * (n - 1)) / 2 / slack);
	const found: AlikePair[] = [];
	for (const [one, other] of compared(room, unitOf)) {
		if (!mayBeNamed(one, other, least)) continue;
		const same = one.wrong.filter((t) => one.given[t] === other.given[t]);
		if (likelihood(one, other, same) < least) continue;
		const qs = same.flatMap((t) => turns[t]?.question.q ?? []);
		found.push({ sbds: [one.sbd, other.sbd], qs, expected: room.expected(one, other) });
	}
	return found;
}

/** What a wrong answer in common adds to the likelihood, as log, if so large a share of her answers is from the other. */
const evidence = (share: number, likely = 1) => Math.log(1 - share + share / likely);
const mostShare = Math.max(...shares);

/** Without a look at where they differ, which only speaks for them: that leaves few of the pairs. */
function mayBeNamed(one: Sheet, other: Sheet, least: number): boolean {
	let [n, ofOne, ofOther] = [0, 0, 0];
	for (const t of one.wrong) {
		if (one.given[t] !== other.given[t]) continue;
		n++;
		ofOne += evidence(mostShare, one.likely[t]);
		ofOther += evidence(mostShare, other.likely[t]);
	}
	return n >= fewest && Math.max(ofOne, ofOther) >= least;
}

/**
 * Log of how much likelier one has her answers from the other, whichever and however many, than each for herself. `same`: where
 * both gave the same wrong one. Right answers in common tell nothing: whoever knows has them too.
 */
function likelihood(one: Sheet, other: Sheet, same: readonly number[]): number {
	const apart = differences(one, other);
	const ways = shares.flatMap((share) =>
		[one, other].map(({ likely }) =>
			same.reduce((log, t) => log + evidence(share, likely[t]), apart * Math.log(1 - share))
		)
	);
	return Math.log(ways.reduce((sum, way) => sum + Math.exp(way), 0) / ways.length);
}

function* compared(room: Room, unitOf: (sbd: number) => string): Generator<[Sheet, Sheet]> {
	const sheets = room.sheets.filter(({ wrong }) => wrong.length >= fewest);
	if (sheets.length <= allUpTo) return yield* pairs(sheets);
	const unit = ({ sbd }: Sheet) => unitOf(sbd);
	const units = grouped(sheets, unit);
	for (const group of units.values()) yield* pairs(group);
	for (const group of grouped(sheets, (sheet) => room.rarest(sheet)).values())
		for (const [one, other] of pairs(group))
			if (unit(one) !== unit(other) || !units.has(unit(one))) yield [one, other];
}

/** Those who have something in common, in groups that are worth comparing. */
function grouped(sheets: readonly Sheet[], common: (sheet: Sheet) => string): Map<string, Sheet[]> {
	const groups = new Map<string, Sheet[]>();
	for (const sheet of sheets) {
		const key = common(sheet);
		const group = groups.get(key);
		if (group) group.push(sheet);
		else groups.set(key, [sheet]);
	}
	for (const [key, group] of groups) if (group.length > groupUpTo) groups.delete(key);
	return groups;
}

function* pairs(sheets: readonly Sheet[]): Generator<[Sheet, Sheet]> {
	for (let i = 1; i < sheets.length; i++)
		for (let j = 0; j < i; j++) {
			const [one, other] = [sheets[j], sheets[i]];
			if (one && other) yield [one, other];
		}
}
