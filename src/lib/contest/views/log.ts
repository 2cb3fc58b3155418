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
			const right = event.judged.filter((j) => j[3] === 1).length;
			return { q: event.q, right, out: event.out.length, left: event.left.length };
		}
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
