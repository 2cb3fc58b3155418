import { arrivalsTogether } from './arrivals';
import { awardsAnew } from './awards';
import { nextStep } from './next-step';
import { cutNow } from './rounds';
import { bearing, type ContestEvent, type LoggedEvent } from './events';
import { corrected } from './evolving/correct';
import { cut, rescued } from './evolving/floor';
import { checkedIn, preparedWith, registered, started, statusSet } from './evolving/people';
import { closed, interrupted, notClosed, opened, presented, resumed, voided } from './evolving/question';
import { boardsJudged, revealed } from './evolving/reveal';
import { change, turnOf, withTurn } from './evolving/shared';
import { completeRules } from './rules';
import { settled } from './rescue';
import { newContest, preparedOf, type Contest, type Undoable } from './state';

/** The contest after an event. Pure; whatever does not change is shared with the contest before. */
export function evolve(contest: Contest, logged: LoggedEvent): Contest {
	const { seq, event } = logged;
	if (event.type === 'undone') return undone(contest, seq);
	const after = apply(contest, logged);
	const moves = bearing(event);
	const moved = moves === 'course' || (moves === 'step' && stepText(after) !== stepText(contest));
	return { ...after, version: seq, course: moved ? seq : contest.course, undo: undoAfter(contest, logged) };
}

/** Folds a log from the start (JU2). */
export function fold(log: Iterable<LoggedEvent>, from: Contest = newContest): Contest {
	let contest = from;
	for (const logged of arrivalsTogether(log)) contest = evolve(contest, logged);
	return contest;
}

/** The next step with those whom it would move, as the host sees them before she takes it (JU4). */
const stepText = (contest: Contest) =>
	JSON.stringify([nextStep(contest), contest.returning, cutNow(contest)?.out]);

/** The show as it would be without its last step; what people and judges have done since stays done (JU3). */
function undone(contest: Contest, seq: number): Contest {
	if (!contest.undo) throw new Error('there is nothing to undo');
	return { ...contest.undo.without, version: seq, course: seq, undo: null };
}

/** The steps that can be taken back as long as no other has followed. Nobody has seen a key because of them. */
const undoable = new Set<ContestEvent['type']>([
	'started',
	'paired',
	'presented',
	'closed',
	'voided',
	'boardsJudged',
	'cut',
	'rescued',
	'rescueDeclined',
	'finished'
]);

/** Of these, the steps that move people: what the judges decide about people afterwards builds on them, so they stay. */
const movesPeople = new Set<ContestEvent['type']>(['started', 'boardsJudged', 'cut', 'rescued', 'finished']);

function undoAfter(contest: Contest, logged: LoggedEvent): Undoable | null {
	const { seq, at, event } = logged;
	if (bearing(event) !== 'course' || event.type === 'sceneCalled') {
		const { undo } = contest;
		const builtOn = event.type === 'corrected' || event.type === 'statusSet';
		return undo && !(builtOn && movesPeople.has(undo.type))
			? { ...undo, without: apply(undo.without, logged) }
			: null;
	}
	if (!undoable.has(event.type) || (event.type === 'closed' && event.by === 'deadline')) return null;
	const before = { ...contest, undo: null };
	const ended = event.type === 'closed' || event.type === 'voided';
	return { seq, type: event.type, without: ended ? notClosed(before, at) : before };
}

function apply(contest: Contest, { seq, at, event }: LoggedEvent): Contest {
	switch (event.type) {
		case 'prepared':
			return preparedWith(contest, event);
		case 'rulesChanged':
			return { ...contest, prepared: { ...preparedOf(contest), rules: completeRules(event.rules) } };
		case 'registered':
			return registered(contest, event.contestants);
		case 'checkedIn':
			return checkedIn(contest, event.sbds);
		case 'boardsSet':
			return change(contest, event.sbds, () => ({ paper: event.paper }));
		case 'started':
			return started(contest);
		case 'paired':
			return { ...contest, pairs: new Map(contest.pairs).set(event.round, event.pairs), scene: null };
		case 'presented':
			return presented(contest, event, at);
		case 'opened':
			return opened(contest, event);
		case 'extended':
			return withTurn(contest, { closesAt: event.closesAt, interrupted: null });
		case 'paused':
			return withTurn(contest, { stage: 'paused', closesAt: at, leftMs: event.leftMs });
		case 'resumed':
		case 'reopened':
			return resumed(contest, event.closesAt, at);
		case 'interrupted':
			return interrupted(contest, event);
		case 'interruptionPassed':
			return contest.turn?.q === event.q ? withTurn(contest, { interrupted: null }) : contest;
		case 'lifelineUsed':
			return { ...contest, lifeline: { q: event.q, said: event.said } };
		case 'closed':
			return closed(contest, event, at);
		case 'voided':
			return voided(contest);
		case 'groupJudged':
			return withTurn(contest, { groups: new Map(turnOf(contest).groups).set(event.form, event.right) });
		case 'absentJudged':
			return withTurn(contest, {
				absent: new Map([...turnOf(contest).absent, ...event.sbds.map((sbd) => [sbd, event.stay] as const)])
			});
		case 'boardsMarked':
			return withTurn(contest, { wrongBoards: new Set(event.wrong) });
		case 'revealed':
			return revealed(contest, event);
		case 'boardsJudged':
			return boardsJudged(contest, event);
		case 'bellRung':
			return { ...contest, bellRinger: event.sbd };
		case 'corrected':
			return corrected(contest, event, seq);
		case 'cut':
			return cut(contest, event);
		case 'rescued':
			return rescued(contest, event);
		case 'rescueDeclined':
			return { ...contest, triggersDone: settled(contest, event.trigger) };
		case 'statusSet':
			return statusSet(contest, event);
		case 'appealed': {
			const { no, sbd, turn } = event;
			return { ...contest, appeals: [...contest.appeals, { no, sbd, turn, answer: null }] };
		}
		case 'appealAnswered': {
			const { no, upheld, reason } = event;
			const answered = contest.appeals.map((a) => (a.no === no ? { ...a, answer: { upheld, reason } } : a));
			return { ...contest, appeals: answered };
		}
		case 'sceneCalled':
			return { ...contest, scene: event.scene, scenePage: event.page ?? null };
		case 'undone':
			throw new Error('an undone step is taken back by evolve');
		case 'finished':
			return {
				...contest,
				phase: 'finished',
				ranking: event.ranking,
				awards: new Map(event.awards),
				awardsByJudges: new Map(),
				scene: null,
				justRescued: [],
				notice: null
			};
		case 'awardSet': {
			const byJudges = new Map(contest.awardsByJudges).set(event.sbd, event.award);
			const awards = awardsAnew([...contest.awards], byJudges, contest.ranking ?? []);
			return { ...contest, awards, awardsByJudges: byJudges };
		}
		default:
			// Of a row that was changed, or of a newer program: to pass over it would be another contest.
			throw new Error(`unknown event: ${(event satisfies never as { type: string }).type}`);
	}
}
