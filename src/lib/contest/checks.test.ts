import { describe, expect, it } from 'vitest';
import { findings, type Surroundings } from './checks';
import { presets } from './presets';
import { plainRound } from './rules';
import type { QuestionKind, Setup } from './setup';

const kinds: QuestionKind[] = [
	...Array<QuestionKind>(12).fill('main'),
	'spare',
	'rescue',
	'rescue',
	'tiebreak',
	'bell',
	'bell'
];
const good: Setup = {
	...presets.school100,
	questions: kinds.map((kind, i) => ({
		questionId: `q${i}`,
		kind,
		round: kind === 'main' ? 0 : -1,
		seconds: null
	}))
};
const around = (change: Partial<Surroundings> = {}): Surroundings => ({
	questions: kinds.map((_, i) => ({ topic: `Chủ đề ${i}`, fit: true })),
	contestants: 40,
	...change
});
const codes = (setup: Setup, surroundings = around()) => findings(setup, surroundings).map((f) => f.code);
const without = (kind: QuestionKind): [Setup, Surroundings] => {
	const kept = good.questions.filter((q) => q.kind !== kind);
	return [
		{ ...good, questions: kept },
		around({ questions: kept.map((q) => ({ topic: q.questionId, fit: true })) })
	];
};
const ruled = (rules: Partial<Setup['rules']>): Setup => ({ ...good, rules: { ...good.rules, ...rules } });

describe('what is missing in a draft', () => {
	it('nothing, when everything is there', () => {
		expect(codes(good)).toEqual([]);
	});

	it('stops at what the waiting room can’t be opened with', () => {
		const stops = (setup: Setup, s = around()) =>
			findings(setup, s).flatMap((f) => (f.weight === 'stop' ? [[f.code, f.n]] : []));
		expect(stops(...without('main'))).toEqual([['no_main', 0]]);
		const [first, second, ...rest] = around().questions;
		const broken = [null, { topic: '', fit: false }, ...rest];
		expect(first && second && stops(good, around({ questions: broken }))).toEqual([
			['question_gone', 1],
			['question_unfit', 1]
		]);
		expect(stops(good, around({ contestants: 103 }))).toEqual([['over_capacity', 3]]);
	});

	it('[BE1] [BE2] misses the bell, and topics to choose from', () => {
		expect(codes(...without('bell'))).toEqual(['no_bell']);
		const same = around().questions.map(() => ({ topic: 'Một', fit: true }));
		expect(codes(good, around({ questions: same }))).toEqual(['bell_topics']);
		const free = ruled({ bell: { atOnce: false, topicChoice: false } });
		expect(codes(free, around({ questions: same }))).toEqual([]);
	});

	it('[EL5] [RE2] [BE3] misses the questions that the rules will ask for', () => {
		const [setup, s] = without('spare');
		expect(codes(setup, s)).toEqual([]);
		expect(codes({ ...setup, rules: { ...setup.rules, everyoneFails: 'void' } }, s)).toEqual(['no_spare']);
		const byQuestion = { ...good.rules.rescue, size: 'question', limit: 5 } as const;
		expect(findings(ruled({ rescue: byQuestion }), around())).toMatchObject([{ code: 'few_rescue', n: 3 }]);
		expect(codes(...without('tiebreak'))).toEqual(['no_tiebreak']);
	});

	it('[RE1] [RE5] finds rescues that can’t happen', () => {
		const rescue = good.rules.rescue;
		expect(codes(ruled({ rescue: { ...rescue, limit: 0 } }))).toEqual(['rescue_never']);
		expect(codes(ruled({ rescue: { ...rescue, afterQuestions: [11, 12] } }))).toEqual(['rescue_late']);
	});

	it('[CO2] [EL2] finds a round without questions, and a roster without people', () => {
		const rounds = [...good.rounds, { ...plainRound, name: 'Tăng tốc', elimination: 'knockout', seconds: 10 } as const];
		expect(findings({ ...good, rounds }, around())).toMatchObject([
			{ code: 'empty_round', name: 'Tăng tốc' }
		]);
		expect(codes(ruled({ registration: 'roster' }), around({ contestants: 0 }))).toEqual(['no_contestants']);
	});
});
