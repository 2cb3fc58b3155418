import type { Round } from './rules';
import type { QuestionKind, Setup } from './setup';

/** `stop`: the waiting room can't be opened so. `warn`: it can, but the contest may get stuck or surprise somebody. */
export interface Finding {
	weight: 'stop' | 'warn';
	/** The part of the set-up in which it is mended. */
	part: 'rules' | 'rounds' | 'questions' | 'roster';
	code:
		| 'no_main'
		| 'question_gone'
		| 'question_unfit'
		| 'question_not_approved'
		| 'empty_round'
		| 'no_bell'
		| 'bell_topics'
		| 'no_spare'
		| 'few_rescue'
		| 'no_tiebreak'
		| 'rescue_late'
		| 'rescue_never'
		| 'lives_one'
		| 'lives_many'
		| 'cut_keeps_all'
		| 'cut_only'
		| 'nobody_leaves'
		| 'pairs_end'
		| 'paper_open'
		| 'paper_fastest'
		| 'shuffle_boards'
		| 'lifeline_alone'
		| 'audience_alone'
		| 'everybody_reserve'
		| 'over_capacity'
		| 'no_contestants';
	/** How many, where it is about a number. */
	n: number;
	/** The name of the round, where it is about one. */
	name: string;
}

/** What the bank says about the planned questions, and how many are on the roster. */
export interface Surroundings {
	/** In the order of the plan; null: not in the bank any more. */
	questions: readonly ({ topic: string; fit: boolean; approved: boolean } | null)[];
	contestants: number;
	/** Of them, how many wait off the floor (CO3). */
	reserves: number;
}

/** What is missing in a draft, or contradicts itself. */
export function findings(setup: Setup, around: Surroundings): Finding[] {
	const found: Finding[] = [];
	const say: Say = (weight, part, code, more = {}) =>
		found.push({ weight, part, code, n: 0, name: '', ...more });
	aboutQuestions(setup, around.questions, say);
	aboutRounds(setup, say);
	aboutRules(setup, say);
	aboutRoster(setup, around, say);
	return found;
}

type Say = (
	weight: Finding['weight'],
	part: Finding['part'],
	code: Finding['code'],
	more?: { n?: number; name?: string }
) => void;

function aboutQuestions(setup: Setup, questions: Surroundings['questions'], say: Say): void {
	const { rules } = setup;
	const count = counting(setup);
	const gone = questions.filter((q) => q === null).length;
	const unfit = questions.filter((q) => q && !q.fit).length;
	const unapproved = setup.approvedOnly ? questions.filter((q) => q && !q.approved).length : 0;
	if (count('main') === 0) say('stop', 'questions', 'no_main');
	if (gone > 0) say('stop', 'questions', 'question_gone', { n: gone });
	if (unfit > 0) say('stop', 'questions', 'question_unfit', { n: unfit });
	if (unapproved > 0) say('stop', 'questions', 'question_not_approved', { n: unapproved });
	for (const [round, { name }] of setup.rounds.entries())
		if (count('main') > 0 && questionsOf(setup, round) === 0)
			say('warn', 'questions', 'empty_round', { name });
	if (count('bell') === 0) say('warn', 'questions', 'no_bell');
	else if (rules.bell.topicChoice && !topicsDiffer(setup, questions)) say('warn', 'questions', 'bell_topics');
	if (rules.everyoneFails === 'void' && count('spare') === 0) say('warn', 'questions', 'no_spare');
	const rescues = rules.rescue.size === 'question' ? rules.rescue.limit : 0;
	if (count('rescue') < rescues) say('warn', 'questions', 'few_rescue', { n: rescues - count('rescue') });
	if (count('tiebreak') === 0) say('warn', 'questions', 'no_tiebreak');
	if (count('audience') > 0 && !rules.audience.joins) say('warn', 'questions', 'audience_alone');
}

/** Rounds that do something else than their rule promises (EL2). */
function aboutRounds(setup: Setup, say: Say): void {
	const { rounds, rules } = setup;
	if (rounds.every((r) => r.elimination === 'warmup')) say('warn', 'rounds', 'nobody_leaves');
	for (const [index, round] of rounds.entries()) {
		const { name, elimination, lives } = round;
		const questions = questionsOf(setup, index);
		if (elimination === 'lives' && lives === 1) say('warn', 'rounds', 'lives_one', { name });
		if (elimination === 'lives' && questions > 0 && questions < lives)
			say('warn', 'rounds', 'lives_many', { name, n: lives });
		if (elimination === 'cut' && keepsAll(round, rules.capacity))
			say('warn', 'rounds', 'cut_keeps_all', { name });
		if (elimination === 'cut' && index === rounds.length - 1) say('warn', 'rounds', 'cut_only', { name });
		if (elimination === 'pairs' && rules.everyoneFails === 'end')
			say('warn', 'rounds', 'pairs_end', { name });
	}
}

/** Options that contradict each other, or can't come about. */
function aboutRules(setup: Setup, say: Say): void {
	const { rules } = setup;
	const mains = counting(setup)('main');
	if (rules.everyoneFails === 'rescue' && rules.rescue.limit === 0) say('warn', 'rules', 'rescue_never');
	const late = rules.rescue.limit > 0 && rules.rescue.afterQuestions.find((n) => n >= mains);
	if (late && mains > 0) say('warn', 'rules', 'rescue_late', { n: late });
	if (rules.boards === 'paper' && rules.registration !== 'roster') say('warn', 'rules', 'paper_open');
	if (rules.boards === 'paper' && goesBySpeed(setup)) say('warn', 'rules', 'paper_fastest');
	if (rules.boards === 'mixed' && rules.shuffleOptions) say('warn', 'rules', 'shuffle_boards');
	const { lifeline, joins, eliminatedPlay } = rules.audience;
	if (lifeline && !joins && !eliminatedPlay) say('warn', 'rules', 'lifeline_alone');
}

function aboutRoster({ rules }: Setup, { contestants, reserves }: Surroundings, say: Say): void {
	if (contestants > rules.capacity)
		say('stop', 'roster', 'over_capacity', { n: contestants - rules.capacity });
	const rosterOnly = rules.registration === 'roster' || rules.boards === 'paper';
	if (rosterOnly && contestants === 0) say('warn', 'roster', 'no_contestants');
	if (rosterOnly && contestants > 0 && reserves === contestants) say('warn', 'roster', 'everybody_reserve');
}

const counting = (setup: Setup) => (kind: QuestionKind) =>
	setup.questions.filter((q) => q.kind === kind).length;

const questionsOf = (setup: Setup, round: number) =>
	setup.questions.filter((q) => q.kind === 'main' && q.round === round).length;

const keepsAll = ({ keep, keepIsPercent }: Round, capacity: number) =>
	keep >= (keepIsPercent ? 100 : capacity);

/** A board has no time of its own (CO7): by speed nobody can be chosen. */
function goesBySpeed({ rules: { rescue, ties } }: Setup): boolean {
	const inRescue = rescue.limit > 0 && rescue.size === 'question' && rescue.fastest !== null;
	return inRescue || ties.stays === 'fastest';
}

/** Whether the last contestant has a choice among the bell questions: at least two, each with a topic of its own. */
function topicsDiffer(setup: Setup, questions: Surroundings['questions']): boolean {
	const topics = setup.questions.flatMap((q, i) => (q.kind === 'bell' ? [questions[i]?.topic ?? ''] : []));
	return topics.length > 1 && !topics.includes('') && new Set(topics).size === topics.length;
}
