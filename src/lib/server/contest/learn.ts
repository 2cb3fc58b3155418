import { problems } from '$lib/bank/check';
import { cleanQuestion } from '$lib/bank/clean';
import { judge } from '$lib/bank/judge';
import { readableForm } from '$lib/bank/normal';
import { answerWay, maxAccepted } from '$lib/bank/question';
import type { ContestEvent } from '$lib/contest/events';
import { questionOf, type Contest } from '$lib/contest/state';
import { writtenOf } from '$lib/contest/verdicts';
import { bankRole, type StaffUser } from '../auth';
import { editQuestion, openQuestion } from '../bank/questions';
import type { Db } from '../db/client';
import { countAnswers } from './answers';
import { eventOfCommand } from './log';
import { questionsById } from './questions';

export type LearnRefusal =
	'learn/no_bank' | 'learn/gone' | 'learn/not_allowed' | 'learn/full' | 'learn/unfit' | 'server/unavailable';

/** Edits of others that may come in between before it is given up. */
const tries = 5;

/**
 * Teaches the bank what the judges have just accepted: the group that the command said is right becomes an accepted variant of
 * the question it was copied from, as it was typed most (QU2). True: the bank has it now, or had it. Null: the command said
 * nothing of the kind.
 */
export async function learnFrom(
	db: Db,
	user: StaffUser,
	contestId: number,
	contest: Contest,
	commandId: string
): Promise<true | LearnRefusal | null> {
	const accepted = groupAccepted(await eventOfCommand(db, contestId, commandId));
	if (!accepted) return null;
	const question = questionOf(contest, accepted.q);
	if (question.bankId === null) return 'learn/no_bank';
	const counts = await countAnswers(db, contestId, accepted.q, 'answer');
	const variant = writtenOf(question, accepted.form, counts) ?? readableForm(accepted.form);
	return await teach(db, user, question.bankId, variant);
}

function groupAccepted(event: ContestEvent | null): { q: number; form: string } | null {
	if (event?.type === 'groupJudged') return event.right ? event : null;
	if (event?.type !== 'corrected' || event.change.kind !== 'group' || !event.change.right) return null;
	return { q: event.q, form: event.change.form };
}

async function teach(db: Db, user: StaffUser, id: string, variant: string): Promise<true | LearnRefusal> {
	for (let i = 0; i < tries; i++) {
		const bankId = (await questionsById(db, [id])).get(id)?.bankId;
		if (bankId === undefined) return 'learn/gone';
		const role = await bankRole(db, user, bankId);
		if (role !== 'owner' && role !== 'editor') return 'learn/not_allowed';
		const { stored } = (await openQuestion(db, bankId, id)) ?? {};
		if (!stored) return 'learn/gone';
		if (answerWay(stored.type) !== 'typed') return 'learn/unfit';
		if (judge(stored, variant) === 'right') return true;
		if (stored.accepted.length >= maxAccepted) return 'learn/full';
		const at = { bankId, id, version: stored.version };
		const learnt = cleanQuestion({ ...stored, accepted: [...stored.accepted, variant] });
		if (problems(learnt).length > 0) return 'learn/unfit';
		const edited = await editQuestion(db, at, learnt, user.id, 'learnt');
		if (edited.ok) return true;
		if (edited.code === 'question/unfit') return 'learn/unfit';
		if (edited.code !== 'question/changed') return 'learn/gone';
	}
	return 'server/unavailable';
}
