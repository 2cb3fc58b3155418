import { requireContest } from '$lib/server/contest/access';
import { contestResults } from '$lib/server/contest/results';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const results = await contestResults(db, id);
	if (!results) return { results: null };
	const { bellRinger, awards, units, audience, startedWith, rescued, questions } = results;
	return {
		results: {
			bellRinger,
			awards,
			units,
			audience,
			startedWith,
			rescued,
			questions: questions.map(({ kind, ordinal, turn, out, left, rescued, cut, interlude }) => ({
				kind,
				ordinal,
				turn,
				left,
				out: out.length,
				rescued: rescued.length,
				cut: cut.length,
				interlude
			}))
		}
	};
};
