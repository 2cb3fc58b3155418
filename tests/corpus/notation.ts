import { plainRun, type Block, type Line, type Run } from '$lib/bank/reading/passage';

/*
 * Documents as small text files: a line each. `«b:…»` is bold, `«u:…»` underlined, `«h:…»` highlighted, `«i:…»` italic,
 * `«^:…»` raised, `«_:…»` lowered, `«ff0000:…»` coloured; several before one colon: `«bu:…»`. `«picture»` and `«equation x^2»`
 * are no text. `[A.] ` at the beginning of a line is automatic numbering, `[1.2] ` a level below. `\` at the end of a line:
 * a soft break. Lines that begin with `|` are rows of a table, ` ¦ ` parts the lines of a cell.
 */

const signs = /«(?:([a-z^_0-9]+):([^»]*)|picture|equation ([^»]*))»/g;

export function documentOf(text: string): Block[] {
	const blocks: Block[] = [];
	let place = 0;
	let soft = false;
	let table: Line[][][] | null = null;
	const next = () => (soft ? place : ++place);
	for (const written of text.replace(/\n$/, '').split('\n')) {
		if (written.startsWith('|')) {
			const cells = written.replace(/^\||\|$/g, '').split('|');
			const row = cells.map((cell) => cell.split(' ¦ ').map((line) => lineOf(line.trim(), ++place, false)));
			if (table) table.push(row);
			else blocks.push({ table: { rows: (table = [row]) } });
			continue;
		}
		table = null;
		const ends = written.endsWith('\\');
		blocks.push({ line: lineOf(ends ? written.slice(0, -1) : written, next(), soft) });
		soft = ends;
	}
	return blocks;
}

function lineOf(written: string, place: number, continues: boolean): Line {
	const [whole = '', label = ''] = /^\[([^\]]+)\] ?/.exec(written) ?? [];
	return {
		place,
		label,
		depth: label === '' ? -1 : /\d\.\d/.test(label) ? 1 : 0,
		continues,
		heading: false,
		runs: runsOf(written.slice(whole.length))
	};
}

function runsOf(text: string): Run[] {
	const runs: Run[] = [];
	let at = 0;
	const add = (run: Partial<Run>) => runs.push({ ...plainRun, ...run });
	for (const match of text.matchAll(signs)) {
		if (match.index > at) add({ text: text.slice(at, match.index) });
		at = match.index + match[0].length;
		const [, looks, marked = '', equation] = match;
		if (looks === undefined) {
			add(equation === undefined ? { object: 'picture' } : { object: 'equation', text: equation });
			continue;
		}
		const colour = /^[0-9a-f]{6}$/.test(looks) ? looks : '';
		const has = (sign: string) => colour === '' && looks.includes(sign);
		add({
			text: marked,
			colour,
			bold: has('b'),
			underline: has('u'),
			italic: has('i'),
			highlight: has('h'),
			script: has('^') ? 'super' : has('_') ? 'sub' : ''
		});
	}
	if (at < text.length) add({ text: text.slice(at) });
	return runs;
}
