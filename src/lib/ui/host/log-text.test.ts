import { expect, it } from 'vitest';
import type { ContestEvent } from '$lib/contest/events';
import { logText } from './log-text';

/** All types of events; the compiler sees to it that none is missing. */
const types: Record<ContestEvent['type'], true> = {
	prepared: true,
	rulesChanged: true,
	registered: true,
	checkedIn: true,
	boardsSet: true,
	started: true,
	paired: true,
	presented: true,
	opened: true,
	extended: true,
	paused: true,
	resumed: true,
	lifelineUsed: true,
	closed: true,
	reopened: true,
	voided: true,
	groupJudged: true,
	absentJudged: true,
	boardsMarked: true,
	revealed: true,
	boardsJudged: true,
	bellRung: true,
	corrected: true,
	cut: true,
	rescued: true,
	rescueDeclined: true,
	statusSet: true,
	appealed: true,
	appealAnswered: true,
	sceneCalled: true,
	undone: true,
	finished: true,
	awardSet: true
};
const line = (type: string, params = {}) => ({ seq: 1, at: 0, type, actor: 'staff', params });

it('[JU2] every event has a sentence on the console', () => {
	for (const type of Object.keys(types)) expect(logText(line(type)), type).not.toBe(type);
});

it('[JU1] a correction says what was changed, who came and went, and why', () => {
	const params = {
		q: 5,
		kind: 'key',
		key: 'B',
		back: 2,
		backSbds: '3, 7',
		off: 0,
		offSbds: '',
		reason: 'Sai'
	};
	expect(logText(line('corrected', params))).toBe(
		'Sửa đáp án câu hỏi số 5 thành B; trở lại: 3, 7. Lý do: Sai'
	);
});
