import type { Contest, PlayedTurn, Rank } from '$lib/contest/state';
import type { Db } from '../db/client';
import { foldFrom } from './log';
import { namesOf } from './seats';

export interface RankLine extends Rank {
	name: string;
	unit: string;
}

export interface Results {
	/** By rank. */
	ranking: RankLine[];
	/** Who rang the bell; null: nobody did. */
	bellRinger: { sbd: number; name: string; unit: string } | null;
	/** The questions in the order in which they were played, with their texts. */
	turns: (PlayedTurn & { text: string })[];
	startedWith: number;
	rescued: number;
}

/** The results of a contest that has ended; null before. */
export async function contestResults(db: Db, contestId: number): Promise<Results | null> {
	const contest = await foldFrom(db, contestId);
	if (!contest.ranking) return null;
	const people = new Map((await namesOf(db, contestId)).map((person) => [person.sbd, person]));
	const personOf = (sbd: number) => people.get(sbd) ?? { sbd, name: '', unit: '' };
	return {
		ranking: contest.ranking.map((rank) => ({ ...rank, ...personOf(rank.sbd) })),
		bellRinger: contest.bellRinger === null ? null : personOf(contest.bellRinger),
		turns: contest.played.map((turn) => ({ ...turn, text: textOf(contest, turn.q) })),
		startedWith: contest.startedWith,
		rescued: contest.rescues.reduce((sum, rescue) => sum + rescue.sbds.length, 0)
	};
}

const textOf = (contest: Contest, q: number) => contest.prepared?.questions[q - 1]?.text ?? '';
