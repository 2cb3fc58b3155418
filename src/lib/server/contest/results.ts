import { plainText } from '$lib/bank/markup';
import type { QuestionKind } from '$lib/contest/setup';
import { preparedOf, questionOf, type Contest, type PlayedTurn, type Rank } from '$lib/contest/state';
import { rankUnits, type UnitRank } from '$lib/contest/units';
import type { Person } from '$lib/protocol/common';
import type { Db } from '../db/client';
import { AlongStanding } from './along-standing';
import { foldFrom } from './log';
import { namesOf } from './seats';

/** A played question in numbers. */
export interface TurnLine {
	turn: number;
	kind: QuestionKind;
	ordinal: number;
	text: string;
	judged: number;
	right: number;
	out: number;
	left: number;
	voided: boolean;
	corrected: PlayedTurn['corrected'];
}

export interface Results {
	/** By rank. */
	ranking: (Rank & Person)[];
	/** Who rang the bell; null: nobody did. */
	bellRinger: Person | null;
	/** From the first down, with who has each (BE5). */
	awards: { name: string; people: Person[] }[];
	/** By rank (BE5); none where contestants have no units. */
	units: UnitRank[];
	/** The questions in the order in which they were played. */
	turns: TurnLine[];
	startedWith: number;
	rescued: number;
}

/** How those did who played along without a place on the floor (CO5): how many they were, and the best. */
export interface AudienceResults {
	players: number;
	top: AlongStanding['top'];
}

/** The results of a contest that has ended; null before. */
export async function contestResults(
	db: Db,
	contestId: number
): Promise<(Results & { audience: AudienceResults }) | null> {
	const contest = await foldFrom(db, contestId);
	if (!contest.ranking) return null;
	const people = await peopleOf(db, contestId);
	const along = new AlongStanding(db, contestId);
	const played = new Set(contest.played.map((turn) => turn.q));
	await along.learn(contest, played, (sbd) => people.get(sbd) ?? { name: '', unit: '' });
	return { ...resultsOf(contest, people), audience: { players: along.players, top: along.top } };
}

/** Everybody by number, for wherever a contest is told by name. */
export async function peopleOf(db: Db, contestId: number): Promise<ReadonlyMap<number, Person>> {
	return new Map((await namesOf(db, contestId)).map((person) => [person.sbd, person]));
}

/** The results of a contest as it stands. */
export function resultsOf(contest: Contest, people: ReadonlyMap<number, Person>): Results {
	const personOf = (sbd: number) => people.get(sbd) ?? { sbd, name: '', unit: '' };
	return {
		ranking: (contest.ranking ?? []).map((rank) => ({ ...rank, ...personOf(rank.sbd) })),
		bellRinger: contest.bellRinger === null ? null : personOf(contest.bellRinger),
		awards: preparedOf(contest).awards.map(({ name }, i) => ({
			name,
			people: [...contest.awards].filter(([, award]) => award === i).map(([sbd]) => personOf(sbd))
		})),
		units: rankUnits(contest),
		turns: contest.played.map((turn) => turnLine(contest, turn)),
		startedWith: contest.startedWith,
		rescued: contest.rescues.reduce((sum, rescue) => sum + rescue.sbds.length, 0)
	};
}

function turnLine(contest: Contest, played: PlayedTurn): TurnLine {
	const { turn, kind, ordinal, roster, right, out, left, voided, corrected } = played;
	return {
		turn,
		kind,
		ordinal,
		text: plainText(questionOf(contest, played.q).text),
		judged: roster.length,
		right: right.length,
		out: out.length,
		left,
		voided,
		corrected
	};
}
