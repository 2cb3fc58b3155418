import { describe, expect, it } from 'vitest';
import { findings, type Surroundings } from './checks';
import { presets } from './presets';
import { plainRound, type Round } from './rules';
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
	questions: kinds.map((_, i) => ({ topic: `Chủ đề ${i}`, fit: true, approved: true })),
	contestants: 40,
	reserves: 0,
	...change
});
const codes = (setup: Setup, surroundings = around()) => findings(setup, surroundings).map((f) => f.code);
const without = (kind: QuestionKind): [Setup, Surroundings] => {
	const kept = good.questions.filter((q) => q.kind !== kind);
	return [
		{ ...good, questions: kept },
		around({ questions: kept.map((q) => ({ topic: q.questionId, fit: true, approved: true })) })
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
		const broken = [null, { topic: '', fit: false, approved: false }, ...rest];
		expect(first && second && stops(good, around({ questions: broken }))).toEqual([
			['question_gone', 1],
			['question_unfit', 1]
		]);
		expect(stops(good, around({ contestants: 103 }))).toEqual([['over_capacity', 3]]);
	});

	it('stops at questions that are not approved only where approved ones are demanded', () => {
		const [, ...rest] = around().questions;
		const one = around({ questions: [{ topic: '', fit: true, approved: false }, ...rest] });
		expect(findings(good, one)).toEqual([]);
		expect(findings({ ...good, approvedOnly: true }, one)).toMatchObject([
			{ weight: 'stop', part: 'questions', code: 'question_not_approved', n: 1 }
		]);
		expect(codes({ ...good, approvedOnly: true })).toEqual([]);
	});

	it('[BE1] [BE2] misses the bell, and topics to choose from', () => {
		expect(codes(...without('bell'))).toEqual(['no_bell']);
		const same = around().questions.map(() => ({ topic: 'Một', fit: true, approved: true }));
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
		const rounds = [
			...good.rounds,
			{ ...plainRound, name: 'Tăng tốc', elimination: 'knockout', seconds: 10 } as const
		];
		expect(findings({ ...good, rounds }, around())).toMatchObject([
			{ code: 'empty_round', name: 'Tăng tốc' }
		]);
		expect(codes(ruled({ registration: 'roster' }), around({ contestants: 0 }))).toEqual(['no_contestants']);
	});

	it('[EL2] finds rounds that do something else than their rule promises', () => {
		const round = (change: Partial<Round>): Setup => ({
			...good,
			rounds: [{ ...plainRound, name: 'Một', elimination: 'knockout', seconds: 15, ...change }]
		});
		expect(codes(round({ elimination: 'lives' }))).toEqual([]);
		expect(codes(round({ elimination: 'lives', lives: 1 }))).toEqual(['lives_one']);
		expect(codes(round({ elimination: 'lives', lives: 12 }))).toEqual([]);
		const few = {
			...good,
			rounds: [...good.rounds, { ...plainRound, name: 'Hai', elimination: 'lives' as const, seconds: 9 }]
		};
		const [first, ...others] = good.questions;
		if (!first) throw new Error('no question');
		const questions = [{ ...first, round: 1 }, ...others];
		const lives = {
			...few,
			questions,
			rounds: few.rounds.map((r) => ({ ...r, elimination: 'lives' as const }))
		};
		expect(findings(lives, around())).toMatchObject([{ code: 'lives_many', name: 'Hai', n: 3 }]);
		expect(codes(round({ elimination: 'warmup' }))).toEqual(['nobody_leaves']);
		expect(codes(round({ elimination: 'cut' }))).toEqual(['cut_only']);
		expect(codes(round({ elimination: 'cut', keep: 100 }))).toEqual(['cut_keeps_all', 'cut_only']);
		const heads = { elimination: 'cut', keepIsPercent: false } as const;
		expect(codes(round({ ...heads, keep: 99 }))).toEqual(['cut_only']);
		expect(codes(round({ ...heads, keep: 100 }))).toEqual(['cut_keeps_all', 'cut_only']);
	});

	it('[EL2] [EL5] finds pairs that may end the contest at once', () => {
		const pairs = (everyoneFails: Setup['rules']['everyoneFails']): Setup => ({
			...ruled({ everyoneFails }),
			rounds: good.rounds.map((r) => ({ ...r, elimination: 'pairs' }))
		});
		expect(codes(pairs('end'))).toEqual(['pairs_end']);
		expect(codes(pairs('stay'))).toEqual([]);
	});

	it('[CO7] [CO3] finds what can’t be with paper boards, and a roster of reserves only', () => {
		const paper = (rules: Partial<Setup['rules']>) =>
			codes(ruled({ boards: 'paper', registration: 'roster', ...rules }));
		expect(paper({})).toEqual([]);
		expect(paper({ registration: 'mixed' })).toEqual(['paper_open']);
		expect(paper({ ties: { stays: 'fastest', left: 'share' } })).toEqual(['paper_fastest']);
		const byQuestion = { ...good.rules.rescue, size: 'question' } as const;
		expect(paper({ rescue: { ...byQuestion, fastest: 3 } })).toEqual(['paper_fastest']);
		expect(paper({ rescue: byQuestion })).toEqual([]);
		const nobody = around({ contestants: 0 });
		expect(codes(ruled({ boards: 'paper' }), nobody)).toEqual(['paper_open', 'no_contestants']);
		const roster = ruled({ registration: 'roster' });
		expect(codes(roster, around({ reserves: 40 }))).toEqual(['everybody_reserve']);
		expect(codes(roster, around({ reserves: 39 }))).toEqual([]);
	});

	it('[PH8] finds shuffled options beside paper boards', () => {
		expect(codes(ruled({ boards: 'mixed', shuffleOptions: true }))).toEqual(['shuffle_boards']);
		expect(codes(ruled({ shuffleOptions: true }))).toEqual([]);
	});

	it('[CO5] [RE6] [QU3] finds an audience that is asked and can’t answer', () => {
		const audience = { joins: false, eliminatedPlay: false, lifeline: true };
		expect(codes(ruled({ audience }))).toEqual(['lifeline_alone']);
		expect(codes(ruled({ audience: { ...audience, eliminatedPlay: true } }))).toEqual([]);
		const [first, ...others] = good.questions;
		if (!first) throw new Error('no question');
		const questions = [...others, { ...first, kind: 'audience' as const, round: -1 }];
		const setup = { ...good, questions };
		expect(codes(setup)).toContain('audience_alone');
		const joined = { ...setup.rules, audience: { ...audience, joins: true } };
		expect(codes({ ...setup, rules: joined })).not.toContain('audience_alone');
	});
});
