import { z } from 'zod';
import { cleanLine, cleanQuestion } from '$lib/bank/clean';
import { isHarmless, isRepeated, type Doubt } from '$lib/bank/draft';
import { levels, questionTypes } from '$lib/bank/question';
import { maxQuestions } from '../files/bank-file';
import { mediaList } from './question-form';
import type { ImportTarget, Taken } from './transfer';

const question = z.object({
	type: z.enum(questionTypes),
	text: z.string(),
	options: z.array(z.string()),
	key: z.string(),
	accepted: z.array(z.string()),
	explanation: z.string(),
	source: z.string(),
	asOf: z.string(),
	topic: z.string(),
	level: z.enum([...levels, '']),
	tags: z.array(z.string()),
	seconds: z.number().nullable(),
	media: mediaList,
	note: z.string()
});

/** Only what a question can be taken with: the rest has to be mended before. */
const doubt = z.object({
	code: z.custom<Doubt['code']>(isHarmless),
	field: question.keyof(),
	option: z.number().int().optional(),
	value: z.string().max(5000).optional()
});

/** A question with all that it has, as a program of ours sends it. */
export const wholeQuestion = question.transform(cleanQuestion);

const taken = z
	.object({
		externalId: z.string().max(1000).transform(cleanLine),
		question: wholeQuestion,
		doubts: z.array(doubt).max(100),
		update: z.object({ id: z.string(), version: z.number().int() }).nullable()
	})
	// Whose text stands where in a file says nothing once the file is gone.
	.transform((t): Taken => ({ ...t, doubts: t.doubts.filter((d) => !isRepeated({ doubts: [d] })) }));

const target = z.union([
	z.object({ bankId: z.string() }),
	z.object({ create: z.object({ title: z.string(), language: z.enum(['vi', 'en']), note: z.string() }) })
]);

const sent = z.object({ target, taken: z.array(taken).max(maxQuestions) });

/** What the import's screen sends to be saved; null for what no screen of ours sends. */
export function readSentDrafts(json: unknown): { target: ImportTarget; taken: Taken[] } | null {
	const read = sent.safeParse(json);
	return read.success ? read.data : null;
}
