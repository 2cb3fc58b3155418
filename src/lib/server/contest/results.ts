import { searchForm } from '$lib/bank/normal';
import { pathOf, reportOf, type PathStep, type QuestionReport, type Report } from '$lib/contest/report';
import { preparedOf, type Contest, type Rank } from '$lib/contest/state';
import { rankUnits, type UnitRank } from '$lib/contest/units';
import type { Person } from '$lib/protocol/common';
import { questionTitle } from '$lib/words/questions';
import type { Db } from '../db/client';
import { AlongStanding } from './along-standing';
import { readLog } from './log';
import { namesOf } from './seats';

export interface Results {
	/** By rank. */
	ranking: (Rank & Person)[];
	/** Who rang the bell; null: nobody did. */
	bellRinger: Person | null;
	/** From the first down, with who has each (BE5). */
	awards: { name: string; people: Person[] }[];
	/** By rank (BE5); none where contestants have no units. */
	units: UnitRank[];
	startedWith: number;
	rescued: number;
}

/** How those did who played along without a place on the floor (CO5): how many they were, and the best. */
export interface AudienceResults {
	players: number;
	top: AlongStanding['top'];
}

/** All that a contest came to. */
export interface ContestResults extends Results {
	title: string;
	organizer: string;
	/** ms since 1970. */
	startedAt: number | null;
	/** In the order of play. */
	questions: QuestionReport[];
	judged: Report['judged'];
	audience: AudienceResults;
}

/** The results of a contest that has ended; null before. */
export async function contestResults(db: Db, contestId: number): Promise<ContestResults | null> {
	const log = await readLog(db, contestId);
	const { contest, questions, judged } = reportOf(log);
	if (!contest.ranking) return null;
	const people = await peopleOf(db, contestId);
	const along = new AlongStanding(db, contestId);
	const played = new Set(contest.played.map((turn) => turn.q));
	await along.learn(contest, played, (sbd) => people.get(sbd) ?? { name: '', unit: '' });
	const { title, organizer } = preparedOf(contest);
	return {
		title,
		organizer,
		startedAt: log.findLast(({ event }) => event.type === 'started')?.at ?? null,
		...resultsOf(contest, people),
		questions,
		judged,
		audience: { players: along.players, top: along.top }
	};
}

/** What the chart of the floor is drawn from: a question, and how many it moved. */
export type FloorStep = Pick<QuestionReport, 'kind' | 'ordinal' | 'turn' | 'left' | 'interlude'> &
	Record<'out' | 'rescued' | 'cut', number>;

/** How full the floor was from question to question. */
export function floorSteps(questions: readonly QuestionReport[]): FloorStep[] {
	return questions.map(({ kind, ordinal, turn, out, left, rescued, cut, interlude }) => ({
		kind,
		ordinal,
		turn,
		left,
		out: out.length,
		rescued: rescued.length,
		cut: cut.length,
		interlude
	}));
}

/** The ranking as it is listed: how far each came, in words, and what she won. */
export type RankingLine = Rank & Person & { survivedTo: string; award: string };

export function rankingLines({ ranking, awards, questions }: ContestResults): RankingLine[] {
	const titles = new Map(questions.map((question) => [question.turn, questionTitle(question)]));
	const won = new Map(awards.flatMap(({ name, people }) => people.map(({ sbd }) => [sbd, name] as const)));
	return ranking.map((line) => ({
		...line,
		survivedTo: titles.get(line.survived) ?? '–',
		award: won.get(line.sbd) ?? ''
	}));
}

/** Those of a ranking whom somebody looks for, by number, name or unit; everybody where `query` is empty. */
export function foundIn(lines: readonly RankingLine[], query: string): RankingLine[] {
	const wanted = searchForm(query);
	return lines.filter(
		({ sbd, name, unit }) => String(sbd) === query || searchForm(`${name} ${unit}`).includes(wanted)
	);
}

/** One contestant's way through a contest that has ended. */
export interface ContestantPath {
	person: Person;
	/** Null: she never played, or was disqualified. */
	rank: Rank | null;
	/** How many have a rank. */
	ranked: number;
	award: string | null;
	rangBell: boolean;
	steps: PathStep[];
	/** The questions that were played. */
	questions: QuestionReport[];
}

/** What one contestant answered, and what became of her; null before the end, and where nobody has this number. */
export async function contestantPath(db: Db, contestId: number, sbd: number): Promise<ContestantPath | null> {
	const log = await readLog(db, contestId);
	const { contest, questions } = reportOf(log);
	const [person] = await namesOf(db, contestId, [sbd]);
	if (!contest.ranking || !person) return null;
	const award = contest.awards.get(sbd);
	return {
		person,
		rank: contest.ranking.find((rank) => rank.sbd === sbd) ?? null,
		ranked: contest.ranking.length,
		award: award === undefined ? null : (preparedOf(contest).awards[award]?.name ?? null),
		rangBell: contest.bellRinger === sbd,
		steps: pathOf(log, sbd),
		questions
	};
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
		startedWith: contest.startedWith,
		rescued: contest.rescues.reduce((sum, rescue) => sum + rescue.sbds.length, 0)
	};
}
