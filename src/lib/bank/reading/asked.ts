import type { FileDoubt } from '../draft';
import type { ListedKey } from './key-list';
import type { Remark } from './labels';
import type { Run } from './passage';
import { slice, textOf } from './rich';

/** An option as it stands in the document. */
export interface AskedOption {
	/** What its letter says, from 0; null where a table gave it no letter. */
	index: number;
	/** The letter as typed; empty where it was numbered automatically. */
	label: Run[];
	/** It has a letter, typed or automatic. */
	lettered: boolean;
	lines: Run[][];
	sign: boolean;
	upper: boolean;
}

/** The option without the sign behind it that says that it is right. `signAt`: where in its last line that begins, -1 for nowhere. */
export function withoutSignBehind(option: AskedOption, signAt: (line: string) => number): AskedOption {
	const last = option.lines.at(-1) ?? [];
	const at = signAt(textOf(last));
	if (at <= 0) return option;
	return { ...option, sign: true, lines: [...option.lines.slice(0, -1), slice(last, 0, at)] };
}

/** A question as its lines were put together; nothing is understood of it yet. */
export interface Asked {
	place: number;
	/** As the document calls it: `Câu 12`. */
	said: string;
	number: number | null;
	/** Its heading has a word: `Câu 12`. */
	byWord: boolean;
	/** Its heading was missing or damaged. */
	damaged: boolean;
	stem: Run[][];
	options: AskedOption[];
	/** Letters of its options are missing, doubled or out of order. */
	lettersOff: boolean;
	/** What lines of its own say the key is. */
	keys: string[];
	/** Where the answer begins was told by the looks of a line. */
	answerOnLine: boolean;
	/** Lines between it and the next question that say nothing of themselves. */
	loose: Run[][];
	remarks: Partial<Record<Remark, Run[][]>>;
	topic: string;
	/** As the heading above says. */
	level: string;
	/** Its stem begins with a text that other questions have, too. */
	shared: boolean;
}

/** The questions of a document, its lists of keys, and what belongs to neither. */
export interface Grouped {
	asked: Asked[];
	/** One for each list; `before`: how many questions stand above it. */
	lists: { before: number; keys: ListedKey[] }[];
	doubts: FileDoubt[];
}
