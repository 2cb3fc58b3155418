import { normalForm } from '$lib/bank/normal';
import { answerWay, keyText } from '$lib/bank/question';
import { arrivalsTogether } from './arrivals';
import type { ContestEvent, LoggedEvent } from './events';
import { evolve } from './evolve';
import { itemStatistics } from './item-statistics';
import { playedRef, type QuestionRef } from './question-ref';
import {
	countsAsMain,
	isInterlude,
	newContest,
	questionOf,
	type Contest,
	type Judged,
	type PlayedTurn,
	type Status
} from './state';
import { foldTurns, type RevealedTurn } from './turns';
import { roundAt } from './verdicts';

/** A question that was played, and all that came of it; in the order of play. */
export interface QuestionReport
	extends
		QuestionRef,
		Pick<PlayedTurn, 'turn' | 'q' | 'out' | 'left' | 'everyoneFailed' | 'voided' | 'corrected'> {
	/** Name of the round that ruled it; null outside the rounds. */
	round: string | null;
	type: RevealedTurn['question']['type'];
	/** With markup, as the options and the explanation are. */
	text: string;
	options: string[];
	/** As the contest keeps it, and in words. */
	key: string;
	keyText: string;
	explanation: string;
	source: string;
	judged: number;
	right: number;
	/** How many gave no answer; how often each option was chosen. Nothing of either where the judges struck it out (JU1). */
	none: number;
	counts: number[];
	/** What was typed, or put in order, most: as most wrote it, how many did, and whether it is right. */
	given: { value: string; count: number; right: boolean }[];
	/** -1 to 1; null where it can't be told (item-statistics.ts). */
	discrimination: number | null;
	/** Who came back on the floor after it, by a rescue; who left it by the cut at the end of a round. */
	rescued: readonly number[];
	cut: readonly number[];
	/** Nobody leaves the floor by it, whatever she answers. */
	interlude: boolean;
}

/** A contest in its questions and everybody's answers. */
export interface Report {
	contest: Contest;
	questions: QuestionReport[];
	/** Everybody's answer as it counts in the end, by turn and SBD; no turn that the judges struck out. */
	judged: ReadonlyMap<number, RevealedTurn['judged']>;
}

/** So many different answers are told of one question. */
const mostGiven = 12;

/** Works out what came of each question from the log of a contest. Pure; the same log gives the same report. */
export function reportOf(log: readonly LoggedEvent[]): Report {
	const turns = foldTurns(log);
	let contest = newContest;
	for (const logged of arrivalsTogether(log)) contest = evolve(contest, logged);
	const revealed = new Map(turns.map((turn) => [turn.turn, turn]));
	const proven = new Map(itemStatistics(turns).map((item) => [item.q, item.discrimination]));
	return {
		contest,
		questions: contest.played.map((played) => ({
			...questionReport(contest, played, revealed.get(played.turn)),
			discrimination: proven.get(played.q) ?? null
		})),
		judged: new Map(turns.map(({ turn, judged }) => [turn, judged]))
	};
}

function questionReport(
	contest: Contest,
	played: PlayedTurn,
	revealed: RevealedTurn | undefined
): Omit<QuestionReport, 'discrimination'> {
	const { turn, q, kind, ordinal, out, left, everyoneFailed, voided, corrected } = played;
	const { type, text, options, key, explanation, source } = questionOf(contest, q);
	const after = <T extends { afterTurn: number }>(
		records: readonly T[],
		who: (record: T) => readonly number[]
	) => records.flatMap((record) => (record.afterTurn === turn ? who(record) : []));
	return {
		turn,
		q,
		kind,
		ordinal,
		round: countsAsMain(kind) ? (roundAt(contest, played.round)?.name ?? null) : null,
		type,
		text,
		options,
		key,
		keyText: keyText({ type, options, key }),
		explanation,
		source,
		judged: played.roster.length,
		right: played.right.length,
		none: revealed?.reveal.none ?? 0,
		counts: revealed?.reveal.counts ?? [],
		given: revealed ? givenMost(revealed) : [],
		out,
		left,
		everyoneFailed,
		voided,
		corrected,
		rescued: after(contest.rescues, (rescue) => rescue.sbds),
		cut: after(contest.cuts, (cut) => cut.out),
		interlude: isInterlude(kind)
	};
}

function givenMost({ question, judged }: RevealedTurn): QuestionReport['given'] {
	const way = answerWay(question.type);
	if (way !== 'typed' && way !== 'order') return [];
	const groups = new Map<string, { spellings: Map<string, number>; count: number; right: boolean }>();
	for (const { value, right } of judged.values()) {
		if (value === null) continue;
		const form = way === 'typed' ? normalForm(value) : value;
		const group = groups.get(form) ?? { spellings: new Map<string, number>(), count: 0, right };
		group.count++;
		group.spellings.set(value, (group.spellings.get(value) ?? 0) + 1);
		groups.set(form, group);
	}
	return [...groups.values()]
		.sort((a, b) => b.count - a.count)
		.slice(0, mostGiven)
		.map(({ spellings, count, right }) => {
			const [value = ''] = [...spellings].sort((a, b) => b[1] - a[1])[0] ?? [];
			return { value, count, right };
		});
}

/** A step of one contestant's way through a contest. */
export type PathStep =
	| {
			type: 'answered';
			turn: number;
			question: QuestionRef;
			/** Null: the judges struck the question out. */
			judged: Judged | null;
	  }
	| {
			type: 'moved';
			at: number;
			because: ContestEvent['type'];
			status: Status;
			question: QuestionRef | null;
	  };

/** What one contestant answered and what became of her each time, in order: verdicts as they count in the end. */
export function pathOf(log: readonly LoggedEvent[], sbd: number): PathStep[] {
	const judged = new Map(foldTurns(log).map((turn) => [turn.turn, turn.judged.get(sbd) ?? null]));
	const moves: { seq: number; step: PathStep }[] = [];
	/** At which event a question was judged, by turn. */
	const judgedAt = new Map<number, number>();
	let contest = newContest;
	for (const logged of arrivalsTogether(log)) {
		const before = contest;
		contest = evolve(contest, logged);
		if (contest.played.length > before.played.length) judgedAt.set(contest.played.length, logged.seq);
		const status = contest.contestants.get(sbd)?.status;
		if (status === undefined || status === before.contestants.get(sbd)?.status) continue;
		const { seq, at, event } = logged;
		moves.push({
			seq,
			step: { type: 'moved', at, because: event.type, status, question: causeOf(event, contest) }
		});
	}
	const answers = contest.played
		.filter((played) => played.roster.includes(sbd))
		.map(({ turn }): { seq: number; step: PathStep } => ({
			seq: judgedAt.get(turn) ?? 0,
			step: { type: 'answered', turn, question: playedRef(contest, turn), judged: judged.get(turn) ?? null }
		}));
	return [...answers, ...moves].sort((a, b) => a.seq - b.seq).map(({ step }) => step);
}

/** The question that an event was about, where it moves people because of one. */
function causeOf(event: ContestEvent, contest: Contest): QuestionRef | null {
	if (event.type === 'corrected') return playedRef(contest, event.turn);
	if (event.type === 'revealed' || event.type === 'boardsJudged')
		return playedRef(contest, contest.played.length);
	return null;
}
