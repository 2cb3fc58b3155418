import { z } from 'zod';
import { isChoice, levels, questionTypes, type Question } from '$lib/bank/question';

const text = z.string().default('');
const schema = z.object({
	type: z.enum(questionTypes),
	text,
	/** The letter of the option that is ticked. */
	letter: text,
	/** The model answer of a short answer. */
	answer: text,
	/** One a line. */
	accepted: text,
	explanation: text,
	source: text,
	topic: text,
	level: z.enum([...levels, '']).default(''),
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
	const { letter, answer, accepted, version, then, ...rest } = read.data;
	const choice = isChoice(rest.type);
	return {
		question: {
			...rest,
			options: choice ? data.getAll('option').map((o) => (typeof o === 'string' ? o : '')) : [],
			key: choice ? letter : answer,
			accepted: choice ? [] : accepted.split(/\r?\n/)
		},
		version,
		then
	};
}
