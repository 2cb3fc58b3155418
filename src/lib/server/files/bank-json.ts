import { z } from 'zod';
import { unread, type RawBank, type RawQuestion } from '$lib/bank/draft';
import type { Level, Question, QuestionType } from '$lib/bank/question';
import { mediaKinds, optionIndex } from '$lib/bank/question';
import { writeNumberKey } from '$lib/bank/number-key';
import { levelNames, readKey, readType } from '$lib/bank/words';
import { encoded, withFiles, type BankMedia } from './bank-media';
import { Unreadable } from './unreadable';

/** A bank as a file holds it. */
export interface BankContent {
	title: string;
	language: string;
	note: string;
	questions: { externalId: string; question: Question }[];
}

const typeNames: Record<QuestionType, string> = {
	single: 'multiple_choice',
	multiple: 'multiple_answers',
	true_false: 'true_false',
	short: 'short_answer',
	number: 'number',
	ordering: 'ordering'
};

const word = z
	.union([z.string(), z.number(), z.boolean()])
	.nullish()
	.transform((v) => (v === null || v === undefined ? '' : String(v)));
const words = z
	.union([z.array(word), word])
	.optional()
	.transform((v) => (Array.isArray(v) ? v : v === undefined || v === '' ? [] : [v]));

const mediumSchema = z.object({
	id: z.string(),
	kind: z.enum(mediaKinds),
	on: z.enum(['text', 'explanation']),
	alt: z.string().default(''),
	width: z.number().int().nonnegative().default(0),
	height: z.number().int().nonnegative().default(0)
});
const fileSchema = z.object({ base64: z.string() });

const fields = {
	id: word,
	text: word,
	type: word,
	options: words,
	answer: word,
	accepted: words,
	explanation: word,
	source: word,
	asOf: word,
	topic: word,
	level: word,
	tags: words,
	seconds: word,
	media: z
		.array(mediumSchema)
		.nullish()
		.transform((v) => v ?? []),
	note: word
};
const questionSchema = z.object(fields);
const numberSchema = z.looseObject({ type: z.string(), answer: z.unknown(), accepted: z.unknown() });
const bankSchema = z.object({
	title: word,
	language: word,
	note: word,
	questions: z.array(z.unknown()),
	files: z.record(z.string(), fileSchema).optional()
});

/** Reads our own format; also a bare list of questions. Throws {@link Unreadable}. */
export function readBankJson(text: string): RawBank & { pictures: Uint8Array[] } {
	const json = parse(text);
	const bank = bankSchema.safeParse(Array.isArray(json) ? { questions: json } : json);
	if (!bank.success) throw new Unreadable('file/not_our_json');
	const ignored = new Set<string>();
	const questions = bank.data.questions.map((q, index) => {
		if (typeof q === 'object' && q !== null) for (const name in q) if (!(name in fields)) ignored.add(name);
		return readQuestion(q, index + 1);
	});
	const doubts = [...ignored].map((value) => ({ code: 'column_ignored' as const, place: null, value }));
	const { files = {}, ...head } = bank.data;
	const ids = Object.keys(files);
	return {
		...head,
		questions: questions.map((q) => withFiles(q, ids)),
		doubts,
		pictures: ids.map((id) => Buffer.from(files[id]?.base64 ?? '', 'base64'))
	};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Unreadable('file/damaged');
	}
}

function readQuestion(json: unknown, place: number): RawQuestion {
	const read = questionSchema.safeParse(withExactNumbers(json));
	if (read.success) return { ...unread, ...read.data, tags: read.data.tags.join('\n'), place };
	return { ...unread, place, doubts: [{ code: 'not_understood', field: 'text' }] };
}

/** Numbers of JSON have one notation: 3.142 is no thousand, whatever a Vietnamese text of that form would be. */
function withExactNumbers(json: unknown): unknown {
	const read = numberSchema.safeParse(json);
	if (!read.success || readType(read.data.type, [], '') !== 'number') return json;
	const exact = (value: unknown) => (typeof value === 'number' ? writeNumberKey(String(value)) : value);
	const { answer, accepted } = read.data;
	return { ...read.data, answer: exact(answer), accepted: [accepted].flat().map(exact) };
}

/** Writes our own format, with the bytes of media that are there; reading it again gives the same bank. */
export function writeBankJson(bank: BankContent, media: BankMedia = new Map()): string {
	const { title, language, note } = bank;
	const questions = bank.questions.map(writeQuestion);
	const files = media.size === 0 ? {} : { files: Object.fromEntries(encoded(media)) };
	return `${JSON.stringify({ title, language, note, questions, ...files }, null, '\t')}\n`;
}

function writeQuestion({ externalId, question: q }: BankContent['questions'][number]): object {
	return {
		...(externalId === ''
			? {}
			: { id: /^(0|[1-9]\d{0,14})$/.test(externalId) ? Number(externalId) : externalId }),
		text: q.text,
		type: typeNames[q.type],
		options: q.options,
		answer: writeKey(q),
		...(q.accepted.length > 0 ? { accepted: writeAccepted(q) } : {}),
		...optional('explanation', q.explanation),
		...optional('source', q.source),
		...optional('asOf', q.asOf),
		...optional('topic', q.topic),
		...optional('level', writeLevel(q.level)),
		...(q.tags.length > 0 ? { tags: q.tags } : {}),
		...(q.seconds === null ? {} : { seconds: q.seconds }),
		...(q.media.length > 0 ? { media: q.media } : {}),
		...optional('note', q.note)
	};
}

function optional(name: string, value: string): Record<string, string> {
	return value === '' ? {} : { [name]: value };
}

/** The key as people write it: letters, the text of a true/false option where that says the same, or the model answer. */
export function writeKey({ type, options, key }: Question): string {
	switch (type) {
		case 'single':
		case 'short':
			return key;
		case 'multiple':
			return [...key].join(', ');
		case 'ordering':
			return [...key].join('-');
		case 'number':
			return writeNumberKey(key);
		case 'true_false': {
			const text = options[optionIndex(key)] ?? '';
			const read = readKey(type, text, options);
			const mayCount = /^\d$/.test(text);
			return 'key' in read && read.key === key && !mayCount ? text : key;
		}
	}
}

/** The further answers, as people write them. */
export function writeAccepted({ type, accepted }: Question): string[] {
	return type === 'number' ? accepted.map(writeNumberKey) : accepted;
}

/** The level in Vietnamese, '' for none. */
export function writeLevel(level: Level | ''): string {
	return level === '' ? '' : levelNames[level];
}
