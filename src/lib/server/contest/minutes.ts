import { minutesOf } from '$lib/contest/minutes';
import { preparedOf } from '$lib/contest/state';
import type { MinutesContent } from '$lib/papers/minutes';
import type { Db } from '../db/client';
import { appealTexts } from './appeals';
import { codeOf } from './contests';
import { actorNames } from './actors';
import { readLog, sealOf } from './log';
import { peopleOf, resultsOf } from './results';

/** The minutes of a contest, with the names that lie outside its log; null before its waiting room was opened. */
export async function contestMinutes(db: Db, contestId: number): Promise<MinutesContent | null> {
	const log = await readLog(db, contestId);
	const { contest, ...minutes } = minutesOf(log);
	if (!contest.prepared) return null;
	const { title, organizer, rules, rounds, awards, questions } = preparedOf(contest);
	const people = await peopleOf(db, contestId);
	const nos = minutes.appeals.map((a) => a.no);
	return {
		...minutes,
		title,
		organizer,
		told: {
			rules,
			rounds,
			awards,
			questions: questions.map(({ kind, round, limitMs }) => ({ kind, round, seconds: limitMs / 1000 }))
		},
		people: [...people.values()],
		actors: await actorNames(db, contestId, log),
		appealTexts: Object.fromEntries(await appealTexts(db, contestId, nos)),
		results: contest.ranking && resultsOf(contest, people),
		code: await codeOf(db, contestId),
		record: sealOf(log)
	};
}
