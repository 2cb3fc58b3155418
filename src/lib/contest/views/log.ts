import type { LogLine } from '$lib/protocol/host';
import type { ContestEvent, LoggedEvent } from '../events';

/** An event as a line of the log on the console: its type and the few values that its sentence names. */
export function logLine({ seq, at, event, actor }: LoggedEvent & { actor: string }): LogLine {
	return { seq, at, actor: actor.split(':')[0] ?? '', type: event.type, params: paramsOf(event) };
}

function paramsOf(event: ContestEvent): LogLine['params'] {
	switch (event.type) {
		case 'prepared':
			return { n: event.prepared.questions.length };
		case 'registered':
			return { n: event.contestants.length };
		case 'checkedIn':
			return { n: event.sbds.length, sbds: someOf(event.sbds) };
		case 'presented':
		case 'opened':
		case 'closed':
			return { q: event.q };
		case 'groupJudged':
			return { q: event.q, form: event.form, right: event.right ? 1 : 0 };
		case 'revealed': {
			const boards = event.boards?.filter(([, is]) => is === 1).length ?? 0;
			const right = event.judged.filter((j) => j[3] === 1).length + boards;
			const marking = event.marking ? 1 : 0;
			return { q: event.q, right, out: event.out.length, left: event.left.length, marking };
		}
		case 'rulesChanged':
			return { reason: event.reason };
		case 'boardsSet':
			return { n: event.sbds.length, sbds: someOf(event.sbds), paper: event.paper ? 1 : 0 };
		case 'paired':
			return { n: event.pairs.length };
		case 'lifelineUsed':
		case 'reopened':
			return { q: event.q };
		case 'voided':
			return { q: event.q, reason: event.reason };
		case 'absentJudged':
			return { q: event.q, n: event.sbds.length, sbds: someOf(event.sbds), stay: event.stay ? 1 : 0 };
		case 'boardsMarked':
			return { q: event.q, n: event.wrong.length, sbds: someOf(event.wrong) };
		case 'boardsJudged': {
			const right = event.boards.filter(([, is]) => is === 1).length;
			return { q: event.q, right, out: event.out.length, left: event.left.length };
		}
		case 'corrected':
			return {
				q: event.q,
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
			return { seq: event.seq };
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
