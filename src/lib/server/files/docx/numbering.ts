import { elements, find, value, type Element } from './tree';

/** What automatic numbering shows before a paragraph. */
export interface NumberedAs {
	label: string;
	depth: number;
}

interface Level {
	start: number;
	format: string;
	/** `Câu %1.` */
	text: string;
}

interface List {
	/** Lists of the same kind go on counting together. */
	abstract: string;
	levels: Map<number, Level>;
	/** Levels at which this list begins anew. */
	restarts: Map<number, number>;
}

const noLevel: Level = { start: 1, format: 'none', text: '' };

/** Counts the numbered paragraphs of a document as they come. */
export class Numbering {
	private readonly lists = new Map<string, List>();
	private readonly counters = new Map<string, number[]>();
	private readonly begun = new Set<string>();

	/** `root`: of numbering.xml. */
	constructor(root: Element | undefined) {
		const numbering = find(root, 'numbering');
		const kinds = new Map(
			elements(numbering, 'abstractNum').map((a) => [a.attributes['abstractNumId'] ?? '', levelsOf(a)])
		);
		for (const num of elements(numbering, 'num')) {
			const abstract = value(num, 'abstractNumId') ?? '';
			const levels = new Map(kinds.get(abstract));
			const restarts = new Map<number, number>();
			for (const override of elements(num, 'lvlOverride')) {
				const depth = Number(override.attributes['ilvl'] ?? 0);
				const start = value(override, 'startOverride');
				if (start !== undefined) restarts.set(depth, Number(start));
				const level = find(override, 'lvl');
				if (level) levels.set(depth, levelOf(level));
			}
			this.lists.set(num.attributes['numId'] ?? '', { abstract, levels, restarts });
		}
	}

	/** The next number of this list at this depth; null where the list shows nothing. */
	next(numId: string, depth: number): NumberedAs | null {
		const list = this.lists.get(numId);
		const level = list?.levels.get(depth);
		if (!list || !level) return null;
		const counters = this.counters.get(list.abstract) ?? [];
		const restart = list.restarts.get(depth);
		const first = !this.begun.has(`${numId} ${depth}`);
		this.begun.add(`${numId} ${depth}`);
		counters[depth] = first && restart !== undefined ? restart : (counters[depth] ?? level.start - 1) + 1;
		counters.length = depth + 1;
		this.counters.set(list.abstract, counters);
		if (level.format === 'none') return null;
		if (level.format === 'bullet') return { label: '•', depth };
		const label = level.text.replace(/%(\d)/g, (_, n: string) => {
			const at = Number(n) - 1;
			const { format, start } = list.levels.get(at) ?? noLevel;
			return formatted(counters[at] ?? start, format);
		});
		return { label: label.trim(), depth };
	}
}

function levelsOf(abstract: Element): Map<number, Level> {
	return new Map(elements(abstract, 'lvl').map((l) => [Number(l.attributes['ilvl'] ?? 0), levelOf(l)]));
}

function levelOf(level: Element): Level {
	return {
		start: Number(value(level, 'start') ?? 1),
		format: value(level, 'numFmt') ?? 'decimal',
		text: value(level, 'lvlText') ?? ''
	};
}

function formatted(n: number, format: string): string {
	switch (format) {
		case 'upperLetter':
			return letters(n);
		case 'lowerLetter':
			return letters(n).toLowerCase();
		case 'upperRoman':
			return roman(n);
		case 'lowerRoman':
			return roman(n).toLowerCase();
		case 'decimalZero':
			return String(n).padStart(2, '0');
		default:
			return String(n);
	}
}

/** A … Z, AA, BB … as Word counts. */
function letters(n: number): string {
	const letter = String.fromCharCode(65 + ((n - 1) % 26));
	return letter.repeat(Math.min(10, Math.floor((n - 1) / 26) + 1));
}

function roman(n: number): string {
	const signs: [number, string][] = [
		[1000, 'M'],
		[900, 'CM'],
		[500, 'D'],
		[400, 'CD'],
		[100, 'C'],
		[90, 'XC'],
		[50, 'L'],
		[40, 'XL'],
		[10, 'X'],
		[9, 'IX'],
		[5, 'V'],
		[4, 'IV'],
		[1, 'I']
	];
	let rest = Math.min(n, 3999);
	return signs
		.map(([worth, sign]) => {
			const times = Math.floor(rest / worth);
			rest -= times * worth;
			return sign.repeat(times);
		})
		.join('');
}
