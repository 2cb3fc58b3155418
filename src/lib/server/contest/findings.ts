import { problems } from '$lib/bank/check';
import { findings, type Finding } from '$lib/contest/checks';
import type { Db } from '../db/client';
import { countRoster } from '../people/roster';
import type { ContestDraft } from './contests';
import { questionsById } from './questions';

/** A question that stands in the way of opening, with where it is found. */
export interface Unapproved {
	id: string;
	bankId: string;
	text: string;
}

/**
 * What is missing in a draft, as the database stands now; which of its questions nobody has approved, where that is demanded;
 * and how many are on its roster.
 */
export async function draftFindings(
	db: Db,
	{ id, setup }: ContestDraft
): Promise<{ findings: Finding[]; unapproved: Unapproved[]; contestants: number }> {
	const inBanks = await questionsById(
		db,
		setup.questions.map((q) => q.questionId)
	);
	const questions = setup.questions.map((planned) => {
		const found = inBanks.get(planned.questionId);
		if (!found) return null;
		const { question, status } = found;
		return {
			topic: question.topic,
			fit: problems(question).length === 0,
			approved: status === 'approved'
		};
	});
	const unapproved = setup.approvedOnly
		? [...inBanks].flatMap(([id, { bankId, status, question }]) =>
				status === 'approved' ? [] : [{ id, bankId, text: question.text }]
			)
		: [];
	const roster = await countRoster(db, id);
	const found = findings(setup, { questions, ...roster });
	return { findings: found, unapproved, contestants: roster.contestants };
}
