import { z } from 'zod';
import { joinNumberKey, readNumberKey } from '$lib/bank/number-key';
import { answerWay, levels, questionTypes, type Question } from '$lib/bank/question';

const text = z.string().default('');
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
	const { answer, tolerance, accepted, version, then, ...rest } = read.data;
	const all = (name: string) => data.getAll(name).map((value) => (typeof value === 'string' ? value : ''));
	const typed = answerWay(rest.type) === 'typed';
	const number = rest.type === 'number';
	const lines = accepted.split(/\r?\n/);
	return {
		question: {
			...rest,
			options: typed ? [] : all('option'),
			// The letters of the options that are ticked, or of the items in the right order.
			key: !typed ? all('letter').join('') : number ? joinNumberKey(answer, tolerance) : answer,
			accepted: !typed ? [] : number ? lines.map(readNumberKey) : lines
		},
		version,
		then
	};
}
