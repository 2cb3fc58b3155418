import { sql } from 'kysely';
import type { Setup } from '$lib/contest/setup';
import type { StaffUser } from '../auth';
import { listBanks } from '../bank/banks';
import type { Db } from '../db/client';
import type { DrawCandidate } from './drawing';
import { unused } from './plan';
import { provenByQuestion } from './question-use';

/** For which contest is drawn, and by whom. */
export interface Drawer {
	user: StaffUser;
	contestId: number;
	setup: Setup;
}

/**
 * What may be drawn from these banks, in their order: fit to be played, approved where the contest demands it, and nowhere in
 * the contest yet. Banks that the user may not see give nothing.
 */
export async function drawPool(
	db: Db,
	{ user, contestId, setup }: Drawer,
	banks: readonly string[]
): Promise<DrawCandidate[]> {
	const seen = new Set((await listBanks(db, user)).map((bank) => bank.id));
	const ids = banks.filter((id) => seen.has(id));
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom('question as q')
		.leftJoin(provenByQuestion(db).as('use'), 'use.question_id', 'q.id')
		.select(['q.id', 'q.topic', 'q.level', 'q.tags', 'q.status', 'use.lastUsed', 'use.judged', 'use.correct'])
		.where('q.bank_id', 'in', ids)
		.where('q.deleted_at', 'is', null)
		.where('q.fit', '=', true)
		.$if(setup.approvedOnly, (query) => query.where('q.status', '=', 'approved'))
		.orderBy('q.bank_id')
		.orderBy('q.position')
		.execute();
	const planned = await plannedElsewhere(db, contestId);
	const pool = rows.map(({ status, lastUsed, judged, correct, ...question }) => ({
		...question,
		approved: status === 'approved',
		lastUsed: lastUsed?.getTime() ?? null,
		share: judged ? (correct ?? 0) / judged : null,
		elsewhere: planned.has(question.id)
	}));
	return unused(pool, setup);
}

/** Which of these questions the user may still take into the contest, in the order given. */
export async function takeable(db: Db, drawer: Drawer, ids: readonly string[]): Promise<string[]> {
	if (ids.length === 0) return [];
	const banks = await db.selectFrom('question').select('bank_id').distinct().where('id', 'in', ids).execute();
	const pool = await drawPool(
		db,
		drawer,
		banks.map((row) => row.bank_id)
	);
	const there = new Set(pool.map((q) => q.id));
	return ids.filter((id) => there.has(id));
}

/** The questions that other contests want to play which have not ended. */
async function plannedElsewhere(db: Db, contestId: number): Promise<Set<string>> {
	const { rows } = await sql<{ id: string }>`
		select distinct planned ->> 'questionId' as id
		from contest cross join lateral jsonb_array_elements(setup -> 'questions') as planned
		where contest.id <> ${contestId} and rehearsal_of is null and phase <> 'finished'`.execute(db);
	return new Set(rows.map((row) => row.id));
}
