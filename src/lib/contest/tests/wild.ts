import fc from 'fast-check';
import {
	boardKinds,
	disconnections,
	eliminations,
	everyoneFails,
	lateJoins,
	rescueChoices,
	rescueSizes,
	tieBreaks,
	tiesLeft,
	type Award,
	type Round,
	type Rules
} from '../rules';
import type { QuestionKind } from '../setup';
import { plainRules } from './given';

/** A contest of any rules, and what is tried on it, whether the rules allow it or not. */
export interface Wild {
	contestants: number;
	/** So many of the list have not come. */
	missing: number;
	/** Whether it has begun when the steps begin. */
	started: boolean;
	rules: Rules;
	/** Each with so many main questions. */
	rounds: (Round & { questions: number })[];
	extra: Record<Exclude<QuestionKind, 'main'>, number>;
	awards: Award[];
	/** Decides all answers. */
	salt: string;
	steps: Step[];
}

/** What a host, a judge, the staff or a contestant may try. */
export const acts = [
	'present',
	'audience',
	'open',
	'extend',
	'pause',
	'resume',
	'close',
	'deadline',
	'reopen',
	'noteInterruption',
	'passInterruption',
	'askAudience',
	'judgeGroup',
	'judgeAbsent',
	'markBoards',
	'void',
	'reveal',
	'pair',
	'cut',
	'rescue',
	'decline',
	'register',
	'checkIn',
	'rollCall',
	'setBoards',
	'start',
	'status',
	'correct',
	'undo',
	'appeal',
	'answerAppeal',
	'setAward',
	'changeRules',
	'scene',
	'prepare',
	'finish'
] as const;
const common = ['correct', 'correct', 'correct', 'undo', 'status', 'checkIn', 'markBoards', 'close'] as const;

export interface Step {
	what: 'next' | (typeof acts)[number];
	/** Picks a seat, a question, an option of the command. */
	n: number;
	/** Goes by before it. */
	ms: number;
}

const small = fc.nat({ max: 2 });
const maybe = fc.option(fc.nat({ max: 8 }));
const mostly = <T>(usual: T, others: readonly T[]) =>
	fc.oneof(
		{ weight: 2, arbitrary: fc.constant(usual) },
		{ weight: 1, arbitrary: fc.constantFrom(...others) }
	);

const rules: fc.Arbitrary<Rules> = fc
	.record({
		boards: mostly('phones', boardKinds),
		lateJoin: fc.constantFrom(...lateJoins),
		lateUntil: fc.integer({ min: 1, max: 4 }),
		readingSeconds: mostly(0, [3]),
		phonesReadAlong: fc.boolean(),
		disconnected: fc.constantFrom(...disconnections),
		everyoneFails: fc.constantFrom(...everyoneFails),
		audience: fc.record({ joins: fc.boolean(), eliminatedPlay: fc.boolean(), lifeline: fc.boolean() }),
		bell: fc.record({ atOnce: fc.boolean(), topicChoice: fc.boolean() }),
		ties: fc.record({ stays: fc.constantFrom(...tieBreaks), left: fc.constantFrom(...tiesLeft) }),
		unitsPerHead: fc.boolean(),
		rescue: fc.record({
			limit: fc.nat({ max: 3 }),
			afterQuestions: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
			atMost: maybe,
			atMostPercent: fc.option(fc.nat({ max: 60 })),
			floorEmpty: fc.boolean(),
			size: fc.constantFrom(...rescueSizes),
			fastest: maybe,
			quota: fc.nat({ max: 60 }),
			quotaIsPercent: fc.boolean(),
			choice: fc.constantFrom(...rescueChoices)
		})
	})
	.map((some) => ({ ...plainRules, ...some }));

const round = fc.record({
	name: fc.constant('Chặng'),
	elimination: mostly<Round['elimination']>('knockout', eliminations),
	seconds: fc.constant(15),
	lives: fc.integer({ min: 1, max: 3 }),
	keep: fc.integer({ min: 1, max: 60 }),
	keepIsPercent: fc.boolean(),
	bothRight: fc.boolean(),
	questions: fc.integer({ min: 1, max: 3 })
});

const anything: fc.Arbitrary<Wild> = fc.record({
	salt: fc.string({ maxLength: 8 }),
	contestants: fc.nat({ max: 9 }),
	missing: small,
	started: mostly(true, [false]),
	rules,
	rounds: fc.array(round, { minLength: 1, maxLength: 3 }),
	extra: fc.record({
		spare: small,
		rescue: small,
		tiebreak: small,
		bell: small,
		audience: fc.nat({ max: 1 })
	}),
	awards: fc.array(fc.record({ name: fc.constant('Giải'), count: fc.integer({ min: 1, max: 3 }) }), {
		maxLength: 2
	}),
	steps: fc.array(
		fc.record({
			what: fc.oneof(
				{ weight: 5, arbitrary: fc.constant('next' as const) },
				{ weight: 2, arbitrary: fc.constantFrom(...common) },
				{ weight: 1, arbitrary: fc.constantFrom(...acts) }
			),
			n: fc.nat({ max: 5000 }),
			ms: fc.constantFrom(0, 1, 900, 3000, 20_000)
		}),
		{ maxLength: 60, size: 'max' }
	)
});

/** As plain objects, which a way through JSON leaves as they are. */
export const wild = anything.map((w) => structuredClone(w));
