import { unsaid } from '$lib/bank/question';
import { describe, expect, it } from 'vitest';
import type { ContestEvent, RevealedEvent } from '$lib/contest/events';
import { presets } from '$lib/contest/presets';
import type { ContestQuestion } from '$lib/contest/state';
import { check, type AnswerRow, type PhoneRecord } from './check';
import type { SeenView } from './phone';

const question: ContestQuestion = {
	no: 1,
	kind: 'main',
	round: 0,
	limitMs: 10_000,
	type: 'single',
	text: 'Câu một?',
	options: ['Một', 'Hai'],
	key: 'B',
	...unsaid,
	media: [],
	bankId: null
};

/** Two seats and a question: seat 1 is right, seat 2 wrong. */
const events: ContestEvent[] = [
	{
		type: 'prepared',
		prepared: {
			title: '',
			organizer: '',
			units: [],
			rules: presets.school100.rules,
			rounds: presets.school100.rounds,
			questions: [question],
			awards: []
		}
	},
	{ type: 'registered', contestants: [1, 2].map((sbd) => ({ sbd, unit: '' })) },
	{ type: 'checkedIn', sbds: [1, 2] },
	{ type: 'started' },
	{ type: 'presented', q: 1 },
	{ type: 'opened', q: 1, closesAt: 10_000 },
	{ type: 'closed', q: 1, by: 'host' },
	{
		type: 'revealed',
		q: 1,
		judged: [
			[1, 'B', 900, 1],
			[2, 'A', 800, 0]
		],
		out: [2],
		left: [1],
		everyoneFailed: null,
		returning: null,
		digest: ''
	}
];
const log = (all = events) => all.map((event, i) => ({ seq: i + 1, event }));
const rows: AnswerRow[] = [
	{ q: 1, sbd: 1, c: 1, v: 'B' },
	{ q: 1, sbd: 2, c: 2, v: 'A' }
];
const atReveal = {
	v: 8,
	phase: 'running',
	left: 1,
	q: 1,
	state: 'revealed',
	key: 'B',
	you: { status: 'out', verdict: 'wrong', plays: false, rescued: false, outAt: 1, rank: null }
} satisfies SeenView;
const phone = (change: Partial<PhoneRecord> = {}): PhoneRecord => ({
	sbd: 2,
	choices: [
		{ q: 1, c: 1, v: 'B' },
		{ q: 1, c: 2, v: 'A' }
	],
	acks: [
		{ q: 1, c: 1, v: 'B' },
		{ q: 1, c: 2, v: 'A' }
	],
	views: [atReveal],
	troubles: [],
	...change
});
const counts = (...args: Parameters<typeof check>) => {
	const { lost, doubled, wrong } = check(...args);
	return [lost.length, doubled.length, wrong.length];
};

describe('the check of a simulation', () => {
	it('finds nothing where nothing is wrong', () => {
		expect(check(log(), rows, [phone()])).toEqual({ lost: [], doubled: [], wrong: [] });
	});

	it('[PH6] finds a confirmed answer that is not on record, or an older one in its place', () => {
		const unanswered = events.with(-1, {
			...(events[7] as Extract<ContestEvent, { type: 'revealed' }>),
			judged: [
				[1, 'B', 900, 1],
				[2, null, null, 0]
			]
		});
		expect(counts(log(unanswered), rows.slice(0, 1), [phone({ views: [] })])).toEqual([2, 0, 0]);
		const older = rows.with(1, { q: 1, sbd: 2, c: 1, v: 'B' });
		expect(counts(log(), older, [phone()])).toEqual([2, 0, 0]);
	});

	it('[PH6] finds one that was judged otherwise than recorded', () => {
		expect(counts(log(), rows.with(0, { q: 1, sbd: 1, c: 1, v: 'A' }), [phone()])).toEqual([1, 0, 0]);
	});

	it('[IN2] finds what is there twice, or was never sent', () => {
		expect(counts(log(), [...rows, { q: 1, sbd: 2, c: 2, v: 'A' }], [phone()])).toEqual([0, 1, 0]);
		expect(counts(log(), rows, [phone(), phone()])).toEqual([0, 1, 0]);
		expect(counts(log(), rows, [phone({ choices: [{ q: 1, c: 1, v: 'B' }] })])).toEqual([0, 1, 0]);
	});

	it('[IN3] finds an answer of a seat that was not asked', () => {
		expect(counts(log(), [...rows, { q: 1, sbd: 3, c: 1, v: 'A' }], [])).toEqual([0, 0, 1]);
	});

	it.each([
		['status', { ...atReveal, you: { ...atReveal.you, status: 'in' } }],
		['verdict', { ...atReveal, you: { ...atReveal.you, verdict: 'none' } }],
		['the question at which she left', { ...atReveal, you: { ...atReveal.you, outAt: 2 } }],
		['how many are left', { ...atReveal, left: 2 }],
		['a key before its time', { ...atReveal, v: 7, left: 2, state: 'open' }],
		['a version that never was', { ...atReveal, v: 9 }]
	])('finds a screen that is wrong: %s', (_, view) => {
		expect(counts(log(), rows, [phone({ views: [view as SeenView] })])).toEqual([0, 0, 1]);
	});

	it('finds a phone that has missed the end', () => {
		const ended = log([...events, { type: 'finished', ranking: [] }]);
		expect(counts(ended, rows, [phone()])).toEqual([0, 0, 1]);
	});

	it('finds a floor that does not follow from the one before', () => {
		const revealed = events[7] as Extract<ContestEvent, { type: 'revealed' }>;
		expect(counts(log(events.with(-1, { ...revealed, left: [1, 2] })), rows, [])).toEqual([0, 0, 1]);
	});

	it('passes on what a phone has complained about', () => {
		expect(counts(log(), rows, [phone({ troubles: ['seat 2 became 3 after a reconnect'] })])).toEqual([
			0, 0, 1
		]);
	});

	it('[JU3] [JU1] [CO7] [EL2] follows steps taken back, corrections, paper boards and cuts', () => {
		const line = [...events, { type: 'corrected', turn: 1, q: 1, change: { kind: 'key', key: 'A', accepted: [], boardsRight: null }, reason: '', verdicts: [[1, 900, 0], [2, 800, 1]], back: [2], off: [1], everyoneFailed: null, bellRinger: null, returning: null }, { type: 'cut', round: 0, out: [2], left: [] }] satisfies ContestEvent[]; // prettier-ignore
		const you = { ...atReveal.you, status: 'in', verdict: 'right', outAt: null } as const;
		const corrected: SeenView = { ...atReveal, v: 9, key: 'A', you };
		const cut: SeenView = { ...corrected, v: 10, left: 0, you: { ...you, status: 'out', outAt: 1 } };
		const undone: SeenView = { ...corrected, v: 11 };
		const all = [...line, { type: 'undone', seq: 10 } satisfies ContestEvent];
		expect(check(log(all), rows, [phone({ views: [atReveal, corrected, cut, undone] })])).toEqual({
			lost: [],
			doubled: [],
			wrong: []
		});
		const boards: ContestEvent[] = [
			...events.slice(0, 3),
			{ type: 'boardsSet', sbds: [2], paper: true },
			...events.slice(3, 7),
			{ ...(events[7] as RevealedEvent), judged: [[1, 'B', 900, 1]], out: [], left: [1, 2], marking: true },
			{
				type: 'boardsJudged',
				q: 1,
				boards: [[2, 0]],
				out: [2],
				left: [1],
				everyoneFailed: null,
				returning: null
			}
		];
		const waits = { ...atReveal.you, status: 'in', verdict: null, outAt: null } as const;
		const views: SeenView[] = [
			{ ...atReveal, v: 9, left: 2, you: waits },
			{ ...atReveal, v: 10 }
		];
		expect(counts(log(boards), rows.slice(0, 1), [phone({ choices: [], acks: [], views })])).toEqual([
			0, 0, 0
		]);
	});
});
