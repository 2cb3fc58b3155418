import { z } from 'zod';
import { levels, mediaKinds, questionTypes, type Media, type Question } from '$lib/bank/question';

/** Longer than any limit: what is too long for its field is told at the field (check.ts). */
const text = z.string().max(20_000);
const texts = z.array(text).max(500);

/** The media of a question, as editors send them. */
export const mediaList: z.ZodType<Media[]> = z
	.array(
		z.object({
			id: z.string().regex(/^[0-9a-f]{64}$/),
			kind: z.enum(mediaKinds),
			on: z.enum(['text', 'explanation']),
			alt: text,
			width: z.number().int().min(0).max(100_000),
			height: z.number().int().min(0).max(100_000)
		})
	)
	.max(100);

/** A question as it was typed, perhaps unfinished. */
export const sentQuestion: z.ZodType<Question> = z.object({
	type: z.enum(questionTypes),
	text,
	options: texts,
	key: text,
	accepted: texts,
	explanation: text,
	source: text,
	asOf: z.string().max(100),
	topic: text,
	level: z.enum([...levels, '']),
	tags: texts,
	seconds: z.number().nullable(),
	media: mediaList,
	note: text
});
