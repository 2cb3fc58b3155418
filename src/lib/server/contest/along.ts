import { answerWay } from '$lib/bank/question';
import { keyIsShown, questionOf, type Contest, type Turn } from '$lib/contest/state';
import { answerGroups, answerTime, verdictOn } from '$lib/contest/verdicts';
import type { Recorded } from '$lib/protocol/phone';
import { sql } from 'kysely';
import type { Db } from '../db/client';
import { countAnswers } from './answers';

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
	const counts = await countAnswers(db, contestId, turn.q, 'along_answer');
	const question = questionOf(contest, turn.q);
	const said: [string, number][] =
		answerWay(question.type) === 'typed'
			? answerGroups(question, new Map(), counts).map((g) => [g.sample, g.count])
			: [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
	return said.slice(0, answersTold);
}

/** What each of these players has answered along to a question, in their order. */
export async function recordedAlongOf(
	db: Db,
	contestId: number,
	question: number,
	players: number[]
): Promise<(Recorded | null)[]> {
	const rows = await db
		.selectFrom('along_answer')
		.select(['player', 'question as q', 'choice_no as c', 'value as v'])
		.where('contest_id', '=', contestId)
		.where('question', '=', question)
		.where('player', '=', (e) => e.fn.any(e.val(players)))
		.execute();
	const byPlayer = new Map(rows.map(({ player, ...recorded }) => [player, recorded]));
	return players.map((player) => byPlayer.get(player) ?? null);
}

/** What one player answered along to these questions, by number of the question: each is looked up by its key. */
export async function alongAnswersOf(
	db: Db,
	contestId: number,
	questions: number[],
	player: number
): Promise<Map<number, { value: string; right: boolean }>> {
	if (questions.length === 0) return new Map();
	const rows = await db
		.selectFrom('along_answer')
		.select(['question', 'value', 'correct'])
		.where('contest_id', '=', contestId)
		.where('question', 'in', questions)
		.where('player', '=', player)
		.execute();
	return new Map(rows.map((r) => [r.question, { value: r.value, right: r.correct === true }]));
}

/** What judges the answers along to a question: null before its key is shown, and when it does not count. */
function settled(contest: Contest, q: number): Pick<Turn, 'openedAt' | 'pauses' | 'groups'> | null {
	const played = contest.played.find((t) => t.q === q);
	if (played) {
		const { voided, corrected, everyoneFailed } = played;
		return voided || corrected === 'void' || everyoneFailed === 'void' ? null : played;
	}
	return contest.turn?.q === q && keyIsShown(contest.turn) ? contest.turn : null;
}

/**
 * Marks the answers along to a question as right or wrong, by the same verdicts as the floor's, or as neither (CO5). To
 * be called in the transaction in which those verdicts come about or change.
 */
export async function markAlong(db: Db, contestId: number, contest: Contest, q: number): Promise<void> {
	const verdicts = settled(contest, q);
	const question = questionOf(contest, q);
	const counts = verdicts ? await countAnswers(db, contestId, q, 'along_answer') : new Map<string, number>();
	const right = [...counts.keys()].filter(
		(value) => verdictOn(question, verdicts?.groups ?? new Map(), value) === 'right'
	);
	await db
		.updateTable('along_answer')
		.set({ correct: verdicts ? sql<boolean>`value = any(${right}::text[])` : null })
		.where('contest_id', '=', contestId)
		.where('question', '=', q)
		.execute();
}

/** A marked answer of somebody who plays along. */
export interface AlongMark {
	player: number;
	value: string;
	/** Time of the answer, ms; null: it was wrong. */
	ms: number | null;
}

/** The marked answers to some questions, by number of the question. */
export async function readAlongMarks(
	db: Db,
	contestId: number,
	contest: Contest,
	questions: number[]
): Promise<Map<number, AlongMark[]>> {
	const marks = new Map<number, AlongMark[]>(questions.map((q) => [q, []]));
	const times = new Map(questions.map((q) => [q, settled(contest, q)]));
	const rows = await db
		.selectFrom('along_answer')
		.select(['question', 'player', 'value', 'received_at', 'correct'])
		.where('contest_id', '=', contestId)
		.where('question', 'in', questions)
		.where('correct', 'is not', null)
		.execute();
	for (const { question, player, value, received_at, correct } of rows) {
		const asked = times.get(question);
		if (asked)
			marks.get(question)?.push({ player, value, ms: correct ? answerTime(asked, received_at) : null });
	}
	return marks;
}
