/** Papers for the hall before a contest, in words already. */

export interface SeatCardPaper {
	language: string;
	/** Of the file, and at the foot of each card. */
	title: string;
	sbdWord: string;
	pinWord: string;
	/** What to do with the card, in a sentence. */
	hint: string;
	cards: { sbd: number; name: string; unit: string; pin: string; link: string }[];
}

export interface PosterPaper {
	language: string;
	title: string;
	organizer: string;
	link: string;
	scan: string;
	/** Above what is typed instead of scanning, and above the code. */
	or: string;
	address: string;
	codeWord: string;
	code: string;
	steps: string[];
}

export interface FloorPaper {
	language: string;
	title: string;
	/** What stands in front of the first row. */
	stage: string;
	/** By number; a seat without a name is empty. */
	seats: { sbd: number; name: string }[];
	/** Seats in a row. */
	columns: number;
}

export interface SheetPaper {
	language: string;
	title: string;
	organizer: string;
	/** What the sheet is called, and the words before what is written on it. */
	kind: string;
	sbdWord: string;
	nameWord: string;
	unitWord: string;
	questionWord: string;
	/** Over the column for the marks. */
	markWord: string;
	/** For the signature of who marks. */
	markedWord: string;
	letters: string[];
	questions: number;
	/** One for each; empty: a blank page to be copied. */
	people: { sbd: number; name: string; unit: string }[];
}
