import { levels, type Question } from '$lib/bank/question';
import { drawOrder } from '$lib/contest/draw';
import type { PlannedQuestion, QuestionKind, Setup } from '$lib/contest/setup';

/** A question that could be played, as far as drawing looks at it. */
export type Candidate = Pick<Question, 'topic' | 'level'> & { id: string };

/** Where questions stand in the plan; `round` is -1 for all kinds but main questions. */
export interface Place {
	kind: QuestionKind;
	round: number;
}

type Edited = Setup | { ok: false; code: 'setup/rounds_changed' };
const isGone = (setup: Setup, { kind, round }: Place) => kind === 'main' && !setup.rounds[round];

/** What may be drawn: questions of these topics and levels ('' for those without); an empty list means any. */
export interface Wanted {
	topics: string[];
	levels: string[];
	count: number;
}

export const isAt = (q: PlannedQuestion, place: Place) => q.kind === place.kind && q.round === place.round;

/** Draws at random, by the seed alone, from what the contest does not have yet. Fewer than asked when the bank has no more. */
export function draw(pool: readonly Candidate[], setup: Setup, wanted: Wanted, seed: string): string[] {
	const fits = (list: string[], value: string) => list.length === 0 || list.includes(value);
	const fitting = unused(pool, setup).filter(
		(q) => fits(wanted.topics, q.topic) && fits(wanted.levels, q.level)
	);
	return shuffled(fitting, seed)
		.slice(0, wanted.count)
		.map((q) => q.id);
}

/** What the contest does not have in any place. */
export function unused<Question extends Candidate>(pool: readonly Question[], setup: Setup): Question[] {
	const taken = new Set(setup.questions.map((q) => q.questionId));
	return pool.filter((q) => !taken.has(q.id));
}

/** In an order that the seed alone decides. */
export function shuffled<Question extends Candidate>(pool: readonly Question[], seed: string): Question[] {
	return drawOrder([...pool.keys()], seed).flatMap((i) => pool[i] ?? []);
}

/** 0 for the easiest. Without a level a question counts as comprehension: in the lower middle it does least harm. */
export function difficulty({ level }: Pick<Question, 'level'>): number {
	return levels.indexOf(level === '' ? 'comprehension' : level);
}

/** Puts questions at the end of a place; those that the contest has already are left where they are. */
export function addQuestions(setup: Setup, ids: readonly string[], place: Place): Setup {
	const taken = new Set(setup.questions.map((q) => q.questionId));
	const fresh = [...new Set(ids)].filter((id) => !taken.has(id));
	return {
		...setup,
		questions: [...setup.questions, ...fresh.map((questionId) => ({ questionId, ...place, seconds: null }))]
	};
}

export function removeQuestion(setup: Setup, questionId: string): Setup {
	return { ...setup, questions: setup.questions.filter((q) => q.questionId !== questionId) };
}

/** `seconds`: its own; null: those of its round. */
export function setSeconds(setup: Setup, questionId: string, seconds: number | null): Setup {
	const questions = setup.questions.map((q) => (q.questionId === questionId ? { ...q, seconds } : q));
	return { ...setup, questions };
}

/** Puts another question where one stands, with the time of its own round. Nothing happens when that one is there already. */
export function replaceQuestion(setup: Setup, questionId: string, by: string): Setup {
	if (setup.questions.some((q) => q.questionId === by)) return setup;
	const questions = setup.questions.map((q) =>
		q.questionId === questionId ? { ...q, questionId: by, seconds: null } : q
	);
	return { ...setup, questions };
}

/** {@link addQuestions} for a place that an editor saw; somebody may have removed its round since. */
export function addAt(setup: Setup, ids: readonly string[], place: Place): Edited {
	return isGone(setup, place) ? { ok: false, code: 'setup/rounds_changed' } : addQuestions(setup, ids, place);
}

/** Takes a question to the end of another place. */
export function relocate(setup: Setup, questionId: string, place: Place): Edited {
	if (isGone(setup, place)) return { ok: false, code: 'setup/rounds_changed' };
	const question = setup.questions.find((q) => q.questionId === questionId);
	if (!question || isAt(question, place)) return setup;
	const others = setup.questions.filter((q) => q !== question);
	return { ...setup, questions: [...others, { ...question, ...place }] };
}

/** Exchanges a question with the one before or behind it in its place. */
export function moveQuestion(setup: Setup, questionId: string, by: 1 | -1): Setup {
	const question = setup.questions.find((q) => q.questionId === questionId);
	if (!question) return setup;
	const here = setup.questions.filter((q) => isAt(q, question));
	const neighbour = here[here.indexOf(question) + by];
	if (!neighbour) return setup;
	const [from, to] = [setup.questions.indexOf(question), setup.questions.indexOf(neighbour)];
	return { ...setup, questions: setup.questions.with(from, neighbour).with(to, question) };
}

/** Orders the questions of a place from easy to hard; equally hard ones keep their order. */
export function byDifficulty(
	setup: Setup,
	place: Place,
	levelOf: (questionId: string) => Question['level']
): Setup {
	const sorted = setup.questions
		.filter((q) => isAt(q, place))
		.sort(
			(a, b) => difficulty({ level: levelOf(a.questionId) }) - difficulty({ level: levelOf(b.questionId) })
		);
	return { ...setup, questions: [...setup.questions.filter((q) => !isAt(q, place)), ...sorted] };
}
