import { createHash } from 'node:crypto';
import type { Rules } from '$lib/contest/rules';
import type { Setup } from '$lib/contest/setup';
import type { Db } from '../db/client';
import { canonical } from './chain';
import { editDraft, type DraftRefusal } from './draft';

interface Titled {
	title: string;
	setup: Setup;
}

/** What each form of the set-up edits as a whole. */
const parts = {
	general: ({ title, setup }: Titled) => [title, setup.organizer],
	rules: ({ setup }: Titled) => setup.rules,
	rounds: ({ setup }: Titled) => [setup.rounds, setup.extraSeconds],
	awards: ({ setup }: Titled) => setup.awards,
	units: ({ setup }: Titled) => setup.units
};
export type DraftPart = keyof typeof parts;

const mark = (part: unknown) => createHash('sha256').update(canonical(part)).digest('base64url').slice(0, 22);

/** Marks of the parts as they are: a form carries that of its part, and so tells from what it was made. */
export function draftMarks(draft: Titled): Record<DraftPart, string> {
	return {
		general: mark(parts.general(draft)),
		rules: rulesMark(draft.setup.rules),
		rounds: mark(parts.rounds(draft)),
		awards: mark(parts.awards(draft)),
		units: mark(parts.units(draft))
	};
}

/** The mark of rules, be they those of the draft or those by which a contest is played. */
export const rulesMark = (rules: Rules): string => mark(rules);

/**
 * Changes a part of the draft by a form that was made when its mark was `seen`. Refused when somebody has changed the part
 * since, for her change would be lost; `over` is the mark with which the form may be sent again. Saving what is there already
 * is no change, whatever the form has seen.
 */
export async function editPart<Code extends string = never>(
	db: Db,
	id: number,
	part: DraftPart,
	seen: string,
	change: (setup: Setup) => Setup | { ok: false; code: Code },
	title?: string
): Promise<{ ok: true } | { ok: false; code: Code | DraftRefusal | 'setup/changed'; over?: string }> {
	let now = '';
	const done = await editDraft<Code | 'setup/changed'>(
		db,
		id,
		(setup, was) => {
			const changed = change(setup);
			if ('ok' in changed) return changed;
			now = mark(parts[part]({ title: was, setup }));
			const then = mark(parts[part]({ title: title ?? was, setup: changed }));
			return seen === now || then === now ? changed : { ok: false, code: 'setup/changed' };
		},
		title
	);
	return !done.ok && done.code === 'setup/changed' ? { ...done, over: now } : done;
}
