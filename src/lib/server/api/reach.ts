import { contestRole } from '../auth';
import { contestByCode, type ContestInfo } from '../contest/contests';
import type { ContestRole } from '../db/schema';
import type { Call } from './endpoint';
import type { Refusal } from './refusal';

/** The contest that a call is about, and what its caller is in it now. */
export interface Reached {
	ok: true;
	contest: ContestInfo;
	role: ContestRole;
}

/** Finds the contest of a call. One that the token does not reach, or its owner has no role in, is as good as none; so are rehearsals. */
export async function reach({
	app: { db },
	holder,
	code
}: Call): Promise<Reached | Refusal<'contest/unknown'>> {
	const contest = /^\d{6}$/.test(code) ? await contestByCode(db, code) : null;
	const within = contest && (holder.contestId === null || holder.contestId === contest.id);
	if (!contest || !within || contest.rehearsalOf !== null) return { ok: false, code: 'contest/unknown' };
	const role = await contestRole(db, holder.user, contest.id);
	return role ? { ok: true, contest, role } : { ok: false, code: 'contest/unknown' };
}
