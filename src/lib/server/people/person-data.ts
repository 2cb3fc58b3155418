import { plainText } from '$lib/bank/markup';
import { letter } from '$lib/bank/question';
import { evolve } from '$lib/contest/evolve';
import { newContest, questionOf, type Contest, type Status } from '$lib/contest/state';
import { foldTurns } from '$lib/contest/turns';
import { appealTexts } from '../contest/appeals';
import { contestDraft } from '../contest/contests';
import { readLog, type RecordedEvent } from '../contest/log';
import type { Db } from '../db/client';
import type { ErasureWhy } from '../db/schema';
import { erasuresOf } from './erasure';

/** All that a contest has of one person, to be given to her on request. Times as ISO 8601, UTC. */
export interface PersonData {
	contest: { title: string; code: string; organizer: string };
	/** SBD, or the number in the audience. */
	number: number;
	role: 'contestant' | 'audience';
	/** Empty: erased. */
	name: string;
	unit: string;
	registeredAt: string;
	/** Each change of what she was in the contest, and what brought it about. */
	course: { at: string; because: string; status: Status }[];
	rank: number | null;
	award: string | null;
	answers: PersonAnswer[];
	appeals: {
		at: string;
		question: string;
		/** Null: erased. */
		text: string | null;
		answer: { at: string; upheld: boolean; reason: string } | null;
	}[];
	/** How often her phone was away from a question while time ran, and for how long in all; how often her seat moved to another device. */
	signals: {
		kind: 'away' | 'device';
		/** Empty: none was open. */
		question: string;
		times: number;
		seconds: number;
	}[];
	/** What was erased, of hers alone or of everybody. */
	erased: { at: string; why: ErasureWhy }[];
}

export interface PersonAnswer {
	question: string;
	/** By letter; empty where she types. */
	options: Record<string, string>;
	/** Null: none by phone, or on a paper board. */
	answer: string | null;
	answeredAt: string | null;
	/** Null: the question does not count, or has not been revealed. */
	verdict: 'right' | 'wrong' | null;
	/** For the ranking of the audience alone. */
	playedAlong: boolean;
}

/** Her row: somebody's with a seat, or without. */
interface Row {
	name: string;
	unit: string;
	createdAt: Date;
}

/** What a contest has of one person; null: nobody has this number. `player`: an SBD, or minus the number of an onlooker. */
export async function personData(db: Db, contestId: number, player: number): Promise<PersonData | null> {
	const draft = await contestDraft(db, contestId);
	const row = await rowOf(db, contestId, player);
	if (!draft || !row) return null;
	const log = await readLog(db, contestId);
	const { contest, course } = courseOf(log, player);
	const award = contest.awards.get(player);
	const erasures = await erasuresOf(db, contestId);
	return {
		contest: { title: draft.title, code: draft.code, organizer: draft.setup.organizer },
		number: Math.abs(player),
		role: player > 0 ? 'contestant' : 'audience',
		name: row.name,
		unit: row.unit,
		registeredAt: row.createdAt.toISOString(),
		course,
		rank: contest.ranking?.find((rank) => rank.sbd === player)?.rank ?? null,
		award: award === undefined ? null : (contest.prepared?.awards[award]?.name ?? null),
		answers: await answersOf(db, contestId, contest, log, player),
		appeals: await appealsOf(db, contestId, contest, log, player),
		signals: await signalsOf(db, contestId, contest, player),
		erased: erasures
			.filter((erasure) => erasure.player === player || (erasure.player === null && row.name === ''))
			.map(({ at, why }) => ({ at: at.toISOString(), why }))
	};
}

async function rowOf(db: Db, contestId: number, player: number): Promise<Row | undefined> {
	if (player > 0)
		return await db
			.selectFrom('contestant')
			.select(['name', 'unit', 'created_at as createdAt'])
			.where('contest_id', '=', contestId)
			.where('sbd', '=', player)
			.executeTakeFirst();
	const onlooker = await db
		.selectFrom('onlooker')
		.select(['name', 'created_at as createdAt'])
		.where('contest_id', '=', contestId)
		.where('no', '=', -player)
		.executeTakeFirst();
	return onlooker && { ...onlooker, unit: '' };
}

const iso = (ms: number) => new Date(ms).toISOString();

function courseOf(
	log: readonly RecordedEvent[],
	player: number
): { contest: Contest; course: PersonData['course'] } {
	let contest: Contest = newContest;
	const course: PersonData['course'] = [];
	for (const logged of log) {
		const before = contest.contestants.get(player)?.status;
		contest = evolve(contest, logged);
		const status = contest.contestants.get(player)?.status;
		if (status !== undefined && status !== before)
			course.push({ at: iso(logged.at), because: logged.event.type, status });
	}
	return { contest, course };
}

async function answersOf(
	db: Db,
	contestId: number,
	contest: Contest,
	log: readonly RecordedEvent[],
	player: number
): Promise<PersonAnswer[]> {
	if (!contest.prepared) return [];
	const floor = await db
		.selectFrom('answer')
		.select(['question', 'value', 'received_at as at'])
		.where('contest_id', '=', contestId)
		.where('sbd', '=', player)
		.execute();
	const along = await db
		.selectFrom('along_answer')
		.select(['question', 'value', 'received_at as at', 'correct'])
		.where('contest_id', '=', contestId)
		.where('player', '=', player)
		.execute();
	const judged = new Map(
		foldTurns(log).flatMap(({ question, judged }) => {
			const own = judged.get(player);
			return own ? [[question.q, own] as const] : [];
		})
	);
	const given = new Map(floor.map((row) => [row.question, row]));
	const onFloor = [...new Set([...judged.keys(), ...given.keys()])].map((q) => ({
		q,
		answer: given.get(q),
		right: judged.get(q)?.right ?? null,
		playedAlong: false
	}));
	const beside = along.map((row) => ({
		q: row.question,
		answer: row,
		right: row.correct,
		playedAlong: true
	}));
	return [...onFloor, ...beside]
		.sort((a, b) => a.q - b.q)
		.map(({ q, answer, right, playedAlong }) => {
			const { text, options } = questionOf(contest, q);
			return {
				question: plainText(text),
				options: Object.fromEntries(options.map((option, i) => [letter(i), plainText(option)])),
				answer: answer?.value ?? null,
				answeredAt: answer ? iso(answer.at) : null,
				verdict: right === null ? null : right ? 'right' : 'wrong',
				playedAlong
			};
		});
}

async function appealsOf(
	db: Db,
	contestId: number,
	contest: Contest,
	log: readonly RecordedEvent[],
	player: number
): Promise<PersonData['appeals']> {
	const own = log.flatMap(({ at, event }) =>
		event.type === 'appealed' && event.sbd === player ? [{ at, ...event }] : []
	);
	const texts = await appealTexts(
		db,
		contestId,
		own.map(({ no }) => no)
	);
	return own.map(({ at, no, turn }) => {
		const q = contest.played[turn - 1]?.q;
		const answered = log.findLast(({ event }) => event.type === 'appealAnswered' && event.no === no);
		return {
			at: iso(at),
			question: q === undefined ? '' : plainText(questionOf(contest, q).text),
			text: texts.get(no) ?? null,
			answer:
				answered?.event.type === 'appealAnswered'
					? { at: iso(answered.at), upheld: answered.event.upheld, reason: answered.event.reason }
					: null
		};
	});
}

async function signalsOf(
	db: Db,
	contestId: number,
	contest: Contest,
	player: number
): Promise<PersonData['signals']> {
	const rows = await db
		.selectFrom('signal')
		.select(['kind', 'question as q', 'times', 'ms'])
		.where('contest_id', '=', contestId)
		.where('sbd', '=', player)
		.orderBy('question')
		.orderBy('kind')
		.execute();
	return rows.map(({ kind, q, times, ms }) => ({
		kind,
		question: q === 0 ? '' : plainText(questionOf(contest, q).text),
		times,
		seconds: ms / 1000
	}));
}
