/*
 * A document as people see it, whatever it came from: a Word file, a text pasted from one, plain text. What reads the
 * container makes it; what reads questions needs nothing else.
 */

/** Characters that look alike. */
export interface Run {
	text: string;
	bold: boolean;
	italic: boolean;
	underline: boolean;
	strike: boolean;
	/** Of the letters, as six hex digits in lower case; '' for black or the document's own. */
	colour: string;
	/** A colour behind the letters. */
	highlight: boolean;
	script: 'super' | 'sub' | '';
	/**
	 * Not text: what stands in its place. `text` then says it in words or as a formula, as far as that is known. `cell`: what
	 * parts two cells of a table.
	 */
	object: 'picture' | 'equation' | 'cell' | null;
	/** Of a picture that could be kept: its place among the document's pictures. */
	picture: number | null;
}

/** One line: a paragraph, or a part of one between line breaks. */
export interface Line {
	/** Number of the paragraph in the document, from 1, those in tables counted as they come. */
	place: number;
	/** What automatic numbering shows before it: `Câu 1.`, `A.`; '' for none. */
	label: string;
	/** How deep the automatic numbering is, from 0; -1 for none. */
	depth: number;
	/** Continues the paragraph of the line before. */
	continues: boolean;
	/** Set as a heading. */
	heading: boolean;
	runs: Run[];
}

/** A table: rows of cells of lines. A cell over several columns stands once. */
export interface Table {
	rows: Line[][][];
}

export type Block = { line: Line } | { table: Table };

/** Letters as they come, with nothing special about them. */
export const plainRun: Run = {
	text: '',
	bold: false,
	italic: false,
	underline: false,
	strike: false,
	colour: '',
	highlight: false,
	script: '',
	object: null,
	picture: null
};

/** Plain text as a document, a line each; lines are counted from 1. Signs of Markdown, as chat programs write them, are looks. */
export function plainLines(text: string): Block[] {
	const isMarkdown = (text.match(/\*\*[^*\n]+\*\*/g)?.length ?? 0) > 2;
	return text.split(/\r\n?|\n/).map((line, i) => ({
		line: {
			place: i + 1,
			label: '',
			depth: -1,
			continues: false,
			heading: false,
			runs: isMarkdown ? markdownRuns(line) : line === '' ? [] : [{ ...plainRun, text: line }]
		}
	}));
}

/** `**bold**` and `*italic*`, headings and list signs at the beginning of a line. */
function markdownRuns(line: string): Run[] {
	const said = line.replace(/^\s*(?:#{1,6}\s+|>\s+|[-*+]\s+(?=\*\*|[A-Fa-f][.)]))/, '');
	const parts = said.split(/(\*\*[^*]+\*\*|(?<![*\p{L}\p{N}])\*[^*\s][^*]*\*(?![*\p{L}\p{N}]))/u);
	return parts.flatMap((part): Run[] => {
		const bold = /^\*\*(.+)\*\*$/u.exec(part)?.[1];
		const italic = /^\*([^*]+)\*$/u.exec(part)?.[1];
		if (bold !== undefined) return [{ ...plainRun, text: bold, bold: true }];
		if (italic !== undefined) return [{ ...plainRun, text: italic, italic: true }];
		return part === '' ? [] : [{ ...plainRun, text: part }];
	});
}
