/** A document on A4 in words already, for screen, PDF and Word alike. */
export interface Paper {
	/** `vi` or `en`. */
	language: string;
	/** What it is called as a file, in a window's title. */
	name: string;
	/** Who issues it and under which number, and under what it stands with place and day (docs/decisions/papers.md). */
	head: { left: HeadLine[]; right: HeadLine[] };
	/** What kind of document it is, and what about. */
	kind: string;
	about: string;
	blocks: Block[];
	/** Side by side, with room to sign. */
	signatures: Signature[];
	/** In small letters at the foot of each page. */
	foot: string;
}

export interface HeadLine {
	text: string;
	look: 'plain' | 'bold' | 'italic';
	/** A rule below it, about as wide as it is. */
	rule?: boolean;
}

export type Block =
	| { type: 'heading'; text: string }
	| { type: 'text'; runs: Run[]; small?: boolean }
	| { type: 'table'; columns: Column[]; rows: Row[] };

/** Text of one look. */
export interface Run {
	text: string;
	bold?: boolean;
	italic?: boolean;
	/** Taken back, and still to be read. */
	struck?: boolean;
	/** Signs that are copied one by one. */
	code?: boolean;
}

export interface Column {
	title: string;
	/** Its part of the width. */
	share: number;
	centred?: boolean;
}

/** By column; a cell is lines, each of runs. */
export type Row = Run[][][];

export interface Signature {
	/** `TM. BAN TỔ CHỨC`; below it how it is signed, and at the bottom by whom, if it is known. */
	office: string;
	how: string;
	name: string;
}

/** A cell of one line of plain text. */
export const cell = (text: string): Run[][] => [[{ text }]];
