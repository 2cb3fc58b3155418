import { plainText } from '$lib/bank/markup';
import { readableForm } from '$lib/bank/normal';
import { keyText } from '$lib/bank/question';
import { arrivalsTogether } from './arrivals';
import type { Change } from './corrections';
import type { ContestEvent, Interruption, LoggedEvent, RescuedEvent } from './events';
import { evolve } from './evolve';
import { onTheFloor, playedRef, undoneStep, type QuestionRef } from './question-ref';
import { lotsOf, type Lots } from './rescue';
import type { Rules } from './rules';
import {
	countsAsMain,
	newContest,
	preparedOf,
	questionOf,
	type Contest,
	type Contestant,
	type RescueTrigger,
	type Status
} from './state';
import { roundAt } from './verdicts';

/** Where something stands in the log. */
interface Place {
	seq: number;
	/** ms since 1970, database time. */
	at: number;
}

/** A step of the show. `undone`: it was taken back later (JU3). */
export type CourseEntry = Place & { undone: boolean } & (
		| { type: 'started'; contestants: number }
		| { type: 'paired'; round: string; pairs: number[][]; seed: string }
		| ({ type: 'question' } & QuestionLine)
		| { type: 'voided'; question: QuestionRef; text: string }
		| ({ type: 'interrupted'; question: QuestionRef } & Interruption)
		/** More time, while answers were taken or after they had been closed. */
		| { type: 'extended' | 'reopened'; question: QuestionRef; ms: number }
		| { type: 'lifelineUsed'; question: QuestionRef; said: [answer: string, count: number][] }
		| { type: 'cut'; round: string; out: number[]; left: number }
		| (Omit<RescuedEvent, 'type'> & { type: 'rescued'; lots: Lots[] })
		| { type: 'rescueDeclined'; trigger: RescueTrigger }
		| { type: 'undone'; what: ContestEvent['type']; question: QuestionRef | null }
		| { type: 'finished'; bellRinger: number | null }
	);

/** A question as it was judged at its reveal; what the judges made of it later is among the decisions. */
export interface QuestionLine {
	question: QuestionRef;
	/** Name of the round that ruled it; null outside the rounds. */
	round: string | null;
	text: string;
	/** The key in words, as it was shown. */
	keyText: string;
	judged: number;
	right: number;
	out: number[];
	left: number;
	everyoneFailed: Rules['everyoneFails'] | null;
	bellRinger: number | null;
}

/** Something that somebody decided, with who it was (JU1). */
export type Decision = Place & { actor: string; undone: boolean } & (
		| ({ type: 'corrected' } & Correction)
		| { type: 'voided'; question: QuestionRef; reason: string }
		| { type: 'interruptionPassed'; question: QuestionRef }
		| { type: 'groupJudged'; question: QuestionRef; written: string; right: boolean }
		| { type: 'absentJudged'; question: QuestionRef; sbds: number[]; stay: boolean }
		| { type: 'statusSet'; sbd: number; from: Status; to: Status; reason: string }
		| { type: 'rulesChanged'; reason: string }
		| { type: 'awardSet'; sbd: number; before: string | null; after: string | null; reason: string }
	);

export interface Correction {
	question: QuestionRef;
	change: Change;
	/** The key in words, before and after. */
	before: string;
	after: string;
	/** How many verdicts became right, and wrong. */
	nowRight: number;
	nowWrong: number;
	back: number[];
	off: number[];
	reason: string;
}

export interface AppealEntry extends Place {
	no: number;
	sbd: number;
	question: QuestionRef;
	/** SHA-256 of what she wrote; the text lies outside the log. */
	digest: string;
	answer: (Place & { upheld: boolean; reason: string; actor: string }) | null;
}

/** The minutes of a contest (biên bản): all that its log says about it, in order, without a word of any language. */
export interface Minutes {
	/** The contest as it stands at the end of the log. */
	contest: Contest;
	/** When it started and ended, ms since 1970; a step that was taken back is not one. */
	startedAt: number | null;
	finishedAt: number | null;
	/** Who took a seat, who never did, and who waited off the floor to the end; by SBD. */
	came: number[];
	missing: number[];
	reserves: number[];
	course: CourseEntry[];
	decisions: Decision[];
	appeals: AppealEntry[];
}

/** Works out the minutes from the log (JU2). Pure; the same log gives the same minutes. */
export function minutesOf(log: readonly (LoggedEvent & { actor: string })[]): Minutes {
	const actors = new Map(log.map(({ seq, actor }) => [seq, actor]));
	const course: CourseEntry[] = [];
	const decisions: Decision[] = [];
	const appeals: AppealEntry[] = [];
	let contest = newContest;
	for (const logged of arrivalsTogether(log)) {
		const { seq, at, event } = logged;
		const actor = actors.get(seq) ?? '';
		const before = contest;
		contest = evolve(before, logged);
		if (event.type === 'undone') takeBack(event.seq, [...course, ...decisions]);
		const step = stepOf(logged, before, contest);
		if (step) course.push({ seq, at, undone: false, ...step });
		const decided = decisionOf(event, before, contest);
		if (decided) decisions.push({ seq, at, actor, undone: false, ...decided });
		noteAppeal(appeals, { seq, at }, event, before, actor);
	}
	const began = course.findLast((e) => e.type === 'started' && !e.undone);
	const ended = course.findLast((e) => e.type === 'finished' && !e.undone);
	return {
		contest,
		startedAt: began?.at ?? null,
		finishedAt: ended?.at ?? null,
		...attendance(contest),
		course,
		decisions,
		appeals
	};
}

function takeBack(seq: number, entries: { seq: number; undone: boolean }[]): void {
	for (const entry of entries) if (entry.seq === seq) entry.undone = true;
}

type Told<T> = T extends Place ? Omit<T, keyof Place | 'undone' | 'actor'> : never;

function stepOf({ at, event }: LoggedEvent, before: Contest, after: Contest): Told<CourseEntry> | null {
	switch (event.type) {
		case 'started':
			return { type: 'started', contestants: after.startedWith };
		case 'paired': {
			const { pairs, seed } = event;
			return { type: 'paired', round: roundName(after, event.round) ?? '', pairs, seed };
		}
		case 'revealed':
			return event.marking ? null : { type: 'question', ...questionLine(after) };
		case 'boardsJudged':
			return { type: 'question', ...questionLine(after) };
		case 'voided':
			return { type: 'voided', question: onTheFloor(before), text: questionOf(before, event.q).text };
		case 'interrupted': {
			const { type, q: _, ...what } = event;
			return { type, question: onTheFloor(before), ...what };
		}
		case 'extended':
			return timeGiven('extended', before, event.closesAt - (before.turn?.closesAt ?? event.closesAt));
		case 'reopened':
			return timeGiven('reopened', before, event.closesAt - at);
		case 'lifelineUsed':
			return { type: 'lifelineUsed', question: onTheFloor(before), said: event.said };
		case 'cut':
			return {
				type: 'cut',
				round: roundName(after, event.round) ?? '',
				out: event.out,
				left: event.left.length
			};
		case 'rescued':
			return { ...event, lots: lotsIn(event, before) };
		case 'rescueDeclined':
			return event;
		case 'undone':
			return { type: 'undone', ...undoneStep(before) };
		case 'finished':
			return { type: 'finished', bellRinger: after.bellRinger };
		default:
			return null;
	}
}

const timeGiven = (type: 'extended' | 'reopened', before: Contest, ms: number) => ({
	type,
	question: onTheFloor(before),
	ms
});

/** Where lots decided who came back (RE3); nowhere in a list that was made by hand, or by a question. */
function lotsIn({ choice, byHand, quota, percent = false }: RescuedEvent, before: Contest): Lots[] {
	if (byHand || choice === 'question' || quota === undefined) return [];
	return lotsOf(before, choice, { quota, percent });
}

function questionLine(contest: Contest): QuestionLine {
	const turn = contest.played.at(-1);
	if (!turn) throw new Error('no question has been judged');
	const question = questionOf(contest, turn.q);
	return {
		question: { kind: turn.kind, ordinal: turn.ordinal },
		round: countsAsMain(turn.kind) ? roundName(contest, turn.round) : null,
		text: plainText(question.text),
		keyText: keyText(question),
		judged: turn.roster.length,
		right: turn.right.length,
		out: [...turn.out],
		left: turn.left,
		everyoneFailed: turn.everyoneFailed,
		bellRinger: turn.kind === 'bell' ? (turn.right[0] ?? null) : null
	};
}

function decisionOf(event: ContestEvent, before: Contest, after: Contest): Told<Decision> | null {
	switch (event.type) {
		case 'corrected': {
			const { turn, q, change, back, off, reason, verdicts } = event;
			const nowRight = verdicts.filter(([, , right]) => right === 1).length;
			return {
				type: 'corrected',
				question: playedRef(before, turn),
				change,
				before: keyText(questionOf(before, q)),
				after: keyText(questionOf(after, q)),
				nowRight,
				nowWrong: verdicts.length - nowRight,
				back,
				off,
				reason
			};
		}
		case 'voided':
			return { type: 'voided', question: onTheFloor(before), reason: event.reason };
		case 'interruptionPassed':
			return { type: 'interruptionPassed', question: onTheFloor(before) };
		case 'groupJudged':
			return {
				type: 'groupJudged',
				question: onTheFloor(before),
				written: event.written ?? readableForm(event.form),
				right: event.right
			};
		case 'absentJudged':
			return { type: 'absentJudged', question: onTheFloor(before), sbds: event.sbds, stay: event.stay };
		case 'statusSet': {
			const { sbd, status, reason } = event;
			const from = before.contestants.get(sbd)?.status ?? 'registered';
			return { type: 'statusSet', sbd, from, to: status, reason };
		}
		case 'rulesChanged':
			return event;
		case 'awardSet': {
			const { sbd, reason } = event;
			return { type: 'awardSet', sbd, before: awardName(before, sbd), after: awardName(after, sbd), reason };
		}
		default:
			return null;
	}
}

function noteAppeal(
	appeals: AppealEntry[],
	place: Place,
	event: ContestEvent,
	contest: Contest,
	actor: string
): void {
	if (event.type === 'appealed') {
		const { no, sbd, turn, digest } = event;
		appeals.push({ ...place, no, sbd, question: playedRef(contest, turn), digest, answer: null });
	} else if (event.type === 'appealAnswered') {
		const appeal = appeals.find((a) => a.no === event.no);
		if (appeal) appeal.answer = { ...place, upheld: event.upheld, reason: event.reason, actor };
	}
}

function attendance(contest: Contest): Pick<Minutes, 'came' | 'missing' | 'reserves'> {
	const all = [...contest.contestants.values()].sort((a, b) => a.sbd - b.sbd);
	/** What she was before a judge took her off the list, if one did. */
	const origin = (c: Contestant) => c.was ?? c.status;
	const sbds = (is: (status: Status) => boolean) => all.flatMap((c) => (is(origin(c)) ? [c.sbd] : []));
	return {
		came: sbds((status) => status !== 'registered' && status !== 'reserve'),
		missing: sbds((status) => status === 'registered'),
		reserves: sbds((status) => status === 'reserve')
	};
}

function roundName(contest: Contest, index: number): string | null {
	return roundAt(contest, index)?.name ?? null;
}

function awardName(contest: Contest, sbd: number): string | null {
	const award = contest.awards.get(sbd);
	return award === undefined ? null : (preparedOf(contest).awards[award]?.name ?? null);
}
