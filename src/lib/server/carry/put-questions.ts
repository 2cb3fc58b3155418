import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { isSameQuestion } from '$lib/bank/fields';
import { reviewStatuses } from '$lib/bank/question';
import type { PlannedQuestion } from '$lib/contest/setup';
import { m } from '$lib/paraglide/messages';
import { createBankIn } from '../bank/banks';
import { insertQuestions } from '../bank/repository';
import { questionsById } from '../contest/questions';
import type { Schema } from '../db/schema';
import type { CarriedContest, RowsOf } from './format';

/**
 * Puts the questions that a contest's draft wants to play into a bank of their own, but for those that are here already, word for word.
 * Returns the plan with the ids that they have here.
 */
export async function putQuestions(
	tx: Transaction<Schema>,
	{ title, setup }: CarriedContest,
	questions: RowsOf<'questions'>,
	by: string | null
): Promise<PlannedQuestion[]> {
	const here = await questionsById(
		tx,
		questions.map(({ id }) => id)
	);
	const ids = new Map<string, string>();
	const missing: { id: string; row: RowsOf<'questions'>[number] }[] = [];
	for (const row of questions) {
		const there = here.get(row.id);
		if (there && isSameQuestion(there.question, row.question)) ids.set(row.id, row.id);
		else missing.push({ id: (await isFree(tx, row.id)) ? row.id : randomUUID(), row });
	}
	if (missing.length > 0) {
		const name = m.carry_bank({ title }).slice(0, 200);
		const bank = await createBankIn(tx, { title: name, language: 'vi', note: '' }, by);
		if (!bank.ok) throw new Error(bank.code);
		const added = missing.map(({ id, row }) => ({ id, externalId: row.externalId, question: row.question }));
		await insertQuestions(tx, bank.id, added, 'imported', by);
		for (const status of reviewStatuses) {
			const of = missing.filter(({ row }) => row.status === status).map(({ id }) => id);
			if (of.length > 0) await tx.updateTable('question').set({ status }).where('id', 'in', of).execute();
		}
		for (const { id, row } of missing) ids.set(row.id, id);
	}
	return setup.questions.flatMap((planned) => {
		const questionId = ids.get(planned.questionId);
		return questionId === undefined ? [] : [{ ...planned, questionId }];
	});
}

/** Also no deleted question has this id. */
async function isFree(tx: Transaction<Schema>, id: string): Promise<boolean> {
	const taken = await tx.selectFrom('question').select('id').where('id', '=', id).executeTakeFirst();
	return taken === undefined;
}
