import type { Asked } from './asked';
import { slice, textOf } from './rich';

const cross = /\s+[xX]\s*$/u;

/** From so many questions on, nobody ends one option of each with an x by chance. */
const fewest = 3;

/** Questions of a document in which an x behind an option says that it is right: one in nearly every question. */
export function withCrosses(asked: readonly Asked[]): Asked[] {
	const choices = asked.filter((q) => q.options.length > 1);
	const crossed = choices.filter((q) => q.options.filter(isCrossed).length === 1);
	if (crossed.length < fewest || crossed.length < choices.length * 0.8) return [...asked];
	return asked.map((question) => ({
		...question,
		options: question.options.map((option) => {
			const last = option.lines.at(-1) ?? [];
			const at = cross.exec(textOf(last))?.index ?? 0;
			return at > 0
				? { ...option, sign: true, lines: [...option.lines.slice(0, -1), slice(last, 0, at)] }
				: option;
		})
	}));
}

const isCrossed = ({ lines }: Asked['options'][number]) =>
	(cross.exec(textOf(lines.at(-1) ?? []))?.index ?? 0) > 0;
