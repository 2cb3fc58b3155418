import { z } from 'zod';
import * as options from '$lib/contest/rules';
import { questionKinds, type Setup } from '$lib/contest/setup';

/** Limits that keep a contest playable; the screens say the same ones. */
const seconds = z.number().int().min(3).max(600);
const line = z.string().trim().max(200);

const rescue = z.object({
	limit: z.number().int().min(0).max(20),
	afterQuestions: z.array(z.number().int().min(1).max(500)).max(20),
	atMost: z.number().int().min(1).max(100_000).nullable(),
	atMostPercent: z.number().int().min(1).max(100).nullable(),
	floorEmpty: z.boolean(),
	size: z.enum(options.rescueSizes),
	fastest: z.number().int().min(1).max(100_000).nullable(),
	quota: z.number().int().min(1).max(100_000),
	quotaIsPercent: z.boolean(),
	choice: z.enum(options.rescueChoices)
});

export const rulesSchema = z.object({
	registration: z.enum(options.registrations),
	names: z.enum(options.nameRules),
	capacity: z.number().int().min(1).max(99_999),
	boards: z.enum(options.boardKinds),
	lateJoin: z.enum(options.lateJoins),
	lateUntil: z.number().int().min(1).max(500),
	graceSeconds: z.number().min(0).max(10),
	firstChoiceLocks: z.boolean(),
	phonesReadAlong: z.boolean(),
	shuffleOptions: z.boolean(),
	readingSeconds: z.number().int().min(0).max(120),
	sealedStart: z.boolean(),
	disconnected: z.enum(options.disconnections),
	signals: z.boolean(),
	everyoneFails: z.enum(options.everyoneFails),
	audience: z.object({ joins: z.boolean(), eliminatedPlay: z.boolean(), lifeline: z.boolean() }),
	rescue,
	bell: z.object({ atOnce: z.boolean(), topicChoice: z.boolean() }),
	ties: z.object({ stays: z.enum(options.tieBreaks), left: z.enum(options.tiesLeft) }),
	unitsPerHead: z.boolean()
});

export const roundSchema = z.object({
	name: line.min(1),
	elimination: z.enum(options.eliminations),
	seconds,
	lives: z.number().int().min(1).max(9).default(options.plainRound.lives),
	keep: z.number().int().min(1).max(100_000).default(options.plainRound.keep),
	keepIsPercent: z.boolean().default(options.plainRound.keepIsPercent),
	bothRight: z.boolean().default(options.plainRound.bothRight)
});

export const awardsSchema = z
	.array(z.object({ name: line.min(1), count: z.number().int().min(1).max(1000) }))
	.max(30);

/** The draft of a contest, checked wherever it comes in. */
export const setupSchema: z.ZodType<Setup> = z.object({
	organizer: line,
	units: z.array(line.min(1)).max(2000),
	rules: rulesSchema,
	rounds: z.array(roundSchema).min(1).max(20),
	extraSeconds: seconds,
	mainQuestions: z.number().int().min(1).max(200),
	approvedOnly: z.boolean(),
	questions: z
		.array(
			z.object({
				questionId: z.string(),
				kind: z.enum(questionKinds),
				round: z.number().int().min(-1).max(19),
				seconds: seconds.nullable()
			})
		)
		.max(1000),
	awards: awardsSchema
});
