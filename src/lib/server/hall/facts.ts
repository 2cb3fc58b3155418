import type { HallFacts } from '$lib/protocol/hall';
import { addressForOthers, otherAddresses, servesOnlyItself } from '../address';
import type { App } from '../app';
import { contestDraft, type ContestDraft } from '../contest/contests';
import { draftFindings } from '../contest/findings';
import { databaseNow } from '../contest/lock';
import type { Db } from '../db/client';
import { diskFacts } from './disk';
import { handleLimit } from './handles';

/**
 * What can be measured of a contest's hall now, on a page that was opened as `here`; null when there is no such contest.
 * What it means is judged where it is shown.
 */
export async function hallFactsOf(
	{ db, config, live, backups }: Pick<App, 'db' | 'config' | 'live' | 'backups'>,
	id: number,
	here: URL
): Promise<HallFacts | null> {
	const draft = await contestDraft(db, id);
	if (!draft) return null;
	const { setup, phase } = draft;
	const [clocks, disk, handles, { findings, unapproved, contestants }, kept] = await Promise.all([
		readClocks(db),
		diskFacts(db, config),
		handleLimit(),
		draftFindings(db, draft),
		backups.state()
	]);
	/** Once it has started, nothing can be mended any more. */
	const mendable = phase === 'draft' || phase === 'lobby';
	const { origin, local } = addressForOthers(here, config);
	return {
		...clocks,
		phase,
		phones: {
			used: setup.rules.boards !== 'paper' || setup.rules.audience.joins,
			origin,
			local,
			alone: local && servesOnlyItself(config),
			others: otherAddresses(here, config),
			reached: live.reach.of(id),
			expected: phonesExpected(draft, contestants),
			audience: setup.rules.audience.joins,
			handles
		},
		stages: live.screens.of(id),
		disk,
		backup: {
			kept: kept.folder !== null,
			last: kept.last?.at.getTime() ?? null,
			changed: draft.updatedAt.getTime()
		},
		questions: setup.questions.length,
		approvedOnly: setup.approvedOnly,
		findings: mendable ? findings : [],
		unapproved: mendable ? unapproved : []
	};
}

/** The whole floor where seats are open, else the roster; how many of the audience will come nobody knows. */
function phonesExpected({ setup: { rules } }: ContestDraft, contestants: number): number {
	if (rules.boards === 'paper') return 0;
	return rules.registration === 'roster' ? contestants : Math.max(contestants, rules.capacity);
}

/** Both clocks at one moment: the middle of the round trip. */
async function readClocks(db: Db): Promise<{ at: number; databaseAhead: number }> {
	const sent = Date.now();
	const database = await databaseNow(db);
	const at = Date.now();
	return { at, databaseAhead: database - (sent + at) / 2 };
}
