import { questionKinds, type QuestionKind, type Setup } from '$lib/contest/setup';
import { addQuestions, difficulty, shuffled, unused, type Candidate } from './plan';

/** What a whole contest takes. Questions for the audience are an extra that nobody misses. */
export const wholeContest = (setup: Setup): Record<QuestionKind, number> => ({
	main: setup.mainQuestions,
	spare: 3,
	rescue: 3,
	tiebreak: 3,
	bell: 3,
	audience: 0
});

/** Each warm-up round gets so many, of the easiest. */
const perWarmUp = 3;

export interface Shortage {
	kind: QuestionKind;
	/** So many more would be good. */
	missing: number;
}

/**
 * Fills the plan up to a whole contest from one bank, by the seed alone: main questions of rising difficulty over the
 * rounds, hard bell questions of different topics. What stands there already stays. A small bank gives of everything a
 * little; `short` says what is missing then.
 */
export function fillContest(
	setup: Setup,
	pool: readonly Candidate[],
	seed: string
): { setup: Setup; short: Shortage[] } {
	const free = shuffled(unused(pool, setup), seed).sort((a, b) => difficulty(a) - difficulty(b));
	const whole = wholeContest(setup);
	const missing = (kind: QuestionKind) =>
		Math.max(0, whole[kind] - setup.questions.filter((q) => q.kind === kind).length);
	const shares = share(free.length, missing);

	const bell = ofDifferentTopics(free.toReversed(), shares.bell);
	const rest = free.filter((q) => !bell.includes(q));
	const tiebreak = rest.splice(rest.length - shares.tiebreak);
	const main = evenly(rest, shares.main);
	const left = rest.filter((q) => !main.includes(q));
	const rescue = left.splice(0, shares.rescue);
	const spare = evenly(left, shares.spare);

	const others: [QuestionKind, Candidate[]][] = [
		['spare', spare],
		['rescue', rescue],
		['tiebreak', tiebreak],
		['bell', bell]
	];
	let filled = setup;
	for (const [kind, found] of others) filled = addQuestions(filled, ids(found), { kind, round: -1 });
	for (const [round, found] of overRounds(setup, main).entries())
		filled = addQuestions(filled, ids(found), { kind: 'main', round });
	const short = questionKinds
		.map((kind) => ({ kind, missing: missing(kind) - shares[kind] }))
		.filter((s) => s.missing > 0);
	return { setup: filled, short };
}

const ids = (questions: Candidate[]) => questions.map((q) => q.id);

/** Deals `n` questions out: the first is a main question, the second a bell question, then on in turn. */
function share(n: number, missing: (kind: QuestionKind) => number): Record<QuestionKind, number> {
	const turn: QuestionKind[] = [
		'main',
		'bell',
		'main',
		'main',
		'main',
		'spare',
		'rescue',
		'tiebreak',
		'main',
		'main'
	];
	const shares = { main: 0, spare: 0, rescue: 0, tiebreak: 0, bell: 0, audience: 0 };
	const wants = (kind: QuestionKind) => shares[kind] < missing(kind);
	while (n > 0 && questionKinds.some(wants))
		for (const kind of turn)
			if (n > 0 && wants(kind)) {
				shares[kind]++;
				n--;
			}
	return shares;
}

/** Takes `n` in order, of topics that none has yet as long as there are such. */
function ofDifferentTopics(questions: Candidate[], n: number): Candidate[] {
	const topics = new Set<string>();
	const firsts = questions.filter((q) => q.topic !== '' && !topics.has(q.topic) && topics.add(q.topic));
	return [...firsts, ...questions.filter((q) => !firsts.includes(q))].slice(0, n);
}

/** Takes `n` at equal distances, so that they are as easy and as hard as the whole. */
function evenly(questions: Candidate[], n: number): Candidate[] {
	return Array.from(
		{ length: n },
		(_, i) => questions[Math.floor(((i + 0.5) * questions.length) / n)]
	).flatMap((q) => q ?? []);
}

/** Splits questions of rising difficulty over the rounds: the warm-ups come first, the others share the rest. */
export function overRounds<Question>({ rounds }: Setup, questions: readonly Question[]): Question[][] {
	const warmUps = rounds.filter((r) => r.elimination === 'warmup').length;
	const others = rounds.length - warmUps;
	const all = [...questions];
	const warm =
		others === 0
			? Math.ceil(all.length / warmUps)
			: Math.min(perWarmUp, Math.floor(all.length / rounds.length));
	const perOther = others === 0 ? 0 : Math.ceil((all.length - warm * warmUps) / others);
	const easy = all.splice(0, warm * warmUps);
	return rounds.map((r) => (r.elimination === 'warmup' ? easy.splice(0, warm) : all.splice(0, perOther)));
}
