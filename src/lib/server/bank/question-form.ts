import { z } from 'zod';
import { joinNumberKey, readNumberKey } from '$lib/bank/number-key';
import { answerWay, levels, mediaKinds, questionTypes, type Media, type Question } from '$lib/bank/question';

const text = z.string().default('');

/** The media of a question, as editors send them. */
export const mediaList: z.ZodType<Media[]> = z.array(
	z.object({
		id: z.string().regex(/^[0-9a-f]{64}$/),
		kind: z.enum(mediaKinds),
		on: z.enum(['text', 'explanation']),
		alt: z.string(),
		width: z.number().int().min(0).max(100_000),
		height: z.number().int().min(0).max(100_000)
	})
);

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}

const schema = z.object({
	type: z.enum(questionTypes),
	text,
	/** The model answer, where it is typed. */
	answer: text,
	/** Of a number. */
	tolerance: text,
	/** One a line. */
	accepted: text,
	explanation: text,
	source: text,
	asOf: text,
	topic: text,
	level: z.enum([...levels, '']).default(''),
	/** Separated by commas. */
	tags: text,
	/** Empty: those of the round. */
	seconds: text,
	/** As JSON. */
	media: z
		.string()
		.default('[]')
		.transform((json, context) => {
			const read = mediaList.safeParse(parsed(json));
			if (read.success) return read.data;
			context.addIssue({ code: 'custom' });
			return z.NEVER;
		}),
	note: text,
	version: z.coerce.number().int().min(1).default(1),
	/** Which button was pressed. */
	then: z.enum(['back', 'another']).default('back')
});

export interface SentQuestion {
	question: Question;
	version: number;
	then: 'back' | 'another';
}

/** What the question's editor sent, as it was typed; null for what no editor of ours sends. */
export function readQuestionForm(data: FormData): SentQuestion | null {
	const read = schema.safeParse(Object.fromEntries(data));
	if (!read.success) return null;
	const { answer, tolerance, accepted, version, then, ...rest } = read.data;
	const all = (name: string) => data.getAll(name).map((value) => (typeof value === 'string' ? value : ''));
	const typed = answerWay(rest.type) === 'typed';
	const number = rest.type === 'number';
	const lines = accepted.split(/\r?\n/);
	return {
		question: {
			...rest,
			tags: [rest.tags],
			seconds: rest.seconds.trim() === '' ? null : Number(rest.seconds),
			options: typed ? [] : all('option'),
			// The letters of the options that are ticked, or of the items in the right order.
			key: !typed ? all('letter').join('') : number ? joinNumberKey(answer, tolerance) : answer,
			accepted: !typed ? [] : number ? lines.map(readNumberKey) : lines
		},
		version,
		then
	};
}
