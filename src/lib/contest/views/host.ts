import { keyText } from '$lib/bank/question';
import type { HostQuestion, HostView, LogLine } from '$lib/protocol/host';
import { nextOrdinal, nextStep, unplayed } from '../course';
import { acceptUntil } from '../decide';
import { rescuable, rescueBarred } from '../rescue';
import {
	countsAsMain,
	preparedOf,
	questionOf,
	withStatus,
	type Contest,
	type ContestQuestion
} from '../state';
import { floorView } from './stage';
import { personOf, questionView, revealView, sceneOf, type NameOf } from './shared';

/** What the host sees: everything that she needs to run the show, the keys included. */
export function hostView(
	contest: Contest,
	code: string,
	joinUrl: string,
	nameOf: NameOf,
	log: LogLine[]
): Omit<HostView, 'rehearsal'> {
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
		turns: contest.played.map(({ ordinal, kind, judged, right, out, left, voided }) => {
			return { ordinal, kind, judged, right, out, left, voided };
		}),
		bellRinger: contest.bellRinger === null ? null : personOf(contest.bellRinger, nameOf),
		ranking: (contest.ranking ?? []).slice(0, 100).map((r) => ({ ...r, ...personOf(r.sbd, nameOf) })),
		log
	};
}

function hostQuestion(contest: Contest, question: ContestQuestion, ordinal: number): HostQuestion {
	const { key, accepted, explanation, source, note } = question;
	const seen = questionView(contest, question, ordinal);
	return { ...seen, key, keyText: keyText(question), accepted, explanation, source, note };
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
function upcoming(contest: Contest, next: ReturnType<typeof nextStep>): HostQuestion[] {
	const qs =
		next.step === 'present'
			? [next.q]
			: next.step === 'chooseTopic'
				? next.qs
				: unplayed(contest, 'main')
						.slice(0, 1)
						.map((q) => q.no);
	const turn = contest.turn;
	const mainIsOn = turn && turn.stage !== 'revealed' && countsAsMain(questionOf(contest, turn.q).kind);
	return qs.map((no) => {
		const question = questionOf(contest, no);
		const ahead = mainIsOn && question.kind === 'main' ? 1 : 0;
		return hostQuestion(contest, question, nextOrdinal(contest, question.kind) + ahead);
	});
}
