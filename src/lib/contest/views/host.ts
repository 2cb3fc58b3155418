import { plainText } from '$lib/bank/markup';
import { keyText } from '$lib/bank/question';
import type { HostQuestion, HostView, LogLine } from '$lib/protocol/host';
import { acceptUntil, bellIsNext, nextOrdinal, unplayed } from '../course';
import { mayAskAudience } from '../deciding/question';
import { cutLosers, leftAfter, roundScores } from '../elimination';
import { nextStep, type NextStep } from '../next-step';
import { rescuable, rescueBarred } from '../rescue';
import { dueCut, roundNow } from '../rounds';
import type { Round } from '../rules';
import {
	awaitsReveal,
	betweenQuestions,
	countsAsMain,
	preparedOf,
	questionOf,
	withStatus,
	type Contest,
	type ContestQuestion
} from '../state';
import { boardsToMark, roundAt } from '../verdicts';
import { awarded, floorView, saidNow } from './stage';
import { personOf, questionView, revealView, sceneOf, type NameOf } from './shared';

/** What the host sees: everything that she needs to run the show, the keys included. */
export function hostView(
	contest: Contest,
	code: string,
	joinUrl: string,
	nameOf: NameOf,
	appealText: (no: number) => string,
	log: LogLine[]
): Omit<HostView, 'rehearsal' | 'signals' | 'sponsors' | 'record' | 'fault'> {
	const { title, rules } = preparedOf(contest);
	const next = nextStep(contest);
	const count = (...statuses: Parameters<typeof withStatus>[1][]) => withStatus(contest, ...statuses).length;
	return {
		v: contest.version,
		course: contest.course,
		phase: contest.phase,
		title,
		code,
		joinUrl,
		next,
		readingUntil:
			contest.turn?.stage === 'presented' && rules.readingSeconds > 0
				? contest.turn.presentedAt + rules.readingSeconds * 1000
				: null,
		question: currentQuestion(contest),
		reveal: revealView(contest),
		upcoming: upcoming(contest, next),
		rescue: {
			barred: rescueBarred(contest),
			used: contest.rescues.length,
			limit: rules.rescue.limit,
			eliminated: rescuable(contest).length,
			size: rules.rescue.size,
			choice: rules.rescue.choice,
			quota: rules.rescue.quota,
			percent: rules.rescue.quotaIsPercent,
			questions: unplayed(contest, 'rescue').map((q) =>
				hostQuestion(contest, q, nextOrdinal(contest, q.kind))
			),
			returning: contest.returning ? [...contest.returning] : null
		},
		undo: contest.undo && { seq: contest.undo.seq, type: contest.undo.type },
		...roundParts(contest),
		boards: boardsPart(contest),
		interrupted: awaitsReveal(contest.turn) ? contest.turn.interrupted : null,
		absent: [...(contest.turn?.absent ?? [])].map(([sbd, stay]) => ({ sbd, stay })),
		reserves: withStatus(contest, 'reserve').map((c) => c.sbd),
		spares: unplayed(contest, 'spare').length,
		audienceQuestions: unplayed(contest, 'audience').map((q) =>
			hostQuestion(contest, q, nextOrdinal(contest, q.kind))
		),
		lifeline: { may: mayAsk(contest), said: saidNow(contest) },
		appeals: contest.appeals.map((a) => ({
			...a,
			ordinal: contest.played[a.turn - 1]?.ordinal ?? contest.turn?.ordinal ?? 0,
			text: appealText(a.no)
		})),
		awards: preparedOf(contest).awards.map((a, i) => ({ ...a, sbds: awarded(contest, i) })),
		notice: noticeView(contest),
		counts: {
			registered: count('registered'),
			checkedIn: count('checkedIn'),
			in: count('in'),
			out: count('out'),
			gone: count('disqualified', 'withdrawn'),
			total: contest.contestants.size
		},
		floor: floorView(contest),
		scene: sceneOf(contest),
		calledScene: contest.scene,
		calledPage: contest.scene === null ? null : contest.scenePage,
		bellIsNext: bellIsNext(contest),
		turns: contest.played.map((t) => ({
			turn: t.turn,
			q: t.q,
			text: plainText(questionOf(contest, t.q).text),
			ordinal: t.ordinal,
			kind: t.kind,
			judged: t.roster.length,
			right: t.right.length,
			out: t.out.length,
			left: t.left,
			voided: t.voided,
			corrected: t.corrected
		})),
		bellRinger: contest.bellRinger === null ? null : personOf(contest.bellRinger, nameOf),
		ranking: (contest.ranking ?? []).slice(0, 100).map((r) => ({ ...r, ...personOf(r.sbd, nameOf) })),
		log
	};
}

function roundParts(contest: Contest): Pick<HostView, 'round' | 'cut' | 'pairs'> {
	const now = roundNow(contest);
	const due = dueCut(contest);
	const cutting = due === null ? undefined : roundAt(contest, due);
	const out = due === null || !cutting ? null : cutLosers(cutting, roundScores(contest, due));
	const pairs = now ? (contest.pairs.get(now.index) ?? []) : [];
	return {
		round: now && roundView(now.index, now.round),
		cut: out && { out, left: leftAfter(contest, out).length },
		pairs: pairs.map((p) => [...p])
	};
}

function roundView(index: number, round: Round): HostView['round'] {
	const { name, elimination, lives, keep, keepIsPercent, bothRight } = round;
	return { index, name, elimination, lives, keep, keepIsPercent, bothRight };
}

function noticeView({ notice, played }: Contest): HostView['notice'] {
	const line = notice && played[notice.turn - 1];
	if (!line) return null;
	const { kind, ordinal } = line;
	return { kind, ordinal, struck: line.corrected === 'void', back: [...notice.back], off: [...notice.off] };
}

function boardsPart(contest: Contest): HostView['boards'] {
	const { turn } = contest;
	const asks = turn && !betweenQuestions(contest) && turn.stage !== 'presented';
	return {
		kind: preparedOf(contest).rules.boards,
		paper: [...contest.contestants.values()].flatMap((c) => (c.paper ? [c.sbd] : [])).sort((a, b) => a - b),
		toMark: asks ? boardsToMark(contest, turn) : [],
		wrong: turn?.wrongBoards ? [...turn.wrongBoards] : null
	};
}

function mayAsk(contest: Contest): boolean {
	const stage = contest.turn?.stage;
	const offered = preparedOf(contest).rules.audience.lifeline && !contest.lifeline;
	return offered && (stage === 'open' || stage === 'paused') && mayAskAudience(contest);
}

/** A question with its key and notes, for staff. */
export function hostQuestion(contest: Contest, question: ContestQuestion, ordinal: number): HostQuestion {
	const { key, accepted, explanation, source, note } = question;
	const seen = questionView(contest, question, ordinal);
	// Staff see it before the room does, by an address that asks who they are.
	const media = question.media.map(({ id, on, kind, alt, width, height }) => {
		return { src: `/media/${id}`, on, kind, alt, width, height };
	});
	return { ...seen, media, key, keyText: keyText(question), accepted, explanation, source, note };
}

function currentQuestion(contest: Contest): HostView['question'] {
	const turn = contest.turn;
	if (!turn) return null;
	return {
		...hostQuestion(contest, questionOf(contest, turn.q), turn.ordinal),
		state: turn.stage,
		closesAt: turn.closesAt,
		leftMs: turn.leftMs,
		acceptUntil: acceptUntil(contest),
		plays: turn.roster.size
	};
}

/** What the next step would present; while a question is on the floor, the main question after it. */
function upcoming(contest: Contest, next: NextStep): HostQuestion[] {
	const bell = contest.turn && questionOf(contest, contest.turn.q).kind === 'bell';
	if (next.step === 'finish' || next.step === 'done' || (bell && contest.turn?.stage !== 'voided')) return [];
	const qs =
		next.step === 'present'
			? [next.q]
			: next.step === 'chooseTopic'
				? next.qs
				: unplayed(contest, 'main')
						.slice(0, 1)
						.map((q) => q.no);
	const turn = contest.turn;
	const mainIsOn = turn && !betweenQuestions(contest) && countsAsMain(questionOf(contest, turn.q).kind);
	return qs.map((no) => {
		const question = questionOf(contest, no);
		const ahead = mainIsOn && question.kind === 'main' ? 1 : 0;
		return hostQuestion(contest, question, nextOrdinal(contest, question.kind) + ahead);
	});
}
