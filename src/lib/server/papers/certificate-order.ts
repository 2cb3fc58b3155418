import type { CertificateFor } from '$lib/papers/certificate';
import { certificateLines, certificateWords } from '$lib/words/certificates';
import { mediaFile } from '../bank/media';
import { contestDraft } from '../contest/contests';
import { contestPaper } from '../contest/paper';
import { contestResults, rankingLines } from '../contest/results';
import type { Db } from '../db/client';
import type { CertificateOrder } from './certificates';

const nobody = { lines: [], awards: [], bellRinger: null };

/** The certificates of a contest, ready to be drawn; null: it has not ended, and a sample is not what was asked for. */
export async function certificateOrder(
	db: Db,
	contestId: number,
	who: CertificateFor
): Promise<CertificateOrder | null> {
	const [draft, results, paper] = await Promise.all([
		contestDraft(db, contestId),
		contestResults(db, contestId),
		contestPaper(db, contestId)
	]);
	if (!draft || (!results && who !== 'sample')) return null;
	const { certificate: form, letterhead, ground } = paper;
	const about = {
		title: results?.title ?? draft.title,
		organizer: results?.organizer ?? draft.setup.organizer,
		at: results?.startedAt ?? Date.now()
	};
	return {
		form,
		words: certificateWords(form, letterhead, about),
		lines: certificateLines(who, results ? { ...results, lines: rankingLines(results) } : nobody),
		picture: form.ground === 'own' && ground ? ((await mediaFile(db, ground, 'whole'))?.bytes ?? null) : null
	};
}
