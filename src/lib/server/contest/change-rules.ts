import type { Refusal } from '$lib/contest/commands';
import type { Rules } from '$lib/contest/rules';
import type { Db } from '../db/client';
import { act } from './act';
import { foldFrom } from './log';

type Refused<Code> = { ok: false; code: Code };

/** The rules by which a contest is played, which a judge may have changed since it was prepared; null: not prepared. */
export async function rulesInPlay(db: Db, contestId: number): Promise<Rules | null> {
	return (await foldFrom(db, contestId)).prepared?.rules ?? null;
}

/**
 * Changes the rules of a running contest, between two questions, for a reason that goes into the log. Registration,
 * boards and signals stay as they are: people sit there, and have been told.
 */
export async function changeRules<Code extends string = never>(
	db: Db,
	contestId: number,
	change: (rules: Rules) => Rules | Refused<Code>,
	reason: string,
	actor: string
): Promise<{ ok: true } | Refused<Code | Refusal | 'contest/unknown'>> {
	const acted = await act<{ ok: true } | Refused<Code | Refusal>>(
		db,
		contestId,
		undefined,
		async (acting) => {
			const rules = acting.contest().prepared?.rules;
			if (!rules) return { ok: false, code: 'contest/not_prepared' };
			const changed = change(rules);
			return 'ok' in changed ? changed : acting.do({ type: 'changeRules', rules: changed, reason }, actor);
		}
	);
	return acted.ok ? acted.value : acted;
}
