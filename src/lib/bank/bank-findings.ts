import { sumsUp } from './findings';
import { letter, maxOptions, optionIndex, type Question } from './question';

/**
 * What strikes one about a bank as a whole. In all of them `n` of `of` questions are so, where about `expected` would be if
 * it had been left to chance.
 */
export interface BankFinding {
	/**
	 * `letter_often`, `letter_rare`: the key is this letter far too often, or hardly ever. `true_often`, `false_often`: so
	 * many statements are right, or wrong. `longest_often`: the right option is the longest.
	 */
	code: 'letter_often' | 'letter_rare' | 'true_often' | 'false_often' | 'longest_often';
	/** '' where it is about no letter. */
	letter: string;
	n: number;
	of: number;
	expected: number;
}

/** What chance brings about less often than this is no chance. */
const unlikely = 0.001;
/** How much longer than any other an option has to be, to be seen as the longest: as a multiple, and in characters. */
const longer = { times: 1.1, more: 5 };
/** Of unevenness that is sure and yet too small to help anybody nothing is said. */
const matters = { often: 1.4, rare: 0.6 };

type Keyed = Pick<Question, 'type' | 'options' | 'key'>;

/** What strikes one about the keys of a bank's questions, taken together: by how unlikely it is to have come by chance. */
export function bankFindings(questions: readonly Keyed[]): BankFinding[] {
	const single = questions.filter((q) => q.type === 'single' && isWhole(q));
	const statements = questions.filter((q) => q.type === 'true_false' && isWhole(q));
	return [
		...letterFindings(single),
		...often('true_often', '', statements, (q) => q.key === 'A'),
		...often('false_often', '', statements, (q) => q.key === 'B'),
		...often(
			'longest_often',
			'',
			single.filter((q) => longest(q) !== null),
			(q) => longest(q) === q.key
		)
	];
}

const isWhole = ({ options, key }: Keyed) => options.length > 1 && options[optionIndex(key)] !== undefined;

function letterFindings(single: readonly Keyed[]): BankFinding[] {
	const found = Array.from({ length: maxOptions }, (_, i) => letter(i)).flatMap((l) => {
		const having = single.filter((q) => optionIndex(l) < q.options.length);
		const isKey = (q: Keyed) => q.key === l;
		return [...often('letter_often', l, having, isKey), ...rare('letter_rare', l, having, isKey)];
	});
	// Where it is always the same letter, that says all.
	const always = found.find((f) => f.n === f.of);
	return always ? [always] : found;
}

function often(
	code: BankFinding['code'],
	letter: string,
	questions: readonly Keyed[],
	is: (question: Keyed) => boolean
): BankFinding[] {
	const { n, chances, expected } = counted(questions, is);
	if (n < expected * matters.often || 1 - chanceBelow(n, chances) >= unlikely) return [];
	return [{ code, letter, n, of: questions.length, expected }];
}

function rare(
	code: BankFinding['code'],
	letter: string,
	questions: readonly Keyed[],
	is: (question: Keyed) => boolean
): BankFinding[] {
	const { n, chances, expected } = counted(questions, is);
	if (n > expected * matters.rare || chanceBelow(n + 1, chances) >= unlikely) return [];
	return [{ code, letter, n, of: questions.length, expected }];
}

/** How often it is so, and how often chance would have it. */
function counted(questions: readonly Keyed[], is: (question: Keyed) => boolean) {
	const chances = questions.map((q) => 1 / q.options.length);
	const expected = chances.reduce((sum, chance) => sum + chance, 0);
	return { n: questions.filter(is).length, chances, expected };
}

/** How likely it is that fewer than `n` of independent events happen, each with its own chance. */
function chanceBelow(n: number, chances: readonly number[]): number {
	/** By how many have happened so far. */
	const exactly = [1, ...Array<number>(n).fill(0)];
	for (const chance of chances)
		for (let i = n - 1; i >= 0; i -= 1)
			exactly[i] = (exactly[i] ?? 0) * (1 - chance) + (i > 0 ? (exactly[i - 1] ?? 0) * chance : 0);
	return exactly.slice(0, n).reduce((sum, p) => sum + p, 0);
}

/** The letter of the option that is clearly the longest; null where none is, or where an option means others. */
function longest({ options }: Keyed): string | null {
	const lengths = options.map((o) => o.length);
	const most = Math.max(...lengths);
	const rest = Math.max(...lengths.filter((_, i) => i !== lengths.indexOf(most)));
	const stands = most > rest * longer.times && most - rest >= longer.more;
	return stands && !options.some(sumsUp) ? letter(lengths.indexOf(most)) : null;
}
