/** What stands on the documents of a contest beside what its record says; the organizer fills it in, once for all of them. */
export interface Letterhead {
	/** Under what the documents stand: the youth union's name, or the state's with its motto. */
	under: 'union' | 'state';
	/** The body above the one that issues them; empty: not named. */
	superior: string;
	/** Who issues them; empty: the organizer as the contest names it. */
	body: string;
	/** Number and sign of the minutes: `05-BB/ĐTN`; empty: left open, to be written by hand. */
	number: string;
	/** The town that stands before the day. */
	place: string;
	/** Where the contest was held. */
	venue: string;
	/** A person a line, with her office. */
	organizers: string;
	judges: string;
	secretaries: string;
	guests: string;
	/** Who signs for each, by name. */
	signOrganizer: string;
	signJudges: string;
	signSecretary: string;
}

export const emptyLetterhead: Letterhead = {
	under: 'union',
	superior: '',
	body: '',
	number: '',
	place: '',
	venue: '',
	organizers: '',
	judges: '',
	secretaries: '',
	guests: '',
	signOrganizer: '',
	signJudges: '',
	signSecretary: ''
};

/** The lines of a list of people, without numbers or dashes that were typed before them. */
export function peopleIn(list: string): string[] {
	return list
		.split('\n')
		.map((line) => line.replace(/^\s*(?:[-–•*+]|\d{1,2}[.)])\s*/, '').trim())
		.filter(Boolean);
}
