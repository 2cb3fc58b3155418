import type { QuestionKind, Setup } from './setup';

/** `stop`: the waiting room can't be opened so. `warn`: it can, but the contest may get stuck or surprise somebody. */
export interface Finding {
	weight: 'stop' | 'warn';
	/** The part of the set-up in which it is mended. */
	part: 'rules' | 'questions' | 'roster';
	code:
		| 'no_main'
		| 'question_gone'
		| 'question_unfit'
		| 'empty_round'
		| 'no_bell'
		| 'bell_topics'
		| 'no_spare'
		| 'few_rescue'
		| 'no_tiebreak'
		| 'rescue_late'
		| 'rescue_never'
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
	questions: readonly ({ topic: string; fit: boolean } | null)[];
	contestants: number;
}

/** What is missing in a draft, or contradicts itself. */
export function findings(setup: Setup, { questions, contestants }: Surroundings): Finding[] {
	const found: Finding[] = [];
	const say = (
		weight: Finding['weight'],
		part: Finding['part'],
		code: Finding['code'],
		more: { n?: number; name?: string } = {}
	) => found.push({ weight, part, code, n: 0, name: '', ...more });
	const { rules } = setup;
	const count = (kind: QuestionKind) => setup.questions.filter((q) => q.kind === kind).length;

	const gone = questions.filter((q) => q === null).length;
	const unfit = questions.filter((q) => q && !q.fit).length;
	if (count('main') === 0) say('stop', 'questions', 'no_main');
	if (gone > 0) say('stop', 'questions', 'question_gone', { n: gone });
	if (unfit > 0) say('stop', 'questions', 'question_unfit', { n: unfit });
	if (contestants > rules.capacity)
		say('stop', 'roster', 'over_capacity', { n: contestants - rules.capacity });

	for (const [round, { name }] of setup.rounds.entries())
		if (count('main') > 0 && !setup.questions.some((q) => q.kind === 'main' && q.round === round))
			say('warn', 'questions', 'empty_round', { name });
	if (count('bell') === 0) say('warn', 'questions', 'no_bell');
	else if (rules.bell.topicChoice && !topicsDiffer(setup, questions)) say('warn', 'questions', 'bell_topics');
	if (rules.everyoneFails === 'void' && count('spare') === 0) say('warn', 'questions', 'no_spare');
	const rescues = rules.rescue.size === 'question' ? rules.rescue.limit : 0;
	if (count('rescue') < rescues) say('warn', 'questions', 'few_rescue', { n: rescues - count('rescue') });
	if (count('tiebreak') === 0) say('warn', 'questions', 'no_tiebreak');
	if (rules.everyoneFails === 'rescue' && rules.rescue.limit === 0) say('warn', 'rules', 'rescue_never');
	const late = rules.rescue.limit > 0 && rules.rescue.afterQuestions.find((n) => n >= count('main'));
	if (late && count('main') > 0) say('warn', 'rules', 'rescue_late', { n: late });
	if (rules.registration === 'roster' && contestants === 0) say('warn', 'roster', 'no_contestants');
	return found;
}

/** Whether the last contestant has a choice among the bell questions: at least two, each with a topic of its own. */
function topicsDiffer(setup: Setup, questions: Surroundings['questions']): boolean {
	const topics = setup.questions.flatMap((q, i) => (q.kind === 'bell' ? [questions[i]?.topic ?? ''] : []));
	return topics.length > 1 && !topics.includes('') && new Set(topics).size === topics.length;
}
