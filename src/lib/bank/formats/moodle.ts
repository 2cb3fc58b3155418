import { unread, type Doubt, type RawBank, type RawQuestion } from '../draft';
import { exactKey } from './exact';
import { topicOf } from './gift';
import { shownOrder } from './shown-order';
import { fromFormat, type TextFormat } from './text-format';
import { readChoice, readNumerical, readShort, type WeightedAnswer } from './weighted';

/*
 * Moodle XML, as Moodle writes and reads it. What reads XML makes the elements; nothing else is needed here.
 */

/** An element of XML, with the text that stands directly in it. */
export interface Element {
	name: string;
	attributes: Record<string, string>;
	text: string;
	children: Element[];
}

/** A question with the numbers of the pictures that belong to it. */
export interface MoodleQuestion extends RawQuestion {
	pictures: { picture: number; on: 'text' | 'explanation' }[];
}

export interface MoodleBank extends RawBank {
	questions: MoodleQuestion[];
	/** The pictures, in base 64. */
	pictures: string[];
}

/** Whether a text is Moodle's XML, by its outermost element. */
export function looksLikeMoodle(text: string): boolean {
	return /^\ufeff?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>\s*)*<quiz[\s/>]/.test(
		text
	);
}

/** The questions of the element `quiz`; places are numbers of the questions, categories not counted. */
export function readMoodle(quiz: Element): MoodleBank {
	const bank: MoodleBank = { title: '', language: '', note: '', questions: [], doubts: [], pictures: [] };
	let topic = '';
	let place = 0;
	for (const element of all(quiz, 'question')) {
		const type = element.attributes['type'] ?? '';
		if (type === 'category') {
			topic = topicOf(textIn(child(element, 'category')));
			continue;
		}
		place++;
		const question = new Reader(element, bank.pictures).read({ ...unread, place, topic });
		if (question) bank.questions.push(question);
		else {
			const name = textIn(child(element, 'name'));
			bank.doubts.push({ code: 'not_supported', place, value: name === '' ? type : `${type} “${name}”` });
		}
	}
	return bank;
}

type Field = 'text' | 'options' | 'explanation';

/** Reads one question. */
class Reader {
	readonly #element: Element;
	readonly #kept: string[];
	readonly #format: TextFormat;
	readonly #doubts: Doubt[] = [];
	readonly #pictures: MoodleQuestion['pictures'] = [];

	constructor(element: Element, kept: string[]) {
		this.#element = element;
		this.#kept = kept;
		this.#format = formatOf(child(element, 'questiontext'), 'html');
	}

	/** Null for a kind that we have none of. */
	read(raw: RawQuestion): MoodleQuestion | null {
		const read = this.#answers();
		if (!read) return null;
		const element = this.#element;
		const text = this.#say(child(element, 'questiontext'), 'text');
		this.#oldPicture();
		const explanation = this.#say(child(element, 'generalfeedback'), 'explanation');
		return {
			...raw,
			...read,
			label: textIn(child(element, 'name')),
			id: (child(element, 'idnumber')?.text ?? '').trim(),
			text,
			explanation: explanation || (read.explanation ?? ''),
			tags: all(child(element, 'tags'), 'tag').map(textIn).join('\n'),
			pictures: this.#pictures,
			doubts: [...this.#doubts, ...(read.doubts ?? [])]
		};
	}

	#answers(): Partial<RawQuestion> | null {
		const element = this.#element;
		switch (element.attributes['type']) {
			case 'multichoice':
				return readChoice(this.#options(), isOn(child(element, 'single')));
			case 'multichoiceset':
				return readChoice(this.#options(), false);
			case 'truefalse':
				return this.#trueFalse();
			case 'shortanswer':
				return readShort(this.#typed());
			case 'numerical':
				this.#units();
				return readNumerical(this.#numbers());
			case 'ordering':
				return this.#ordering();
			default:
				return null;
		}
	}

	#options(): WeightedAnswer[] {
		return this.#each((answer, option) => this.#say(answer, 'options', option));
	}

	#typed(): WeightedAnswer[] {
		return this.#each(textIn);
	}

	#numbers(): WeightedAnswer[] {
		return this.#each((answer) => {
			const value = textIn(answer);
			const tolerance = (child(answer, 'tolerance')?.text ?? '').trim();
			return exactKey(value, tolerance) ?? (tolerance === '' ? value : `${value} ± ${tolerance}`);
		});
	}

	/** The answers by their texts; feedback is said of the right ones only. */
	#each(text: (answer: Element, index: number) => string): WeightedAnswer[] {
		return all(this.#element, 'answer').map((answer, i) => {
			const weight = Number(answer.attributes['fraction'] ?? child(answer, 'fraction')?.text ?? 0);
			const feedback = weight > 0 ? this.#say(child(answer, 'feedback'), 'explanation') : '';
			return { weight, text: text(answer, i), feedback };
		});
	}

	/** Moodle says `true` and `false`; very old files, the words of their language. */
	#trueFalse(): Partial<RawQuestion> {
		const { doubts, ...read } = readChoice(this.#typed(), true);
		const texts = read.options.map((o) => o.toLowerCase());
		const isPlain = texts.includes('true') && texts.includes('false') && texts.length === 2;
		if (!isPlain || read.answer === '') return { ...read, type: 'true_false', doubts };
		const isTrue = texts[read.answer === 'A' ? 0 : 1] === 'true';
		return { ...read, type: 'true_false', options: [], answer: isTrue ? 'A' : 'B', doubts };
	}

	/** Answers are numbered by their place in the right order. */
	#ordering(): Partial<RawQuestion> {
		const answers = this.#options();
		const sorted = [...answers].sort((a, b) => a.weight - b.weight);
		return { type: 'ordering', ...shownOrder(sorted.map((a) => a.text)) };
	}

	#units(): void {
		const names = all(child(this.#element, 'units'), 'unit').map((unit) => {
			const name = (child(unit, 'unit_name')?.text ?? '').trim();
			const factor = Number(child(unit, 'multiplier')?.text ?? 1);
			return factor === 1 ? name : `${name} (×${factor})`;
		});
		if (names.length > 0) this.#doubts.push({ code: 'left_out', field: 'key', value: names.join(', ') });
	}

	/** A text in our markup. Its pictures are kept where a question can have some; else they are named. */
	#say(element: Element | undefined, field: Field, option?: number): string {
		if (!element) return '';
		const { text, objects } = fromFormat(textIn(element), formatOf(element, this.#format));
		for (const { name, data } of objects) {
			const file = all(element, 'file').find((f) => f.attributes['name'] === name);
			const bytes = data || (file?.attributes['encoding'] === 'base64' ? file.text : '');
			const isPicture = data !== '' || /\.(?:png|jpe?g|gif|webp)$/i.test(name);
			if (bytes !== '' && isPicture && field !== 'options') this.#keep(bytes, field);
			else
				this.#doubts.push({
					code: 'left_out',
					field,
					value: name,
					...(option === undefined ? {} : { option })
				});
		}
		return text;
	}

	/** How Moodle 1.9 wrote the picture of a question. */
	#oldPicture(): void {
		const bytes = child(this.#element, 'image_base64')?.text.trim() ?? '';
		const name = child(this.#element, 'image')?.text.trim() ?? '';
		if (bytes !== '') this.#keep(bytes, 'text');
		else if (name !== '') this.#doubts.push({ code: 'left_out', field: 'text', value: name });
	}

	#keep(bytes: string, on: 'text' | 'explanation'): void {
		this.#pictures.push({ picture: this.#kept.length, on });
		this.#kept.push(bytes);
	}
}

function child(element: Element | undefined, name: string): Element | undefined {
	return element?.children.find((c) => c.name === name);
}

function all(element: Element | undefined, name: string): Element[] {
	return element?.children.filter((c) => c.name === name) ?? [];
}

/** What `<text>` in it says; in old files the text stands there by itself. */
function textIn(element: Element | undefined): string {
	return (child(element, 'text')?.text ?? element?.text ?? '').trim();
}

function isOn(element: Element | undefined): boolean {
	const said = element?.text.trim().toLowerCase() ?? 'true';
	return said !== 'false' && said !== '0' && said !== '';
}

function formatOf(element: Element | undefined, otherwise: TextFormat): TextFormat {
	const name = element?.attributes['format'];
	if (name === undefined) return otherwise;
	return (
		({ plain_text: 'plain', markdown: 'markdown', moodle_auto_format: 'moodle' } as const)[name] ?? 'html'
	);
}
