import { escapeMarkup } from '../markup';
import type { Run } from './passage';

/** Lines as a question holds them, and what of them is no text. */
export interface Written {
	text: string;
	/** There are formulas in it, which were made from the document's own. */
	equations: boolean;
	/** Something stands there that could not be read: a picture that was not kept, a drawn formula. */
	lost: boolean;
	/** Rows of a table stand in it. */
	table: boolean;
	/** Numbers of the document's pictures. */
	pictures: number[];
}

/** Puts lines together as one text, with raised and lowered letters and formulas in our markup. `tex`: whatever stands between $ is one. */
export function written(lines: readonly (readonly Run[])[], tex = false): Written {
	const found: Written = { text: '', equations: false, lost: false, table: false, pictures: [] };
	found.text = lines
		.map((runs) =>
			writtenLine(runs, found, tex)
				.replace(/[ \t\u00a0]+/g, ' ')
				.trim()
		)
		.filter((line) => line !== '')
		.join('\n');
	return found;
}

function writtenLine(runs: readonly Run[], found: Written, tex: boolean): string {
	let line = '';
	let text = '';
	const flush = () => {
		line += withFormulas(text, tex);
		text = '';
	};
	for (const run of runs) {
		if (run.object === null && (run.script === '' || run.text.trim() === '')) {
			text += run.text;
			continue;
		}
		flush();
		if (run.object === null) line += scripted(run);
		else if (run.object === 'cell') {
			found.table = true;
			line += run.text;
		} else if (run.picture !== null) found.pictures.push(run.picture);
		else if (run.object === 'equation' && run.text.trim() !== '') {
			found.equations = true;
			line += `$${run.text.trim()}$`;
		} else found.lost = true;
	}
	flush();
	return line;
}

/** `m²` is m^(2). */
function scripted({ text, script }: Run): string {
	return `${script === 'super' ? '^' : '_'}(${escapeMarkup(text.trim())})${text.endsWith(' ') ? ' ' : ''}`;
}

/** What authors have typed as TeX stays a formula; any other sign that our markup uses means itself. */
function withFormulas(text: string, tex: boolean): string {
	return text
		.split(/(\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\d))/)
		.map((part, i) => (i % 2 === 1 && (tex || /\\\p{L}|[\^_{}=]/u.test(part)) ? part : escapeMarkup(part)))
		.join('');
}
