import { levels, type Level } from '$lib/bank/question';
import { difficulty, shuffled, type Candidate } from './plan';

/** The levels by which questions are drawn, from easy to hard; '' for those without. */
export const drawLevels = [...levels, ''] as const;
export type DrawLevel = Level | '';

/** A question that could be played, with all that drawing asks about. */
export interface DrawCandidate extends Candidate {
	tags: readonly string[];
	approved: boolean;
	/** When a contest that played it ended last, ms since 1970; null: none did. */
	lastUsed: number | null;
	/** Which part of all whom it has judged was right; null: it has judged nobody. */
	share: number | null;
	/** Another contest that has not ended wants to play it. */
	elsewhere: boolean;
}

/** What the questions are to be like, whatever their level. */
export interface Condition {
	/** Of these topics, '' for those without; an empty list means any. */
	topics: readonly string[];
	/** With at least one of these tags; an empty list means any. */
	tags: readonly string[];
	approvedOnly: boolean;
	/** Not played since then, ms since 1970; 0: never; null: it does not matter. */
	unusedSince: number | null;
	notElsewhere: boolean;
}

/** A whole draw: so many of each level, and spares of the same kind. */
export interface Wish extends Condition {
	counts: Readonly<Record<DrawLevel, number>>;
	spares: number;
	/** From easy to hard; else in random order. */
	rising: boolean;
}

/** What there is to draw from. The counts of topics and tags leave out the condition on themselves. */
export interface Offer {
	topics: [topic: string, n: number][];
	tags: [tag: string, n: number][];
	levels: Record<DrawLevel, number>;
}

/** Ids, in the order of play. */
export interface Drawn {
	questions: string[];
	spares: string[];
}

/** How much of what is wished for there is. `pool`: what the contest does not have yet. */
export function offerOf(pool: readonly DrawCandidate[], condition: Condition): Offer {
	const topics = tally(fitting(pool, { ...condition, topics: [] }).map((q) => q.topic));
	const tags = tally(fitting(pool, { ...condition, tags: [] }).flatMap((q) => q.tags));
	const found = tally(fitting(pool, condition).map((q) => q.level));
	return {
		topics: byName(topics),
		tags: byName(tags),
		levels: perLevel((level) => found.get(level) ?? 0)
	};
}

/**
 * What a draw of `n` questions usually consists of, as a proposal: half of them recall, then comprehension and application;
 * what these levels do not have is made up from the others.
 */
export function usualCounts({ levels }: Offer, n: number): Record<DrawLevel, number> {
	const usual: Partial<Record<DrawLevel, number>> = { recall: 0.5, comprehension: 0.3, application: 0.2 };
	const counts = perLevel((level) => Math.min(levels[level], Math.round(n * (usual[level] ?? 0))));
	for (const level of ['', ...drawLevels] as const) {
		const missing = n - drawLevels.reduce((sum, l) => sum + counts[l], 0);
		counts[level] += Math.max(-counts[level], Math.min(missing, levels[level] - counts[level]));
	}
	return counts;
}

/** Draws by the seed alone, topics taking turns. Fewer than wished for where there are no more. */
export function drawBy(pool: readonly DrawCandidate[], wish: Wish, seed: string): Drawn {
	const left = new Map<DrawLevel, DrawCandidate[]>(drawLevels.map((level) => [level, []]));
	for (const q of shuffled(fitting(pool, wish), seed)) left.get(q.level)?.push(q);
	const given = new Map<string, number>();
	const take = (level: DrawLevel) => takeOne(left.get(level) ?? [], given);

	const drawn = drawLevels.flatMap((level) =>
		Array.from({ length: wish.counts[level] }, () => take(level) ?? []).flat()
	);
	const spares: DrawCandidate[] = [];
	for (const level of turnsOfSpares(wish)) {
		const spare = spares.length < wish.spares ? take(level) : undefined;
		if (spare) spares.push(spare);
	}
	return { questions: inOrder(drawn, wish, seed), spares: inOrder(spares, wish, seed) };
}

/**
 * Another question in the place of one: of its level, of its topic if there is such; none of `drawn`, and none of `passed`
 * (those that were turned down) as long as there are others. Null: there is none.
 */
export function swapFor(
	pool: readonly DrawCandidate[],
	condition: Condition,
	question: Candidate,
	{ drawn, passed }: { drawn: readonly string[]; passed: readonly string[] },
	seed: string
): string | null {
	const taken = new Set([...drawn, question.id]);
	const turnedDown = new Set(passed);
	const others = shuffled(
		fitting(pool, condition).filter((q) => q.level === question.level && !taken.has(q.id)),
		seed
	);
	const fresh = others.filter((q) => !turnedDown.has(q.id));
	const from = fresh.length > 0 ? fresh : others;
	return (from.find((q) => q.topic === question.topic) ?? from[0])?.id ?? null;
}

/** A value for each level. */
export function perLevel<T>(of: (level: DrawLevel) => T): Record<DrawLevel, T> {
	return {
		recall: of('recall'),
		comprehension: of('comprehension'),
		application: of('application'),
		high_application: of('high_application'),
		'': of('')
	};
}

function fitting(pool: readonly DrawCandidate[], condition: Condition): DrawCandidate[] {
	const topics = new Set(condition.topics);
	const tags = new Set(condition.tags);
	const { unusedSince } = condition;
	return pool.filter(
		(q) =>
			(topics.size === 0 || topics.has(q.topic)) &&
			(tags.size === 0 || q.tags.some((tag) => tags.has(tag))) &&
			(!condition.approvedOnly || q.approved) &&
			(unusedSince === null || q.lastUsed === null || q.lastUsed < unusedSince) &&
			(!condition.notElsewhere || !q.elsewhere)
	);
}

/** Takes out the first question of the topic that has given the fewest. */
function takeOne(left: DrawCandidate[], given: Map<string, number>): DrawCandidate | undefined {
	const times = (q: DrawCandidate) => given.get(q.topic) ?? 0;
	let best = left[0];
	for (const q of left) if (best && times(q) < times(best)) best = q;
	if (!best) return undefined;
	left.splice(left.indexOf(best), 1);
	given.set(best.topic, times(best) + 1);
	return best;
}

/** Which levels give the spares: those of the questions in turn, the most frequent first, until none can have any left. */
function turnsOfSpares({ counts, spares }: Wish): DrawLevel[] {
	const wanted = drawLevels.filter((level) => counts[level] > 0).sort((a, b) => counts[b] - counts[a]);
	return Array.from({ length: spares }, () => wanted).flat();
}

/** From easy to hard: by level, then by how many knew it; where nobody was asked yet, chance says how hard it is. */
function inOrder(drawn: DrawCandidate[], { rising }: Wish, seed: string): string[] {
	const mixed = shuffled(drawn, `${seed} order`);
	if (!rising) return mixed.map((q) => q.id);
	const hard = new Map(mixed.map((q, i) => [q, q.share === null ? (i + 0.5) / mixed.length : 1 - q.share]));
	return mixed
		.sort((a, b) => difficulty(a) - difficulty(b) || (hard.get(a) ?? 0) - (hard.get(b) ?? 0))
		.map((q) => q.id);
}

function tally<T>(values: readonly T[]): Map<T, number> {
	const counts = new Map<T, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

/** By name; those without one last. */
const byName = (counts: Map<string, number>) =>
	[...counts].sort(
		([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'vi', { numeric: true })
	);
