import { describe, expect, it } from 'vitest';
import { unsaid } from '$lib/bank/question';
import type { ContestEvent } from '$lib/contest/events';
import { presets } from '$lib/contest/presets';
import type { ContestQuestion } from '$lib/contest/state';
import type { PhoneAct, SeenView } from '$lib/simulation/phone';
import { holds, judge, type Held, type Verdict } from './checker';
import type { Happened } from './history';

/* The checker is held against contests in which everything is right but for one thing. */

const secret = 'hoàng yến 1';
const question: ContestQuestion = {
	no: 1,
	kind: 'main',
	round: 0,
	limitMs: 6000,
	type: 'single',
	text: 'Câu một?',
	options: ['Một', 'Hai'],
	key: 'B',
	...unsaid,
	media: [],
	bankId: null
};
const { rules, rounds } = presets.school100;
const events: ContestEvent[] = [
	{
		type: 'prepared',
		prepared: {
			title: '',
			organizer: '',
			units: [],
			rules,
			rounds,
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
		...{ q: 1, out: [2], left: [1], everyoneFailed: null, returning: null, digest: '' },
		judged: [
			[1, 'B', 900, 1],
			[2, 'A', 800, 0]
		]
	}
];
/** The host closes at 6000; with a grace of one second all that is chosen until 7000 counts. */
const log = (all = events) => all.map((event, i) => ({ seq: i + 1, at: 1000 * i, event }));
const answers = [
	{ q: 1, sbd: 1, c: 1, v: 'B' },
	{ q: 1, sbd: 2, c: 1, v: 'A' }
];
const held: Held = { log: log(), answers, problems: [] };

const phone = (n: number, at: number, act: PhoneAct): Happened => ({ at, contest: 1, phone: n, act });
const chose = (n: number, at: number, v: string): Happened[] => [
	phone(n, at, { did: 'chose', q: 1, c: 1, v }),
	phone(n, at + 20, { did: 'was confirmed', q: 1, c: 1, v })
];
const shown: SeenView = {
	...{ v: 8, phase: 'running', left: 1, q: 1, state: 'revealed', key: 'B' },
	you: { status: 'in', verdict: 'right', plays: false, rescued: false, outAt: null, rank: null }
};
const history: Happened[] = [
	{ at: 0, contest: 1, graceSeconds: 1, secrets: [{ q: 1, text: secret }] },
	phone(1, 1, { did: 'was seated', sbd: 1 }),
	phone(2, 1, { did: 'was seated', sbd: 2 }),
	...chose(1, 5500, 'B'),
	...chose(2, 5600, 'A'),
	{ at: 6500, contest: 1, page: '/stage/1', text: 'Câu một?' },
	phone(1, 8000, { did: 'saw', view: shown }),
	{ at: 8500, contest: 1, page: '/stage/1', text: `Câu một? ${secret}` },
	{ at: 9000, recovered: 'a process is killed', ms: 1500, wrong: [] },
	{ at: 9500, foreign: 'https://trang-la.example', letIn: false }
];

const verdictOf = (happened = history, holding = held) => judge(happened, async () => holding, 10_000);
const findings = (verdict: Verdict) =>
	Object.entries(verdict).flatMap(([what, found]) => (found.length > 0 ? [what] : []));

describe('the checker', () => {
	it('finds nothing where all is right', async () => {
		const verdict = await verdictOf();
		expect(findings(verdict)).toEqual([]);
		expect(holds(verdict)).toBe(true);
	});

	const changed = (type: ContestEvent['type'], change: object) =>
		log(events.map((event) => (event.type === type ? ({ ...event, ...change } as ContestEvent) : event)));
	const cases: [name: string, finding: keyof Verdict, history: Happened[], held: Held][] = [
		['a confirmed answer is not there', 'lost', history, { ...held, answers: answers.slice(1) }],
		[
			'what was confirmed is not what is there',
			'lost',
			history,
			{ ...held, answers: answers.map((a) => ({ ...a, c: 0 })) }
		],
		[
			'what is there was not judged',
			'lost',
			history,
			{
				...held,
				log: changed('revealed', {
					judged: [
						[1, null, null, 0],
						[2, 'A', 800, 0]
					]
				})
			}
		],
		['an answer is there twice', 'doubled', history, { ...held, answers: [...answers, ...answers] }],
		[
			'a question was revealed twice',
			'doubled',
			history,
			{
				...held,
				log: [
					...log(),
					...log()
						.slice(-1)
						.map((e) => ({ ...e, seq: 9 }))
				]
			}
		],
		[
			'a phone has two seats',
			'doubled',
			history,
			{ ...held, log: changed('registered', { contestants: [1, 2, 3].map((sbd) => ({ sbd, unit: '' })) }) }
		],
		[
			'a wrong answer is judged right',
			'misjudged',
			history,
			{
				...held,
				log: changed('revealed', {
					judged: [
						[1, 'B', 900, 1],
						[2, 'A', 800, 1]
					]
				})
			}
		],
		[
			'a phone shows something else',
			'misjudged',
			[...history, phone(1, 9000, { did: 'saw', view: { ...shown, left: 2 } })],
			held
		],
		[
			'what was chosen too late counts',
			'misjudged',
			history.map((one) => (one.at === 5500 ? { ...one, at: 7100 } : one)),
			held
		],
		[
			'a key is on a page before its time',
			'leaked',
			[...history.slice(0, 5), { at: 5000, contest: 1, page: '/stage/1', text: secret }, ...history.slice(5)],
			held
		],
		[
			'a page of another site is let in',
			'leaked',
			[...history, { at: 9600, foreign: 'https://trang-la.example', letIn: true }],
			held
		],
		['a process ends by itself', 'down', [...history, { at: 9600, died: 1, output: 'TypeError' }], held],
		[
			'it takes eleven seconds',
			'down',
			[...history, { at: 9600, recovered: 'a process is killed', ms: 11_000, wrong: [] }],
			held
		],
		[
			'it never comes right',
			'down',
			[...history, { at: 9600, recovered: 'a process is killed', ms: null, wrong: ['phone 1'] }],
			held
		],
		[
			'nobody can answer',
			'down',
			history.filter((one) => !('phone' in one && one.act.did === 'was confirmed')),
			held
		],
		['the record does not hold', 'record', history, { ...held, problems: ['changed at event 3'] }]
	];

	it.each(cases)('says so when %s', async (_, finding, happened, holding) => {
		expect(findings(await verdictOf(happened, holding))).toContain(finding);
	});
});
