import { problems } from '$lib/bank/check';
import { findings, type Finding } from '$lib/contest/checks';
import type { Db } from '../db/client';
import { countRoster } from '../people/roster';
import type { ContestDraft } from './contests';
import { questionsById } from './questions';

/** What is missing in a draft, as the database stands now; and how many are on its roster. */
export async function draftFindings(
	db: Db,
	{ id, setup }: ContestDraft
): Promise<{ findings: Finding[]; contestants: number }> {
	const inBanks = await questionsById(
		db,
		setup.questions.map((q) => q.questionId)
	);
	const questions = setup.questions.map((planned) => {
		const question = inBanks.get(planned.questionId)?.question;
		return question ? { topic: question.topic, fit: problems(question).length === 0 } : null;
	});
	const roster = await countRoster(db, id);
	return { findings: findings(setup, { questions, ...roster }), contestants: roster.contestants };
}
