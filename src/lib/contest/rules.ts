/** Whose phones may take a seat (CO2). `mixed`: the roster, and whoever comes for the seats left over. */
export const registrations = ['roster', 'open', 'mixed'] as const;
/** What happens when everyone left fails the same question (EL5). */
export const everyoneFails = ['stay', 'void', 'rescue', 'end'] as const;
/** How many a rescue brings back (RE2). */
export const rescueSizes = ['question', 'quota', 'all'] as const;
/** Who comes back for a quota (RE3). */
export const rescueChoices = ['recent', 'most_correct', 'random', 'per_unit', 'hand'] as const;
/** Who stays in a tie-break (BE3). */
export const tieBreaks = ['all_right', 'fastest'] as const;
/** What decides when the tie-break questions are used up (BE3). */
export const tiesLeft = ['ranking', 'share'] as const;
/** Until when a latecomer is let on the floor (CO4). */
export const lateJoins = ['never', 'first_close'] as const;

export type RescueChoice = (typeof rescueChoices)[number];

/** The options of a contest (thể lệ). All that an organizer may set, and nothing that the engine could work out. */
export interface Rules {
	registration: (typeof registrations)[number];
	/** How many seats the floor has (CO2). */
	capacity: number;
	lateJoin: (typeof lateJoins)[number];
	/** Seconds after the deadline within which an answer still counts, the same for all (PH3). */
	graceSeconds: number;
	/** The first choice can't be changed (PH4). */
	firstChoiceLocks: boolean;
	/** Phones show the question, without options to tap, while it is read out (PH1). */
	phonesReadAlong: boolean;
	/** `presented` lasts at least so many seconds (PH9); 0: as long as the host likes. */
	readingSeconds: number;
	everyoneFails: (typeof everyoneFails)[number];
	rescue: RescueRules;
	bell: BellRules;
	ties: { stays: (typeof tieBreaks)[number]; left: (typeof tiesLeft)[number] };
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

/** A run of questions under one elimination rule (EL2). */
export interface Round {
	name: string;
	elimination: (typeof eliminations)[number];
	/** Seconds to answer a question of this round. */
	seconds: number;
}

/** Knock-out: a wrong or missing answer leaves. Warm-up: nobody leaves (EL2). */
export const eliminations = ['knockout', 'warmup'] as const;
