import { plainText } from '../markup';
import { letter } from '../question';
import { readType } from '../words';
import { readAiken } from './aiken';
import { core, oneLine, type ForeignFormat, type NamedQuestion } from './held';

/** Aiken holds choices of one, without anything beside them, each text in one line. */
export const aiken: ForeignFormat = {
	held,
	write: (questions) => questions.map(write).join('\n'),
	read: readAiken
};

function held({ question }: NamedQuestion): NamedQuestion | null {
	if (question.type !== 'single' && question.type !== 'true_false') return null;
	const options = question.options.map(oneLine);
	// Its words alone tell true and false from other options.
	const type = readType('', options, '') ?? 'single';
	return { externalId: '', question: { ...core(question), type, text: oneLine(question.text), options } };
}

function write({ question: { text, options, key } }: NamedQuestion): string {
	const lines = options.map((option, i) => `${letter(i)}) ${plainText(option)}`);
	return `${[plainText(text), ...lines, `ANSWER: ${key}`].join('\n')}\n`;
}
