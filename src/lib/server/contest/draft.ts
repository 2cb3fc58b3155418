import type { Transaction } from 'kysely';
import { presets, type PresetName } from '$lib/contest/presets';
import { completeSetup, type Setup } from '$lib/contest/setup';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import { saveDraft } from './contests';
import { setupSchema } from './setup-schema';

export type DraftRefusal = 'contest/unknown' | 'contest/started' | 'setup/too_much';
type Refused<Code> = { ok: false; code: Code };

/**
 * Changes a part of the draft. The contest's row is locked from reading to writing, so that two who edit different
 * parts at the same moment both keep what they did. From the first question on the draft is closed.
 */
export async function editDraft<Code extends string = never>(
	db: Db,
	id: number,
	change: (setup: Setup, title: string) => Setup | Refused<Code>,
	title?: string
): Promise<{ ok: true } | Refused<Code | DraftRefusal>> {
	return await db.transaction().execute((tx) => editDraftIn(tx, id, change, title));
}

/** {@link editDraft} as a part of something larger. */
export async function editDraftIn<Code extends string = never>(
	tx: Transaction<Schema>,
	id: number,
	change: (setup: Setup, title: string) => Setup | Refused<Code>,
	title?: string
): Promise<{ ok: true } | Refused<Code | DraftRefusal>> {
	const row = await tx
		.selectFrom('contest')
		.select(['setup', 'phase', 'title'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) return { ok: false, code: 'contest/unknown' };
	if (row.phase === 'running' || row.phase === 'finished') return { ok: false, code: 'contest/started' };
	const changed = change(completeSetup(row.setup), row.title);
	if ('ok' in changed) return changed;
	const checked = setupSchema.safeParse(changed);
	if (!checked.success) return { ok: false, code: 'setup/too_much' };
	await saveDraft(tx, id, { setup: checked.data, ...(title === undefined ? {} : { title }) });
	return { ok: true };
}

/**
 * The draft with the rules, rounds and awards of a preset. Organizer, units and questions stay; main questions of rounds
 * that the preset does not have go to its last one.
 */
export function withPreset(setup: Setup, name: PresetName): Setup {
	const { rules, rounds, extraSeconds, mainQuestions, awards } = presets[name];
	const questions = setup.questions.map((q) =>
		q.kind === 'main' ? { ...q, round: Math.min(q.round, rounds.length - 1) } : q
	);
	return { ...setup, rules, rounds, extraSeconds, mainQuestions, awards, questions };
}
