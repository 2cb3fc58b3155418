import { withoutSignBehind, type Asked, type AskedOption } from './asked';
import { textOf } from './rich';

const crossAt = (line: string) => /\s+[xX]\s*$/u.exec(line)?.index ?? -1;

/** From so many questions on, nobody ends one option of each with an x by chance. */
const fewest = 3;

/** Questions of a document in which an x behind an option says that it is right: one in nearly every question. */
export function withCrosses(asked: readonly Asked[]): Asked[] {
	const choices = asked.filter((q) => q.options.length > 1);
	const crossed = choices.filter((q) => q.options.filter(isCrossed).length === 1);
	if (crossed.length < fewest || crossed.length < choices.length * 0.8) return [...asked];
	return asked.map((question) => ({
		...question,
		options: question.options.map((option) => withoutSignBehind(option, crossAt))
	}));
}

const isCrossed = ({ lines }: AskedOption) => crossAt(textOf(lines.at(-1) ?? [])) > 0;
