import { sql } from 'kysely';
import type { StaffUser } from '../auth';
import type { Db } from '../db/client';

/** A question in a contest that has ended. */
export interface UsedIn {
	contestId: number;
	title: string;
	/** The user has a role in that contest. */
	mayOpen: boolean;
	playedAt: Date;
	judged: number;
	right: number;
	none: number;
	counts: number[];
	discrimination: number | null;
}

/** Where a question was played, the latest first, and which contests that have not ended want to play it. */
export interface WhereUsed {
	used: UsedIn[];
	planned: { id: number; title: string }[];
}

/**
 * Where a question is used. Which contest is going to play it is told only to those who have a role in that contest: others
 * need not know what will be asked.
 */
export async function whereUsed(db: Db, user: StaffUser, questionId: string): Promise<WhereUsed> {
	const everything = user.role === 'administrator';
	const used = await db
		.selectFrom('question_use as u')
		.innerJoin('contest as c', 'c.id', 'u.contest_id')
		.leftJoin('contest_role as r', (join) =>
			join.onRef('r.contest_id', '=', 'c.id').on('r.user_id', '=', user.id)
		)
		.select(['c.id as contestId', 'c.title', 'r.role', 'u.played_at as playedAt'])
		.select(['u.judged', 'u.correct as right', 'u.none', 'u.counts', 'u.discrimination'])
		.where('u.question_id', '=', questionId)
		.orderBy('u.played_at', 'desc')
		.orderBy('c.id', 'desc')
		.execute();
	const planned = await db
		.selectFrom('contest as c')
		.leftJoin('contest_role as r', (join) =>
			join.onRef('r.contest_id', '=', 'c.id').on('r.user_id', '=', user.id)
		)
		.select(['c.id', 'c.title'])
		.where('c.rehearsal_of', 'is', null)
		.where('c.phase', '<>', 'finished')
		.where(sql<boolean>`c.setup -> 'questions' @> ${JSON.stringify([{ questionId }])}::jsonb`)
		.$if(!everything, (query) => query.where('r.role', 'is not', null))
		.orderBy('c.id', 'desc')
		.execute();
	return {
		used: used.map(({ role, ...use }) => ({ ...use, mayOpen: everything || role !== null })),
		planned
	};
}
