import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { rulesInPlay } from '$lib/server/contest/change-rules';
import { contestDraft } from '$lib/server/contest/contests';
import { draftMarks } from '$lib/server/contest/draft-parts';
import { draftFindings } from '$lib/server/contest/findings';
import { changedSincePrepared } from '$lib/server/contest/prepare';
import { errorText } from '$lib/server/error-text';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { db, id, role } = await requireContest(event);
	const draft = await contestDraft(db, id);
	if (!draft) error(404, errorText('contest/unknown'));
	const { setup, ...contest } = draft;
	const started = contest.phase === 'running' || contest.phase === 'finished';
	const { findings, unapproved, contestants } = await draftFindings(db, draft);
	const rules = (started && (await rulesInPlay(db, id))) || setup.rules;
	return {
		contest,
		setup: { ...setup, rules },
		/** From what the forms of the set-up are made. */
		marks: draftMarks({ title: contest.title, setup: { ...setup, rules } }),
		role,
		started,
		mayEdit: role === 'manager' && !started,
		contestants,
		fault: app().live.records.fault(id),
		/** Once it has started, nothing can be mended any more. */
		findings: started ? [] : findings,
		unapproved: started ? [] : unapproved,
		/** The waiting room is open, and what has been changed since is not in it yet. */
		behind: contest.phase === 'lobby' && (await changedSincePrepared(db, draft))
	};
};
