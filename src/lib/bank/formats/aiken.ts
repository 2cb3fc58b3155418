import { unread, type FileDoubt, type RawBank, type RawQuestion } from '../draft';
import { escapeMarkup } from '../markup';
import { letter } from '../question';

/*
 * Aiken, as Moodle documents it: a question, options with a capital letter, and a line `ANSWER: B`.
 */

const optionLine = /^([A-Z])[).](?:\s+|(?=[^\s\d.)]))(.*)$/;
const answerLine = /^ANSWER\s*:(.*)$/;
const numbered = /^(?:câu|bài|question)?\s*\d+\s*[.:)](?!\d)/iu;

interface Line {
	place: number;
	text: string;
	/** A blank line stands before it. */
	apart: boolean;
}

/** Whether a text is in Aiken. Where questions have numbers, our own way of reading text knows more of it. */
export function looksLikeAiken(text: string): boolean {
	const lines = linesOf(text);
	const firsts = lines.filter(({ text }, i) => {
		const before = lines[i - 1]?.text;
		return !optionLine.test(text) && (before === undefined || answerLine.test(before));
	});
	return (
		lines.some(({ text }) => answerLine.test(text)) &&
		lines.some(({ text }) => optionLine.test(text)) &&
		!firsts.every(({ text }) => numbered.test(text))
	);
}

/** The questions of a text in Aiken. What is not whole is taken as far as it goes, with a doubt. */
export function readAiken(text: string): RawBank {
	const questions: RawQuestion[] = [];
	const doubts: FileDoubt[] = [];
	const lines = linesOf(text);
	let current = new Current();
	const end = (answer: string) => {
		questions.push(...current.question(answer));
		doubts.push(...current.doubts);
		current = new Current();
	};
	lines.forEach((line, i) => {
		const [, answer] = answerLine.exec(line.text) ?? [];
		const [, sign = '', option] = optionLine.exec(line.text) ?? [];
		const next = lines[i + 1]?.text ?? '';
		if (answer !== undefined) {
			if (current.isEmpty) doubts.push({ code: 'text_ignored', place: line.place, value: line.text });
			else end(answer.trim());
		} else if (
			option !== undefined &&
			(current.expects(sign) || sign === 'A' || current.options.length > 0)
		) {
			if (sign === 'A' && current.options.length > 0) end('');
			current.option(sign, option, line);
		} else if (current.options.length === 0) current.text(line);
		else if (answerLine.test(next) || current.expects(optionLine.exec(next)?.[1] ?? '')) current.goOn(line);
		else {
			end('');
			current.text(line);
		}
	});
	if (!current.isEmpty) end('');
	return { title: '', language: '', note: '', questions, doubts };
}

function linesOf(text: string): Line[] {
	const all = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
	return all
		.map((line, i) => ({ place: i + 1, text: line.trim(), apart: all[i - 1]?.trim() === '' }))
		.filter(({ text }) => text !== '');
}

/** The question that is being read. */
class Current {
	readonly options: string[] = [];
	readonly doubts: FileDoubt[] = [];
	#lines: string[] = [];
	#letters = '';
	#place = 0;

	get isEmpty(): boolean {
		return this.#place === 0;
	}

	/** Whether an option with this letter would be the next one. */
	expects(sign: string): boolean {
		return sign === letter(this.options.length) && !this.isEmpty;
	}

	/** A line of the question; what stood before a blank line belongs to none. */
	text({ place, text, apart }: Line): void {
		if (apart && this.#lines.length > 0) {
			this.doubts.push({ code: 'text_ignored', place: this.#place, value: this.#lines.join(' ') });
			this.#lines = [];
		}
		if (this.#lines.length === 0) this.#place = place;
		this.#lines.push(text);
	}

	option(sign: string, text: string, { place }: Line): void {
		if (this.isEmpty) this.#place = place;
		this.options.push(text);
		this.#letters += sign;
	}

	/** The last option goes on in this line. */
	goOn({ text }: Line): void {
		this.options.push(`${this.options.pop() ?? ''}\n${text}`);
	}

	question(answer: string): RawQuestion[] {
		const key = /^\(?([A-Z])[).]?$/i.exec(answer)?.[1]?.toUpperCase() ?? '';
		const inOrder = [...this.#letters].every((sign, i) => sign === letter(i));
		const doubts: RawQuestion['doubts'] = [];
		if (answer !== '' && key === '') doubts.push({ code: 'key_not_understood', field: 'key', value: answer });
		if (!inOrder) doubts.push({ code: 'not_understood', field: 'options' });
		return [
			{
				...unread,
				place: this.#place,
				text: escapeMarkup(this.#lines.join('\n')),
				options: this.options.map(escapeMarkup),
				answer: inOrder ? key : '',
				// Without options it would be taken for a short answer.
				type: this.options.length === 0 ? 'single' : '',
				doubts
			}
		];
	}
}
