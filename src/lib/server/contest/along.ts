import { answerWay } from '$lib/bank/question';
import { questionOf, type Contest } from '$lib/contest/state';
import { answerGroups } from '$lib/contest/verdicts';
import type { Db } from '../db/client';

/** So many different answers of the audience are told. */
const answersTold = 6;

/** What those who play along have answered to the question on the floor so far, the most frequent first (RE6). */
export async function audienceSaid(
	db: Db,
	contestId: number,
	contest: Contest
): Promise<[answer: string, count: number][]> {
	const { turn } = contest;
	if (!turn) return [];
	const rows = await db
		.selectFrom('along_answer')
		.select(['value', (e) => e.fn.countAll<number>().as('n')])
		.where('contest_id', '=', contestId)
		.where('question', '=', turn.q)
		.groupBy('value')
		.execute();
	const counts = new Map(rows.map((r) => [r.value, r.n]));
	const question = questionOf(contest, turn.q);
	const said: [string, number][] =
		answerWay(question.type) === 'typed'
			? answerGroups(question, new Map(), counts).map((g) => [g.sample, g.count])
			: [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
	return said.slice(0, answersTold);
}
