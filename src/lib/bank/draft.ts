import { problems, type Problem } from './check';
import { cleanLine, cleanQuestion, withoutTrailingEmpty } from './clean';
import { normalForm } from './normal';
import { readAuthorsNumber, readNumberKey } from './number-key';
import { answerWay, letter, type Media, type Question, type QuestionType } from './question';
import { readKey, readLevel, readType } from './words';

/** A question of a file of which nothing has been read yet. */
export const unread: Omit<RawQuestion, 'place'> = {
	label: '',
	id: '',
	type: '',
	text: '',
	options: [],
	answer: '',
	accepted: [],
	explanation: '',
	source: '',
	asOf: '',
	topic: '',
	level: '',
	tags: '',
	seconds: '',
	media: [],
	note: '',
	doubts: []
};

/** A question as a file says it: everything as text, and nothing understood yet. */
export interface RawQuestion {
	/** Row of the sheet, number in the list, or number of the line; from 1, rising through the file. */
	place: number;
	/** What the file itself calls it: `Câu 12`; '' where it says nothing. */
	label: string;
	id: string;
	type: string;
	text: string;
	options: string[];
	answer: string;
	accepted: string[];
	explanation: string;
	source: string;
	asOf: string;
	topic: string;
	level: string;
	/** Separated by commas or semicolons. */
	tags: string;
	seconds: string;
	media: Media[];
	note: string;
	doubts: Doubt[];
}

export interface Doubt {
	code:
		| Problem['code']
		| 'not_understood'
		| 'unknown_type'
		| 'several_keys'
		| 'key_not_understood'
		| 'unknown_level'
		| 'options_ignored'
		| 'accepted_ignored'
		/** The items stand in the right order already. */
		| 'order_as_shown'
		/** 1.000, which was read as a thousand. */
		| 'number_two_ways'
		| 'doubtful_number'
		| 'doubtful_date'
		| 'cell_error'
		/** Something there was not taken: a picture, a unit; `value` names it. */
		| 'left_out'
		/** Counted in part where it comes from, and is not right here: an option, or the answer `value`. */
		| 'partly_right'
		/** Any of the options `value` was right where it comes from; here all of them are needed. */
		| 'all_needed'
		/** `value` has a `*` that stands for any letters. */
		| 'wildcard'
		| 'seconds_not_understood'
		/** A formula of the document was written anew as LaTeX. */
		| 'equation'
		/** A picture, or a formula drawn as one, stands where text was expected. */
		| 'picture'
		/** A table of the document, a row on each line. */
		| 'table'
		/** What says the key says different things; `value` lists them. */
		| 'keys_contradict'
		/** The key follows from a mark that is on a part of the option only, or that few questions have. */
		| 'faint_mark'
		| 'key_always_same'
		/** The key is a number that is an option's text and could count the options too. */
		| 'number_or_text'
		/** The keys of the table are numbers from 0; `value` is this one. */
		| 'counted_from_zero'
		/** The list that the key is from has numbers that no question has. */
		| 'list_misfit'
		/** The question's number stands more than once, so a list of keys does not say which is meant. */
		| 'numbering_restarts'
		/** The number does not follow the one before. */
		| 'number_jumps'
		/** It is the number of the question before, `value`. */
		| 'number_repeated'
		/** The number of the question is missing, or misspelt. */
		| 'heading_damaged'
		/** The text that several questions share was put before this one. */
		| 'shared_text'
		/** Letters of the options are missing, doubled or out of order. */
		| 'letters_off'
		/** Other questions of the file have another number of options; `value`: `3 / 4`. */
		| 'option_count'
		/** Lines behind the question that say nothing of themselves. */
		| 'loose_text'
		/** Where the answer begins follows from how the line looks. */
		| 'answer_on_line'
		| 'same_in_file'
		| 'same_in_bank';
	field: keyof Question;
	/** Index of the option it is about. */
	option?: number;
	/** What the file says there, or where the question stands already. */
	value?: string;
}

/** What was understood of one question of a file, and what is doubtful about it. */
export interface Draft {
	place: number;
	label: string;
	externalId: string;
	question: Question;
	doubts: Doubt[];
}

/** What a file of questions is. Its name says how places in it are counted: rows, lines, or items. */
export const fileKinds = ['json', 'xlsx', 'csv', 'docx', 'text', 'gift', 'aiken', 'moodle'] as const;
export type FileKind = (typeof fileKinds)[number];

/** What is doubtful about a file as a whole, or about a place in it that became no question. */
export interface FileDoubt {
	code:
		/** A column or field that means nothing to us; `value` is its name. */
		| 'column_ignored'
		/** Text that is part of no question; `value` is its beginning. */
		| 'text_ignored'
		/** A question of a kind that we do not have, or that can't be read; `value` says which. */
		| 'not_supported'
		/** No row names the columns of the table: somebody has to say what they hold. */
		| 'columns_unknown'
		/** No row names the columns; what they hold was told by what stands in them. */
		| 'columns_guessed'
		/** A sheet that is no table of questions; `value` is its name. */
		| 'sheet_ignored'
		/** A list of keys has a number that no question has. */
		| 'key_without_question'
		/** What was given as a list of keys is none; `value` is its beginning. */
		| 'keys_not_understood'
		/** UTF-8 that had been taken for another coding was put right. */
		| 'misread_text'
		/** Text in an old font was converted; `value` names the font's coding. */
		| 'old_font';
	/** Where, counted as the questions are; null: the whole file. */
	place: number | null;
	value: string;
}

/** A file of questions as it stands there, before anything of it is understood; what each reader of a format gives. */
export interface RawBank {
	/** '' where the file has none. */
	title: string;
	language: string;
	note: string;
	questions: RawQuestion[];
	doubts: FileDoubt[];
}

/** Doubts with which a question can still be taken: it is whole, somebody only has to look. */
const harmless: ReadonlySet<Doubt['code']> = new Set([
	'unknown_level',
	'options_ignored',
	'accepted_ignored',
	'order_as_shown',
	'number_two_ways',
	'doubtful_number',
	'doubtful_date',
	'left_out',
	'partly_right',
	'all_needed',
	'seconds_not_understood',
	'equation',
	'picture',
	'table',
	'faint_mark',
	'key_always_same',
	'number_or_text',
	'list_misfit',
	'counted_from_zero',
	'number_jumps',
	'number_repeated',
	'heading_damaged',
	'shared_text',
	'letters_off',
	'option_count',
	'loose_text',
	'answer_on_line',
	'same_in_file',
	'same_in_bank'
]);

/** Whether a question with a doubt of this code can be taken all the same. */
export function isHarmless(code: unknown): code is Doubt['code'] {
	return [...harmless].some((known) => known === code);
}

/** Whether the question can be taken into a bank. */
export function isFit(draft: Pick<Draft, 'doubts'>): boolean {
	return draft.doubts.every((d) => harmless.has(d.code));
}

/** Understands one question of a file. Never guesses silently: what is not sure is a doubt. */
export function readDraft(raw: RawQuestion): Draft {
	const options = withoutTrailingEmpty(raw.options);
	const type = readType(raw.type, options, raw.answer);
	const level = readLevel(raw.level);
	const texts = type === 'true_false' && options.length === 0 ? ['Đúng', 'Sai'] : options;
	const answer = readKey(type ?? 'short', raw.answer, texts);
	const question = cleanQuestion({
		type: type ?? 'short',
		text: raw.text,
		options: texts,
		key: 'key' in answer ? answer.key : '',
		accepted: type === 'number' ? raw.accepted.map(readNumberKey) : raw.accepted,
		explanation: raw.explanation,
		source: raw.source,
		asOf: raw.asOf,
		topic: raw.topic,
		level: level ?? '',
		tags: [raw.tags],
		seconds: readSeconds(raw.seconds),
		media: raw.media,
		note: raw.note
	});

	const doubts = [...raw.doubts];
	if (question.seconds === null && raw.seconds.trim() !== '')
		doubts.push({ code: 'seconds_not_understood', field: 'seconds', value: cleanLine(raw.seconds) });
	if (level === null) doubts.push({ code: 'unknown_level', field: 'level', value: cleanLine(raw.level) });
	if (type === null) doubts.push({ code: 'unknown_type', field: 'type', value: cleanLine(raw.type) });
	else doubts.push(...ignored(raw, options, type), ...soft(raw, question));
	if ('code' in answer) doubts.push({ code: answer.code, field: 'key', value: cleanLine(raw.answer) });
	if (answerWay(question.type) === 'one' && couldCount(raw.answer, question))
		doubts.push({ code: 'number_or_text', field: 'key', value: cleanLine(raw.answer) });
	const said = new Set(doubts.map((d) => d.field));
	return {
		place: raw.place,
		label: raw.label,
		externalId: cleanLine(raw.id),
		question,
		doubts: [...doubts, ...problems(question).filter((p) => p.field !== 'key' || !said.has('key'))]
	};
}

/** `20`, `20 giây`, `20s`, `00:20`; null for what is no number of seconds that somebody could have meant. */
function readSeconds(text: string): number | null {
	const [, minutes, seconds] =
		/^(?:0*(\d{1,2}):)?0*(\d{1,3})\s*(?:giây|s|sec|seconds?)?$/iu.exec(text.trim()) ?? [];
	const total = seconds === undefined ? 0 : Number(minutes ?? 0) * 60 + Number(seconds);
	return total > 0 ? total : null;
}

/** Whether a key that was found by an option's text is a number that points at another option. */
function couldCount(answer: string, { options, key }: Question): boolean {
	const number = /^\s*([1-6])\s*$/.exec(answer)?.[1];
	return (
		number !== undefined &&
		Number(number) <= options.length &&
		letter(Number(number) - 1) !== key &&
		key !== ''
	);
}

/** What the question says and its type has no use for. */
function ignored(raw: RawQuestion, options: string[], type: QuestionType): Doubt[] {
	if (answerWay(type) === 'typed')
		return options.length > 0 ? [{ code: 'options_ignored', field: 'options' }] : [];
	const some = raw.accepted.some((a) => a.trim() !== '');
	return some ? [{ code: 'accepted_ignored', field: 'accepted' }] : [];
}

/** What is fit and yet may be meant otherwise. */
function soft(raw: RawQuestion, { type, options, key }: Question): Doubt[] {
	if (type === 'ordering' && isAsShown({ options, key })) return [{ code: 'order_as_shown', field: 'key' }];
	if (type !== 'number') return [];
	return [raw.answer, ...raw.accepted].flatMap((text, i) => {
		const value = text.split('±')[0] ?? '';
		const field = i === 0 ? 'key' : 'accepted';
		const other = readAuthorsNumber(value)?.other ?? null;
		return other === null ? [] : [{ code: 'number_two_ways', field, value: cleanLine(value) }];
	});
}

/** Whether the items of an ordering are shown in the right order already, so that nothing is left to do. */
export function isAsShown({ options, key }: Pick<Question, 'options' | 'key'>): boolean {
	return options.length > 1 && key === options.map((_, i) => letter(i)).join('');
}

/** Adds to each draft whether its text stands further up in the file, or in `bank` already (by normal form). */
export function markRepeated(
	drafts: readonly Draft[],
	bank: readonly { text: string; number: number }[]
): Draft[] {
	const inBank = new Map(bank.map((q) => [normalForm(q.text), q.number]));
	const inFile = new Map<string, number>();
	return drafts.map((draft) => {
		const form = normalForm(draft.question.text);
		if (form === '') return draft;
		const doubts = [...draft.doubts];
		const above = inFile.get(form);
		const there = inBank.get(form);
		if (above !== undefined) doubts.push({ code: 'same_in_file', field: 'text', value: String(above) });
		else inFile.set(form, draft.place);
		if (there !== undefined) doubts.push({ code: 'same_in_bank', field: 'text', value: String(there) });
		return { ...draft, doubts };
	});
}

/** Whether the text is there already; such a question is not taken unless somebody asks for it. */
export function isRepeated(draft: Pick<Draft, 'doubts'>): boolean {
	return draft.doubts.some((d) => d.code === 'same_in_file' || d.code === 'same_in_bank');
}
