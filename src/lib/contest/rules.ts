/** Whose phones may take a seat (CO2). `mixed`: the roster, and whoever comes for the seats left over. */
export const registrations = ['roster', 'open', 'mixed'] as const;
/** What becomes of a name that somebody types who comes by code: see docs/decisions/names.md (CO2). */
export const nameRules = ['shown', 'approved', 'generated'] as const;
/** What contestants answer with (CO7). `mixed`: each seat by itself, a phone or a paper board. */
export const boardKinds = ['phones', 'paper', 'mixed'] as const;
/** What happens when everyone left fails the same question (EL5). */
export const everyoneFails = ['stay', 'void', 'rescue', 'end'] as const;
/** What no answer comes to when the phone was off the line all the time (EL3). */
export const disconnections = ['wrong', 'judges'] as const;
/** How many a rescue brings back (RE2). */
export const rescueSizes = ['question', 'quota', 'all'] as const;
/** Who comes back for a quota (RE3); of `per_unit` the quota is that of each unit. */
export const rescueChoices = ['recent', 'most_correct', 'random', 'per_unit', 'hand'] as const;
/** Who stays in a tie-break (BE3). */
export const tieBreaks = ['all_right', 'fastest'] as const;
/** What decides when the tie-break questions are used up (BE3). */
export const tiesLeft = ['ranking', 'share'] as const;
/** Until when a latecomer is let on the floor (CO4). */
export const lateJoins = ['never', 'first_close', 'until_question'] as const;

export type RescueChoice = (typeof rescueChoices)[number];

/** The options of a contest (thể lệ). All that an organizer may set, and nothing that the engine could work out. */
export interface Rules {
	registration: (typeof registrations)[number];
	/**
	 * The room sees a typed name at once, unless something about it is doubtful; or when staff have approved it; or nobody types one,
	 * and the program gives names. Those of the roster are the organizer's, and shown (CO2).
	 */
	names: (typeof nameRules)[number];
	/** How many seats the floor has (CO2). */
	capacity: number;
	boards: (typeof boardKinds)[number];
	lateJoin: (typeof lateJoins)[number];
	/** Latecomers are let in until this main question closes, counted from 1; with `until_question` (CO4). */
	lateUntil: number;
	/** Seconds after the deadline within which an answer still counts, the same for all (PH3). */
	graceSeconds: number;
	/** The first choice can't be changed (PH4). */
	firstChoiceLocks: boolean;
	/** Phones show the question, without options to tap, while it is read out (PH1). */
	phonesReadAlong: boolean;
	/** Each phone shows the options in an order of its own, for contests without a stage (PH8). */
	shuffleOptions: boolean;
	/** `presented` lasts at least so many seconds (PH9); 0: as long as the host likes. */
	readingSeconds: number;
	/** Phones get the question encrypted while it is read out, and one small key at the opening; see {@link sealedLeadMs} (PH10). */
	sealedStart: boolean;
	disconnected: (typeof disconnections)[number];
	/** Judges may look at signs of unfairness, and contestants are told so before; they decide nothing (JU6). */
	signals: boolean;
	everyoneFails: (typeof everyoneFails)[number];
	audience: AudienceRules;
	rescue: RescueRules;
	bell: BellRules;
	ties: { stays: (typeof tieBreaks)[number]; left: (typeof tiesLeft)[number] };
	/** Units are ranked per head of those who started, instead of in total (BE5). */
	unitsPerHead: boolean;
}

export interface AudienceRules {
	/** People without a seat may join and play along (CO5). */
	joins: boolean;
	/** Eliminated contestants may go on answering, for the audience's ranking only (CO5). */
	eliminatedPlay: boolean;
	/** The last contestant may ask the audience once (RE6). */
	lifeline: boolean;
}

export interface RescueRules {
	/** At most so many rescues (RE5); 0: none. */
	limit: number;
	/** Proposed after these main questions, counted from 1 (RE1). */
	afterQuestions: number[];
	/** Proposed when at most so many are left (RE1). */
	atMost: number | null;
	/** Proposed when at most so many per cent of those who started are left (RE1). */
	atMostPercent: number | null;
	/** Proposed when nobody is left (RE1). */
	floorEmpty: boolean;
	size: (typeof rescueSizes)[number];
	/** Of those right in a rescue question only the fastest so many return; null: all (RE2). */
	fastest: number | null;
	/** What the dialog proposes for a quota; the host types the number won (RE2). */
	quota: number;
	/** `quota` counts per cent of the eliminated, rounded up, instead of heads (RE2). */
	quotaIsPercent: boolean;
	choice: RescueChoice;
}

export interface BellRules {
	/** The last one goes to the bell question at once; otherwise she plays the remaining questions alone first (BE1). */
	atOnce: boolean;
	/** She may choose one of the bell questions by its topic (BE1). */
	topicChoice: boolean;
}

/**
 * How a round sends people off (EL2). Knock-out: a wrong or missing answer leaves. Lives: the n-th miss leaves. Cut:
 * nobody leaves before the round ends, and then the lowest do. Warm-up: nobody leaves. Pairs: two stay or leave together.
 */
export const eliminations = ['knockout', 'lives', 'cut', 'warmup', 'pairs'] as const;

/** A run of questions under one elimination rule (EL2). */
export interface Round {
	name: string;
	elimination: (typeof eliminations)[number];
	/** Seconds to answer a question of this round. */
	seconds: number;
	/** lives: out at this miss. */
	lives: number;
	/** cut: how many are kept, … */
	keep: number;
	/** … or how many per cent of those in the round, rounded up. */
	keepIsPercent: boolean;
	/** pairs: both must be right, instead of one. */
	bothRight: boolean;
}

/** A prize and how many of it there are, from the first rank down (BE5). */
export interface Award {
	name: string;
	count: number;
}

/** What a round has beside its name, rule and time when nothing is said about it. */
export const plainRound: Omit<Round, 'name' | 'elimination' | 'seconds'> = {
	lives: 3,
	keep: 50,
	keepIsPercent: true,
	bothRight: false
};

/**
 * A sealed question opens so much after the order, ms, on all screens at one instant of the server's clock: by then the key has
 * come over any line that is of use, and so nobody sees the question before others do (PH10).
 */
export const sealedLeadMs = 800;

/** The options that came after contests had been recorded without them; what they mean for those. */
const addedLater = {
	names: 'shown',
	boards: 'phones',
	lateUntil: 1,
	shuffleOptions: false,
	sealedStart: false,
	disconnected: 'wrong',
	signals: false,
	audience: { joins: false, eliminatedPlay: false, lifeline: false },
	unitsPerHead: false
} as const satisfies Partial<Rules>;

/** Rules with all options, also of a contest that was recorded before there were so many (IN5). */
export function completeRules(rules: Rules): Rules {
	return { ...addedLater, ...rules };
}

/** The same for a round. */
export function completeRound(round: Round): Round {
	return { ...plainRound, ...round };
}
