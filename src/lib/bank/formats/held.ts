import { cleanQuestion } from '../clean';
import { isFit, readDraft, type RawBank } from '../draft';
import { escapeMarkup, plainText } from '../markup';
import { unsaid, type Question } from '../question';
import { readKey } from '../words';
import { fromHtml, hasMarkup, toHtml } from './html';

/*
 * What another program's format can hold of our questions. What it can't is counted and named, never dropped in silence.
 */

/** A question on its way out, with the name that its author gave it. */
export interface NamedQuestion {
	externalId: string;
	question: Question;
}

/** What a question may lose on the way. */
export const losableParts = [
	'explanation',
	'source',
	'asOf',
	'topic',
	'level',
	'tags',
	'seconds',
	'media',
	'note',
	/** The author's number or code. */
	'id',
	/** Bold, formulas and the like. */
	'looks',
	/** Formulas, which stand there as they are typed. */
	'formulas',
	/** Line breaks. */
	'lines',
	/** The order in which the items of an ordering are shown. */
	'shown_order',
	/** The words of the two options of true/false. */
	'truth_words',
	'accepted'
] as const;
export type LosablePart = (typeof losableParts)[number];

/** A format of another program. */
export interface ForeignFormat {
	/** The question as far as the format can hold it; null when it has no such question. */
	held(question: NamedQuestion): NamedQuestion | null;
	write(questions: readonly NamedQuestion[]): string;
	read(text: string): RawBank;
}

/** What becomes of a bank in a format. */
export interface Packed {
	questions: NamedQuestion[];
	/** Numbers of the questions that the format has no way to write, from 1. */
	leftOut: number[];
	/** How many of the others lose what. */
	lost: Map<LosablePart, number>;
}

/**
 * Makes a bank ready for a format. Each question is written and read once by itself: what does not come back equal is left
 * out rather than changed.
 */
export function pack(format: ForeignFormat, questions: readonly NamedQuestion[]): Packed {
	const packed: Packed = { questions: [], leftOut: [], lost: new Map() };
	questions.forEach((question, i) => {
		const held = format.held(question);
		if (held && comesBack(format, held)) {
			packed.questions.push(held);
			for (const part of lostParts(question, held)) packed.lost.set(part, (packed.lost.get(part) ?? 0) + 1);
		} else packed.leftOut.push(i + 1);
	});
	return packed;
}

function comesBack(format: ForeignFormat, held: NamedQuestion): boolean {
	const [draft, ...others] = format.read(format.write([held])).questions.map(readDraft);
	if (!draft || others.length > 0 || !isFit(draft)) return false;
	// Media lie apart.
	const question = cleanQuestion({ ...held.question, media: [] });
	const back = { ...held, externalId: draft.externalId, question: draft.question };
	return JSON.stringify(back) === JSON.stringify({ ...held, question });
}

function lostParts(before: NamedQuestion, after: NamedQuestion): LosablePart[] {
	const [from, to] = [before.question, after.question];
	const texts = [from.text, ...from.options, from.explanation];
	const kept = [to.text, ...to.options, to.explanation];
	const isGone = (part: 'explanation' | 'source' | 'asOf' | 'topic' | 'level' | 'note') =>
		from[part] !== '' && to[part] === '';
	const losses: Record<LosablePart, boolean> = {
		explanation: isGone('explanation'),
		source: isGone('source'),
		asOf: isGone('asOf'),
		topic: isGone('topic'),
		level: isGone('level'),
		tags: to.tags.length < from.tags.length,
		seconds: to.seconds !== from.seconds,
		media: to.media.length < from.media.length,
		note: isGone('note'),
		id: before.externalId !== after.externalId,
		looks: texts.some((t, i) => hasMarkup(t) && kept[i] !== '' && !hasMarkup(kept[i] ?? '')),
		formulas: false,
		lines: texts.some((t, i) => t.includes('\n') && kept[i] !== '' && !kept[i]?.includes('\n')),
		shown_order: from.type === 'ordering' && from.key !== to.key,
		truth_words: from.type === 'true_false' && from.options.join('\n') !== to.options.join('\n'),
		accepted: to.accepted.length < from.accepted.length
	};
	return losableParts.filter((part) => losses[part]);
}

/** Type, text, options, key and accepted answers: what every format holds that holds the question at all. */
export function core({ type, text, options, key, accepted }: Question): Question {
	return { ...unsaid, type, text, options, key, accepted };
}

/** A text of ours as it comes back from a format that has HTML: the same, with no more signs of markup than it needs. */
export function viaHtml(text: string): string {
	return fromHtml(toHtml(text)).text;
}

/** A text of ours in one line and without looks. */
export function oneLine(text: string): string {
	return escapeMarkup(plainText(text).replace(/\s+/gu, ' ').trim());
}

/**
 * A question of true/false as other programs have it, in their words for it; as a choice of one where its options say
 * something else than true and false.
 */
export function asTrueFalse(question: Question): Question {
	const right = readKey('true_false', 'Đúng', question.options);
	if (!('key' in right)) return { ...question, type: 'single' };
	return { ...question, options: ['Đúng', 'Sai'], key: question.key === right.key ? 'A' : 'B' };
}
