import { unread, type Doubt, type RawQuestion } from '../draft';
import { escapeMarkup } from '../markup';
import { letter } from '../question';
import { findHeader, rowsBelow, type Row } from '../sheet';

/*
 * The spreadsheets of quiz programs, which count right options by number: Kahoot, ClassQuiz, Quizizz.
 */

type Field = 'text' | 'type' | 'answer' | 'seconds' | 'explanation' | `option${number}`;

/** `Question - max 120 characters`, `Answer 1 - max 75 characters`, `Time limit (sec) – 5, 10, …`, `Correct answer(s)`. */
function fieldOf(title: string): Field | null {
	const option = /^(?:answer|option) ?([1-6])(?: |$)/.exec(title)?.[1];
	if (option !== undefined) return `option${Number(option) - 1}`;
	if (title === 'question type') return 'type';
	if (/^question(?: text)?(?: max \d+ characters)?$/.test(title)) return 'text';
	if (/^time(?: |$)/.test(title)) return 'seconds';
	if (/^correct(?: |$)/.test(title)) return 'answer';
	return /^(?:answer )?explanation$/.test(title) ? 'explanation' : null;
}

/** What Quizizz calls its types, as we do; what is not here we have none of. */
const types = new Map([
	['', ''],
	['quiz', ''],
	['multiple choice', 'single'],
	['true or false', 'true_false'],
	['checkbox', 'multiple'],
	['fill-in-the-blank', 'short']
]);

export interface QuizSheet {
	questions: RawQuestion[];
	/** Titles of columns that mean nothing to us. */
	ignored: string[];
}

/** The questions of such a sheet; null when it is another one. */
export function readQuizSheet(rows: Row[]): QuizSheet | null {
	const header = findHeader(rows, fieldOf, ['text', 'option0', 'option1', 'answer', 'seconds']);
	if (!header) return null;
	const questions = rowsBelow(rows, header)
		.map(({ number, cells }): QuizRow => {
			const cell = (field: Field) => cells[header.columns.get(field) ?? -1]?.text.trim() ?? '';
			return { number, cell, options: [0, 1, 2, 3, 4, 5].map((i) => cell(`option${i}`)) };
		})
		// Empty rows have their number printed.
		.filter(({ cell, options }) => cell('text') !== '' || options.some((o) => o !== ''));
	const isTyped = (type: string) => types.get(type.toLowerCase()) === 'short';
	const areNumbers = questions.every(
		({ cell }) => isTyped(cell('type')) || /^(?:[1-6](?:\s*[,;.\s]\s*[1-6])*)?$/.test(cell('answer'))
	);
	if (!areNumbers) return null;
	return { questions: questions.map(readRow), ignored: header.unknown };
}

interface QuizRow {
	number: number;
	cell: (field: Field) => string;
	options: string[];
}

function readRow({ number, cell, options }: QuizRow): RawQuestion {
	const said = cell('type');
	const type = types.get(said.toLowerCase()) ?? said;
	const common: RawQuestion = {
		...unread,
		place: number,
		type,
		text: escapeMarkup(cell('text')),
		explanation: escapeMarkup(cell('explanation')),
		seconds: cell('seconds')
	};
	if (type === 'short') {
		const [answer = '', ...accepted] = options.filter((o) => o !== '');
		return { ...common, answer, accepted };
	}
	const right = (cell('answer').match(/[1-6]/g) ?? []).map((n) => Number(n) - 1);
	const letters = right.map(letter);
	const doubts: Doubt[] = [];
	const isAny = letters.length > 1 && ['', 'single'].includes(type);
	if (isAny) doubts.push({ code: 'all_needed', field: 'key', value: letters.join(', ') });
	if (right.some((i) => options[i] === '')) doubts.push({ code: 'key_without_option', field: 'key' });
	return {
		...common,
		type: isAny ? 'multiple' : type,
		options: options.map(escapeMarkup),
		answer: letters.join(''),
		doubts
	};
}
