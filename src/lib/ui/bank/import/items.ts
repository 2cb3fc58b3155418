import { isFit, isRepeated, type Draft } from '$lib/bank/draft';
import { differingFields } from '$lib/bank/fields';
import type { ImportPreview } from '$lib/bank/import-preview';
import { accept, mend } from '$lib/bank/mending';
import type { Question } from '$lib/bank/question';
import { broughtUpToDate, type Standing } from '$lib/bank/repeated';

/** What becomes of a draft: a new question, the next version of the one that is there, or nothing. */
export type Fate = 'add' | 'update' | 'skip';

/** How a draft stands: good, to be looked at, not usable yet, there in another version, or there already. */
export const looks = ['good', 'look', 'unfit', 'differs', 'repeated'] as const;
export type Look = (typeof looks)[number];

/** A question of the file on the import's screen. */
export interface Item {
	/** Its place in the list, from 0. */
	index: number;
	/** As the file says it. */
	read: Draft;
	/** As it has been mended. */
	draft: Draft;
	/** The bank's question that it is. */
	standing: Standing | null;
	/** The parts in which that one would change. */
	changes: (keyof Question)[];
	fate: Fate;
	/** Somebody chose the fate. */
	decided: boolean;
	look: Look;
}

/** The list as it stands before anybody has touched it: nothing is taken twice, and nothing is overwritten. */
export function itemsOf({ drafts, standing }: ImportPreview): Item[] {
	const known = new Map(standing);
	return drafts.map((read, index) => {
		const there = known.get(index) ?? null;
		const draft = there ? { ...read, doubts: read.doubts.filter((d) => d.code !== 'same_in_bank') } : read;
		const fate = there || isRepeated(draft) ? 'skip' : 'add';
		return judged({ index, read: draft, draft, standing: there, fate, decided: false });
	});
}

function judged(item: Omit<Item, 'look' | 'changes'>): Item {
	const { draft, standing } = item;
	const changes = standing
		? differingFields(standing.question, broughtUpToDate(standing.question, draft.question))
		: [];
	return { ...item, changes, look: lookOf({ ...item, changes }) };
}

function lookOf({ draft, standing, changes, decided }: Omit<Item, 'look'>): Look {
	const there = standing ? changes.length === 0 : isRepeated(draft);
	if (there && !decided) return 'repeated';
	if (!isFit(draft)) return 'unfit';
	if (standing && !decided) return 'differs';
	return draft.doubts.some((d) => !isRepeated({ doubts: [d] })) ? 'look' : 'good';
}

/** With another question in its place; `confirmed` is a part that somebody has seen and found right. */
export function mended(item: Item, question: Question, confirmed?: keyof Question): Item {
	return judged({ ...item, draft: mend(item.draft, question, confirmed) });
}

/** Whatever somebody made of the draft. */
export function redrafted(item: Item, draft: Draft): Item {
	return judged({ ...item, draft });
}

/** Seen, and right as it stands. */
export function accepted(item: Item): Item {
	return redrafted(item, accept(item.draft));
}

/** With what is to become of it. */
export function destined(item: Item, fate: Fate): Item {
	return judged({ ...item, fate, decided: true });
}

/** Whether it will be saved. */
export function isTaken({ fate, draft }: Item): boolean {
	return fate !== 'skip' && isFit(draft);
}

/** Whether somebody has something left to do with it; nothing with what she has passed over. */
export function isOpen({ look, fate, decided }: Item): boolean {
	if (decided && fate === 'skip') return false;
	return look === 'look' || look === 'unfit' || look === 'differs';
}

/** What the server gets of an item that is taken. */
export function toSave({ draft, standing, fate }: Item) {
	const { externalId, question, doubts } = draft;
	const update = fate === 'update' && standing ? { id: standing.id, version: standing.version } : null;
	return {
		externalId,
		question: update && standing ? broughtUpToDate(standing.question, question) : question,
		doubts,
		update
	};
}

/** What is written into many questions at once; '' and [] leave a part as it is. */
export type Filling = Pick<Question, 'topic' | 'level' | 'source' | 'asOf' | 'tags'>;

/** The item with the filling where its question says nothing, or instead of what it says. */
export function filled(item: Item, filling: Filling, instead: boolean): Item {
	const { question } = item.draft;
	const line = (part: 'topic' | 'source' | 'asOf') =>
		filling[part] !== '' && (instead || question[part] === '') ? filling[part] : question[part];
	return mended(item, {
		...question,
		topic: line('topic'),
		source: line('source'),
		asOf: line('asOf'),
		level: filling.level !== '' && (instead || question.level === '') ? filling.level : question.level,
		tags: [...new Set([...question.tags, ...filling.tags])]
	});
}
