import { z } from 'zod';
import { phase } from '$lib/protocol/common';
import { listContests } from '../contest/contests';
import { endpoint } from './endpoint';

/** A contest, by what other systems know it by. */
export const contest = z.object({
	id: z.int(),
	code: z.string().describe('six digits; it names the contest in every path here'),
	title: z.string(),
	phase: phase.describe('`finished`: there are results')
});

export const contests = endpoint({
	method: 'get',
	path: '/contests',
	name: 'Contests',
	summary: 'The contests that the token reaches, the newest first',
	scope: null,
	response: z.object({ contests: z.array(contest) }),
	errors: [],
	async handle({ app: { db }, holder }) {
		const all = await listContests(db, holder.user);
		const reached = all.filter(({ id }) => holder.contestId === null || holder.contestId === id);
		return { ok: true, body: { contests: reached } };
	}
});
