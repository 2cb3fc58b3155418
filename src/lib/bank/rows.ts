import {
	markedOption,
	optionsOfCell,
	optionsWithin,
	restore,
	splitAccepted,
	withoutLetter,
	withoutLetters
} from './cells';
import type { Field, TextField } from './columns';
import { unread, type Doubt, type RawQuestion } from './draft';
import { readMediaCell } from './media-cell';
import { letter, maxOptions } from './question';
import { numberLabel } from './reading/labels';
import { textAt, type Cell, type Row } from './sheet';

/*
 * The rows of a sheet as questions, once it is known which column holds what.
 */

/** A question a row; where its options stand below each other, the rows without a question go on with the one above. */
export function questionsOf(rows: readonly Row[], places: ReadonlyMap<Field, number>): RawQuestion[] {
	const below = (row: Row) =>
		textAt(row, places.get('text')) === '' && textAt(row, places.get('options')) !== '';
	if (!rows.some(below)) return rows.map((row) => readRow(row, places));
	const groups: [Row, ...Row[]][] = [];
	for (const row of rows) {
		const last = groups.at(-1);
		if (last && below(row)) last.push(row);
		else groups.push([row]);
	}
	return groups.map((group) => readGroup(group, places));
}

/** A question whose options stand in its own row and the ones below. */
function readGroup(group: readonly [Row, ...Row[]], places: ReadonlyMap<Field, number>): RawQuestion {
	const [first] = group;
	const at = places.get('options');
	const read = readRow({ ...first, cells: first.cells.with(at ?? 0, undefined) }, places);
	const lines = group.map((row) => textAt(row, at)).filter((line) => line !== '');
	const keys = group.map((row) => textAt(row, places.get('answer')));
	const isTick = (said: string) => /^(?:x|đúng|true|1|[✓✔☑✅√*])$/iu.test(said);
	const ticked = group.length > 1 && keys.every((said) => said === '' || isTick(said));
	const right = keys.flatMap((said, i) => (said === '' ? [] : [letter(i)])).join(', ');
	return {
		...read,
		options: group.length > 1 ? lines.map(withoutLetter) : optionsOfCell(lines.join('\n')).options,
		answer: ticked ? right : (keys.find((said) => said !== '') ?? '')
	};
}

function readRow({ number, cells }: Row, columns: ReadonlyMap<Field, number>): RawQuestion {
	const doubts: Doubt[] = [];
	const cell = (field: Field): Cell | undefined => cells[columns.get(field) ?? -1];
	const text = (field: TextField): string => {
		const found = cell(field);
		if (found?.doubt && field !== 'id')
			doubts.push({ code: found.doubt, field: field === 'answer' ? 'key' : field, value: found.text });
		return restore(found?.text ?? '');
	};
	const optionAt = (field: Field, option: number): string => {
		const found = cell(field);
		if (found?.doubt) doubts.push({ code: found.doubt, field: 'options', option, value: found.text });
		return restore(found?.text ?? '');
	};
	const own = withoutLetters(Array.from({ length: maxOptions }, (_, i) => optionAt(`option${i}`, i)));
	const wrong = Array.from({ length: maxOptions - 1 }, (_, i) => optionAt(`wrong${i}`, i + 1)).filter(
		(o) => o.trim() !== ''
	);
	const asked = text('text');
	const inText = own.every((o) => o.trim() === '') && !cell('options') ? optionsWithin(asked) : null;
	const together = inText?.options ?? restore(cell('options')?.text ?? '');
	const answer = text('answer');
	const media = readMediaCell(text('media'));
	for (const value of media.unread) doubts.push({ code: 'left_out', field: 'media', value });
	// The right answer in full beside the wrong ones: it is the first option.
	const beside = wrong.length > 0 && own.every((o) => o.trim() === '');
	const marked = together.trim() === '' && answer.trim() === '' ? markedOption(own) : null;
	const cellOptions =
		together.trim() === '' ? { options: marked?.options ?? own, off: false } : optionsOfCell(together);
	if (cellOptions.off) doubts.push({ code: 'letters_off', field: 'options' });
	// Where letters are off, one of them may mean another option than it seems to.
	const unsure = cellOptions.off && /^\s*[A-Fa-f]\s*[.)]?\s*$/.test(answer);
	if (unsure) doubts.push({ code: 'key_not_understood', field: 'key', value: answer.trim() });
	return {
		...unread,
		place: number,
		id: text('id'),
		type: text('type'),
		text: inText?.text ?? asked,
		options: beside ? [answer, ...wrong] : cellOptions.options,
		answer: marked ? marked.key : unsure ? '' : beside && answer.trim() !== '' ? 'A' : answer,
		accepted: splitAccepted(text('accepted')),
		explanation: text('explanation'),
		source: text('source'),
		asOf: text('asOf'),
		topic: text('topic'),
		level: text('level'),
		tags: text('tags'),
		seconds: text('seconds'),
		media: media.media,
		note: text('note'),
		doubts
	};
}

/** `Câu 12: …` in nearly every cell of questions is their number. */
export function withoutLabels(questions: RawQuestion[]): RawQuestion[] {
	const isStopped = (text: string, said: string) => /^\s*[.:)/–-]/u.test(text.trimStart().slice(said.length));
	const labels = questions.map(({ text }) => {
		const label = numberLabel(text, null);
		return label?.byWord && isStopped(text, label.said) ? label : null;
	});
	const isLabelled = labels.filter((label) => label !== null).length >= questions.length * 0.8;
	if (!isLabelled) return questions;
	return questions.map((question, i) => {
		const label = labels[i];
		if (!label) return question;
		return {
			...question,
			label: label.said,
			id: question.id || String(label.number || ''),
			text: question.text.slice(label.length)
		};
	});
}
