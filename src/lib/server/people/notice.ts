import { contestByCode, contestDraft } from '../contest/contests';
import type { Db } from '../db/client';
import { keptData, type KeptData } from './keeping';

/** What the notice about personal data says of a contest. */
export interface PrivacyNotice extends Pick<KeptData, 'keepDays' | 'contact' | 'due' | 'erasedAt'> {
	code: string;
	title: string;
	/** Empty: not named. */
	organizer: string;
	/** Judges look at signs of unfairness (JU6), and what a phone tells for them is kept. */
	signals: boolean;
}

/** The notice of the contest with this code, of a rehearsal that of its contest; null: there is none. */
export async function privacyNotice(db: Db, code: string): Promise<PrivacyNotice | null> {
	const contest = await contestByCode(db, code);
	const id = contest && (contest.rehearsalOf ?? contest.id);
	const draft = id && (await contestDraft(db, id));
	const [kept] = id ? await keptData(db, id) : [];
	if (!contest || !draft || !kept) return null;
	const { keepDays, contact, due, erasedAt } = kept;
	return {
		code: contest.code,
		title: draft.title,
		organizer: draft.setup.organizer,
		signals: draft.setup.rules.signals,
		keepDays,
		contact,
		due,
		erasedAt
	};
}
