import type { Run } from './passage';
import { slice, textOf } from './rich';

/** A part of a line: the text before the options, or an option. */
export interface Segment {
	/** Without its letter. */
	runs: Run[];
	/** The letter as typed. */
	label: Run[];
	index: number;
	sign: boolean;
	upper: boolean;
}

/** The letter that a line begins with. */
export interface Begun {
	index: number;
	upper: boolean;
	delimiter: string;
}

interface Found extends Begun {
	/** Where the letter begins, its star included, and where its text does. */
	from: number;
	to: number;
	/** Much white space before it: it was put there on purpose. */
	wide: boolean;
	sign: boolean;
}

const inside =
	/(^|\t+\s*|\s{2,}|\s)((?:\*{1,2}|[#✓✔√☑✅]|\[[xX]\])(?!\s)|(?<=\t\s*|\s{2,})[*#✓✔√☑✅] (?! ))?[([]?([A-Fa-f])(?:(\.\)|[.)\]\/:])(?=\s|[^\s.,;)])\s*|(?<=\t\s*[A-Fa-f])\s*([,;>–-])\s+|(?<=\t\s*[A-Fa-f])\s+(?=\S))/gu;

/**
 * Takes a line with several options apart: `A. một   B. hai`. `begun`: the letter that it begins with; null for a stem,
 * whose own text is the first segment. `ahead`: letters that begin later lines, `used`: those there are already; neither is looked for in this one.
 */
export function splitOptions(
	runs: Run[],
	begun: Begun | null,
	ahead: ReadonlySet<number>,
	used: ReadonlySet<number> = new Set()
): Segment[] {
	const text = textOf(runs);
	const cuts = begun ? following(lettersIn(text), begun, ahead, used) : fromStem(lettersIn(text), ahead);
	const first = {
		runs: slice(runs, 0, cuts[0]?.from ?? Infinity),
		label: [],
		index: begun?.index ?? -1,
		sign: false,
		upper: true
	};
	return [
		first,
		...cuts.map(({ from, to, index, sign, upper }, i) => ({
			runs: slice(runs, to, cuts[i + 1]?.from ?? Infinity),
			label: slice(runs, from, to),
			index,
			sign,
			upper
		}))
	];
}

function lettersIn(text: string): Found[] {
	return [...text.matchAll(inside)].map((match) => {
		const [whole, space = '', star, said = '', sign, dash] = match;
		const delimiter = sign ?? dash ?? '';
		const from = match.index + space.length;
		return {
			from,
			to: match.index + whole.length,
			index: said.toUpperCase().charCodeAt(0) - 65,
			upper: said === said.toUpperCase(),
			delimiter,
			wide: space.includes('\t') || space.length > 1,
			sign: star !== undefined
		};
	});
}

/** The letters that go on from `begun`, in the same form. In two columns the letter after the next may come first. */
function following(
	letters: Found[],
	begun: Begun,
	ahead: ReadonlySet<number>,
	used: ReadonlySet<number> = new Set()
): Found[] {
	const cuts: Found[] = [];
	let last = begun;
	for (const letter of letters) {
		const alike = letter.wide || (letter.upper === begun.upper && letter.delimiter === begun.delimiter);
		if (!alike || ahead.has(letter.index) || used.has(letter.index)) continue;
		const step = letter.index - last.index;
		const next = last.index + 1;
		const inColumns = (letter.wide || step === 2) && (ahead.has(next) || used.has(next));
		if (step === 1 || (step > 1 && step <= 3 && inColumns)) {
			cuts.push(letter);
			last = letter;
		}
	}
	return cuts;
}

/** Options that begin within the stem's own line: A and what follows it, here or at the beginning of the next lines. */
function fromStem(letters: Found[], ahead: ReadonlySet<number>): Found[] {
	const starts = letters.filter((l) => l.index === 0 && !ahead.has(0)).reverse();
	for (const start of starts) {
		const rest = following(letters.slice(letters.indexOf(start) + 1), start, ahead);
		const goesOn =
			rest[0]?.index === 1 || (rest.length === 0 && ahead.has(1)) || (ahead.has(1) && rest[0]?.index === 2);
		if (goesOn && start.from > 0) return [start, ...rest];
	}
	return [];
}
