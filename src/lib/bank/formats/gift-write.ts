import { plainText } from '../markup';
import { letter, unsaid, type Question } from '../question';
import { exactKey } from './exact';
import { readGift } from './gift';
import { escapeGift } from './gift-signs';
import { asTrueFalse, viaHtml, type ForeignFormat, type NamedQuestion } from './held';
import { hasMarkup, toHtml } from './html';
import { inRightOrder, shares, splitKey } from './parts';
import { shownOrder } from './shown-order';

/** GIFT, as Moodle reads it: all our types, with explanation, topic, tags and the author's code. */
export const gift: ForeignFormat = { held, write, read: readGift };

function held({ externalId, question }: NamedQuestion): NamedQuestion {
	const { explanation, topic, tags } = question;
	const isWritable = (said: string) => !said.includes('\\');
	return {
		externalId: isWritable(externalId) ? externalId : '',
		question: {
			...heldCore(question),
			explanation: viaHtml(explanation),
			topic,
			tags: tags.filter(isWritable)
		}
	};
}

/** What Moodle holds of a question itself: the right order of items, but none in which they are shown. */
export function heldCore(question: Question): Question {
	const { type, text, options, key, accepted } = question;
	const said = { ...unsaid, type, text: viaHtml(text), options: options.map(viaHtml), key, accepted };
	switch (type) {
		case 'true_false':
			return asTrueFalse(said);
		case 'ordering': {
			const { options, answer } = shownOrder(inRightOrder(said));
			return { ...said, options, key: answer };
		}
		case 'number':
			return { ...said, key: canonical(key), accepted: accepted.map(canonical) };
		default:
			return said;
	}
}

/** Zero has no sign. */
function canonical(key: string): string {
	const { value, tolerance } = splitKey(key);
	return exactKey(value, tolerance) ?? key;
}

function write(questions: readonly NamedQuestion[]): string {
	let topic = '';
	return questions
		.map((named) => {
			const category =
				named.question.topic === topic ? '' : `$CATEGORY: ${categoryOf(named.question.topic)}\n\n`;
			topic = named.question.topic;
			return category + writeQuestion(named);
		})
		.join('\n');
}

/** The path of Moodle's category; a slash of a name stands twice in it, and apart from the one before the name. */
export function categoryOf(topic: string): string {
	const name = topic.replaceAll('/', '//');
	return topic === '' ? '$course$/top' : `$course$/top/${name.startsWith('/') ? ' ' : ''}${name}`;
}

function writeQuestion({ externalId, question }: NamedQuestion): string {
	const said = [
		...(externalId === '' ? [] : [['id', externalId]]),
		...question.tags.map((tag) => ['tag', tag])
	];
	const comment = said
		.map(([word = '', value = '']) => `[${word}:${value.replaceAll(']', '\\]')}]`)
		.join(' ');
	const explanation = question.explanation === '' ? '' : `\n\t####${text(question.explanation)}`;
	return `${comment === '' ? '' : `// ${comment}\n`}${text(question.text)}{${answers(question)}${explanation}\n}\n`;
}

function answers({ type, options, key, accepted }: Question): string {
	const weights = shares(options.length, key);
	switch (type) {
		case 'single':
			return options.map((o, i) => `\n\t${key === letter(i) ? '=' : '~'}${text(o)}`).join('');
		case 'multiple':
			return options.map((o, i) => `\n\t~%${weights[i] ?? 0}%${text(o)}`).join('');
		case 'true_false':
			return key === 'A' ? 'TRUE' : 'FALSE';
		case 'short':
			return [key, ...accepted]
				.map((answer) => `\n\t=%100%[plain]${escapeGift(answer.replaceAll('*', '\\*'))}`)
				.join('');
		case 'number':
			return `#${[key, ...accepted]
				.map((answer) => {
					const { value, tolerance } = splitKey(answer);
					return `\n\t=%100%${value}:${tolerance}`;
				})
				.join('')}`;
		case 'ordering':
			return `>0 ALL VERTICAL ALL_OR_NOTHING SHOW none${inRightOrder({ options, key })
				.map((item) => `\n${text(item)}`)
				.join('')}`;
	}
}

/** A text with its format, so that nothing in it is taken for something else. */
function text(said: string): string {
	return hasMarkup(said) ? `[html]${escapeGift(toHtml(said))}` : `[plain]${escapeGift(plainText(said))}`;
}
