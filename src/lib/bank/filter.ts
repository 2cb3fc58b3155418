import type { TableRow } from './question';

/** Which questions of a bank are meant: every part has to fit; '' means any, '-' those that have none. */
export interface Filter {
	/** Words that all have to be somewhere in the question, without regard to case and diacritics. */
	text: string;
	topic: string;
	level: string;
	type: string;
	status: string;
	tag: string;
	/** The account of who wrote it. */
	author: string;
	check: Check | '';
	/** Among the deleted ones instead of those that are there. */
	deleted: boolean;
}

/** What one looks for to mend it: nobody said where it is from; somebody has to look; it can't be played. */
export const checks = ['no_source', 'doubtful', 'unfit'] as const;
export type Check = (typeof checks)[number];

/** By what the table is sorted; `number` is the order of the bank itself. */
export const sorts = ['number', 'text', 'type', 'topic', 'level', 'status', 'share', 'changed'] as const;
export type Sort = (typeof sorts)[number];

/** What the table shows: which questions, and in which order. */
export interface TableView extends Filter {
	sort: Sort;
	direction: 'up' | 'down';
}

/** Some rows of a view. */
export interface TableWindow {
	/** How many questions the view shows in all. */
	total: number;
	/** The place of the first of these rows, from 0. */
	from: number;
	rows: TableRow[];
}

/** Questions that something is done to: ticked ones, all that a filter shows but some, or what was deleted at once. */
export type Chosen = { ids: string[] } | { filter: Filter; except: string[] } | { deletion: string };

/** What there is to filter by, with how many questions have it. */
export interface Facets {
	/** When this was so, by the clock of the database. */
	at: Date;
	/** Questions that are there, and deleted ones that can be brought back. */
	all: number;
	deleted: number;
	/** '' is among them when some have none. */
	topics: { name: string; n: number }[];
	tags: { name: string; n: number }[];
	authors: { id: string; name: string; n: number }[];
}

export const everything: Filter = {
	text: '',
	topic: '',
	level: '',
	type: '',
	status: '',
	tag: '',
	author: '',
	check: '',
	deleted: false
};
export const wholeTable: TableView = { ...everything, sort: 'number', direction: 'up' };

/** The part of a view that says which questions, not in which order. */
export function filterOf(view: TableView): Filter {
	const { text, topic, level, type, status, tag, author, check, deleted } = view;
	return { text, topic, level, type, status, tag, author, check, deleted };
}

/** Whether any of the questions that are there (or of the deleted ones) is left out. */
export function isFiltered({ text, topic, level, type, status, tag, author, check }: Filter): boolean {
	return [text, topic, level, type, status, tag, author, check].some((wanted) => wanted.trim() !== '');
}

/** A view as the query of an address, without what goes without saying: `topic=Luật&sort=level`. */
export function viewParams(view: TableView): URLSearchParams {
	const { deleted, sort, direction, ...words } = view;
	const params = new URLSearchParams(Object.entries(words).filter(([, value]) => value.trim() !== ''));
	if (deleted) params.set('deleted', '1');
	if (sort !== wholeTable.sort) params.set('sort', sort);
	if (direction !== wholeTable.direction) params.set('direction', direction);
	return params;
}
