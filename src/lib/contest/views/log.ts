import { readableForm } from '$lib/bank/normal';
import type { LogLine } from '$lib/protocol/host';
import type { ContestEvent, LoggedEvent } from '../events';
import { onTheFloor, playedRef, undoneStep, type QuestionRef } from '../question-ref';
import type { Contest } from '../state';

/**
 * An event as a line of the log on the console: its type, the question that it is about, and the few values that its
 * sentence names. `before` and `after`: the contest around it.
 */
export function logLine(
	{ seq, at, event, actor }: LoggedEvent & { actor: string },
	before: Contest,
	after: Contest
): LogLine {
	return {
		seq,
		at,
		actor: actor.split(':')[0] ?? '',
		type: event.type,
		question: questionOf(event, before, after),
		params: paramsOf(event, before)
	};
}

function questionOf(event: ContestEvent, before: Contest, after: Contest): QuestionRef | null {
	if (event.type === 'undone') return undoneStep(before).question;
	if (event.type === 'corrected' || event.type === 'appealed') return playedRef(after, event.turn);
	return 'q' in event ? onTheFloor(after) : null;
}

function paramsOf(event: ContestEvent, before: Contest): LogLine['params'] {
	switch (event.type) {
		case 'prepared':
			return { n: event.prepared.questions.length };
		case 'registered':
			return { n: event.contestants.length };
		case 'checkedIn':
			return { n: event.sbds.length, sbds: someOf(event.sbds) };
		case 'groupJudged':
			return { written: event.written ?? readableForm(event.form), right: event.right ? 1 : 0 };
		case 'revealed': {
			const boards = event.boards?.filter(([, is]) => is === 1).length ?? 0;
			const right = event.judged.filter((j) => j[3] === 1).length + boards;
			const marking = event.marking ? 1 : 0;
			return { right, out: event.out.length, left: event.left.length, marking };
		}
		case 'rulesChanged':
			return { reason: event.reason };
		case 'boardsSet':
			return { n: event.sbds.length, sbds: someOf(event.sbds), paper: event.paper ? 1 : 0 };
		case 'paired':
			return { n: event.pairs.length };
		case 'interrupted':
			return { phones: event.phones, unavailableMs: event.unavailableMs, clockMs: event.clockMs };
		case 'voided':
			return { reason: event.reason };
		case 'absentJudged':
			return { n: event.sbds.length, sbds: someOf(event.sbds), stay: event.stay ? 1 : 0 };
		case 'boardsMarked':
			return { n: event.wrong.length, sbds: someOf(event.wrong) };
		case 'boardsJudged': {
			const right = event.boards.filter(([, is]) => is === 1).length;
			return { right, out: event.out.length, left: event.left.length };
		}
		case 'corrected':
			return {
				kind: event.change.kind,
				key: event.change.kind === 'key' ? event.change.key : '',
				back: event.back.length,
				backSbds: someOf(event.back),
				off: event.off.length,
				offSbds: someOf(event.off),
				reason: event.reason
			};
		case 'cut':
			return { n: event.out.length, sbds: someOf(event.out), left: event.left.length };
		case 'appealed':
			return { no: event.no, sbd: event.sbd };
		case 'appealAnswered':
			return { no: event.no, upheld: event.upheld ? 1 : 0, reason: event.reason };
		case 'undone':
			return { step: undoneStep(before).what };
		case 'awardSet':
			return { sbd: event.sbd, award: event.award ?? -1, reason: event.reason };
		case 'bellRung':
			return { sbd: event.sbd };
		case 'rescued':
			return { n: event.sbds.length, sbds: someOf(event.sbds) };
		case 'statusSet':
			return { sbd: event.sbd, status: event.status, reason: event.reason };
		case 'finished':
			return { n: event.ranking.length };
		case 'sceneCalled':
			return { scene: event.scene ?? '' };
		case 'presented':
		case 'opened':
		case 'closed':
		case 'reopened':
		case 'interruptionPassed':
		case 'lifelineUsed':
		case 'started':
		case 'extended':
		case 'paused':
		case 'resumed':
		case 'rescueDeclined':
			return {};
	}
}

function someOf(sbds: number[]): string {
	return sbds.slice(0, 12).join(', ') + (sbds.length > 12 ? '…' : '');
}
