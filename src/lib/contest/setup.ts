import { completeRound, completeRules, type Award, type Round, type Rules } from './rules';

/** What a question is for (QU3). */
export const questionKinds = ['main', 'spare', 'rescue', 'tiebreak', 'bell', 'audience'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** A question of a bank that the draft wants to play; the copy is taken when the contest is prepared (QU4). */
export interface PlannedQuestion {
	questionId: string;
	kind: QuestionKind;
	/** Index of its round; of main questions only, the others belong to none. */
	round: number;
	/** Seconds of its own; null: those of the question, or else of its round or `extraSeconds`. */
	seconds: number | null;
}

/** The draft of a contest, as the set-up screens edit it. */
export interface Setup {
	/** The body that holds the contest; a line on the stage. */
	organizer: string;
	units: string[];
	rules: Rules;
	rounds: Round[];
	/** Seconds for rescue, tie-break, bell and audience questions. */
	extraSeconds: number;
	/** How many main questions the contest is to have; what is missing is drawn when the plan is filled. */
	mainQuestions: number;
	/** Only questions that have been approved may be played. */
	approvedOnly: boolean;
	/** In the order of play within each kind and round. */
	questions: PlannedQuestion[];
	/** From the highest down (BE5). */
	awards: Award[];
}

/** A draft with all options, also one that was kept before there were so many. */
export function completeSetup(setup: Setup): Setup {
	return {
		...setup,
		rules: completeRules(setup.rules),
		rounds: setup.rounds.map(completeRound),
		mainQuestions: setup.mainQuestions ?? 20,
		approvedOnly: setup.approvedOnly ?? false,
		awards: setup.awards ?? []
	};
}
