import { expect, it } from 'vitest';
import type { ContestEvent } from '$lib/contest/events';
import type { LogLine } from '$lib/protocol/host';
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
	interrupted: true,
	interruptionPassed: true,
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
const line = (type: string, params = {}, question: LogLine['question'] = null): LogLine => ({
	seq: 1,
	at: 0,
	type,
	actor: 'staff',
	question,
	params
});

it('[JU2] every event has a sentence on the console', () => {
	for (const type of Object.keys(types)) expect(logText(line(type)), type).not.toBe(type);
});

it('[JU1] a correction says what was changed, who came and went, and why', () => {
	const params = {
		kind: 'key',
		key: 'B',
		back: 2,
		backSbds: '3, 7',
		off: 0,
		offSbds: '',
		reason: 'Sai'
	};
	expect(logText(line('corrected', params, { kind: 'main', ordinal: 5 }))).toBe(
		'Sửa đáp án câu 5 thành B; trở lại: 3, 7. Lý do: Sai'
	);
});

it('a question is called what it is called everywhere, and a step that was taken back is named', () => {
	const spare = { kind: 'spare' as const, ordinal: 2 };
	expect(logText(line('presented', {}, spare))).toBe('Đọc câu 2 (dự bị)');
	expect(logText(line('opened', {}, { kind: 'bell', ordinal: 1 }))).toBe(
		'Mở trả lời câu hỏi Rung chuông vàng'
	);
	expect(logText(line('undone', { step: 'closed' }, { kind: 'main', ordinal: 5 }))).toBe(
		'Rút lại: đóng câu 5'
	);
	expect(logText(line('undone', { step: 'rescued' }))).toBe('Rút lại: cứu trợ');
});
