import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levels, type Level } from '$lib/bank/question';
import { presets } from '$lib/contest/presets';
import { plainRound } from '$lib/contest/rules';
import type { QuestionKind, Setup } from '$lib/contest/setup';
import { fillContest, wholeContest } from './fill';
import {
	addAt,
	addQuestions,
	byDifficulty,
	difficulty,
	draw,
	moveQuestion,
	relocate,
	removeQuestion,
	replaceQuestion,
	setSeconds,
	type Candidate
} from './plan';

const topics = ['Lịch sử', 'Địa lý', 'Luật', ''];
const pool: Candidate[] = Array.from({ length: 60 }, (_, i) => ({
	id: `q${i}`,
	topic: topics[i % 4] ?? '',
	level: [...levels, '' as const][i % 5] ?? ''
}));
const empty: Setup = presets.school100;
const main = { kind: 'main', round: 0 } as const;
const any = { topics: [], levels: [], count: 10 };
const idsAt = (setup: Setup, kind: QuestionKind, round = -1) =>
	setup.questions.filter((q) => q.kind === kind && q.round === round).map((q) => q.questionId);
const question = (id: string) => pool.find((q) => q.id === id);
/** Changes of the draft that are not refused. */
function accepted(edited: ReturnType<typeof relocate>): Setup {
	if ('ok' in edited) throw new Error(edited.code);
	return edited;
}

describe('drawing questions', () => {
	it('draws the same for the same seed, and others for another', () => {
		expect(draw(pool, empty, any, 'a')).toEqual(draw(pool, empty, any, 'a'));
		expect(draw(pool, empty, any, 'a')).not.toEqual(draw(pool, empty, any, 'b'));
	});

	it('draws each question at most once, and never one that the contest has in any place', () => {
		fc.assert(
			fc.property(fc.string(), fc.nat(60), fc.nat(40), (seed, count, n) => {
				const taken = pool.slice(0, n).map((q) => q.id);
				const setup = addQuestions(empty, taken, { kind: 'bell', round: -1 });
				const ids = draw(pool, setup, { ...any, count }, seed);
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids.length).toBe(Math.min(count, pool.length - n));
				expect(ids.some((id) => taken.includes(id))).toBe(false);
			})
		);
	});

	it('draws only what was asked for, a missing topic or level included', () => {
		const ids = draw(pool, empty, { topics: ['Luật', ''], levels: ['recall', ''], count: 60 }, 'a');
		const fitting = pool.filter((q) => ['Luật', ''].includes(q.topic) && ['recall', ''].includes(q.level));
		expect(ids.toSorted()).toEqual(fitting.map((q) => q.id).toSorted());
	});

	it('gives every question its chance', () => {
		const seen = new Set(Array.from({ length: 200 }, (_, i) => draw(pool, empty, any, String(i))).flat());
		expect(seen.size).toBe(pool.length);
	});
});

describe('the plan', () => {
	const three = addQuestions(empty, ['q1', 'q2', 'q3'], main);

	it('keeps a question in one place only', () => {
		const setup = addQuestions(three, ['q2', 'q4', 'q4'], { kind: 'spare', round: -1 });
		expect(idsAt(setup, 'main', 0)).toEqual(['q1', 'q2', 'q3']);
		expect(idsAt(setup, 'spare')).toEqual(['q4']);
	});

	it('puts another question where one stands, unless the contest has it', () => {
		const timed = setSeconds(three, 'q2', 60);
		const swapped = replaceQuestion(timed, 'q2', 'q9');
		expect(idsAt(swapped, 'main', 0)).toEqual(['q1', 'q9', 'q3']);
		expect(swapped.questions.every((q) => q.seconds === null)).toBe(true);
		expect(replaceQuestion(timed, 'q2', 'q3')).toEqual(timed);
		expect(replaceQuestion(timed, 'gone', 'q9')).toEqual(timed);
	});

	it('moves a question up and down within its place, past those of other places', () => {
		const mixed = addQuestions(addQuestions(three, ['q7'], { kind: 'bell', round: -1 }), ['q8'], main);
		expect(idsAt(moveQuestion(mixed, 'q8', -1), 'main', 0)).toEqual(['q1', 'q2', 'q8', 'q3']);
		expect(idsAt(moveQuestion(mixed, 'q1', 1), 'main', 0)).toEqual(['q2', 'q1', 'q3', 'q8']);
		expect(moveQuestion(mixed, 'q1', -1)).toEqual(mixed);
		expect(moveQuestion(mixed, 'q7', 1)).toEqual(mixed);
		expect(moveQuestion(mixed, 'gone', 1)).toEqual(mixed);
	});

	it('takes a question to another place, with the seconds of its own', () => {
		const setup = accepted(relocate(setSeconds(three, 'q2', 45), 'q2', { kind: 'tiebreak', round: -1 }));
		expect(idsAt(setup, 'main', 0)).toEqual(['q1', 'q3']);
		expect(setup.questions.find((q) => q.questionId === 'q2')).toMatchObject({
			kind: 'tiebreak',
			seconds: 45
		});
		expect(removeQuestion(setup, 'q2').questions).toHaveLength(2);
	});

	it('refuses a round that is gone', () => {
		const gone = { kind: 'main', round: 3 } as const;
		expect(relocate(three, 'q1', gone)).toEqual({ ok: false, code: 'setup/rounds_changed' });
		expect(addAt(three, ['q9'], gone)).toEqual({ ok: false, code: 'setup/rounds_changed' });
	});

	it('orders a place from easy to hard and leaves equally hard ones in their order', () => {
		const level: Record<string, Level | ''> = {
			q1: 'application',
			q2: 'recall',
			q3: '',
			q4: 'comprehension'
		};
		const setup = byDifficulty(addQuestions(three, ['q4'], main), main, (id) => level[id] ?? '');
		expect(idsAt(setup, 'main', 0)).toEqual(['q2', 'q3', 'q4', 'q1']);
	});
});

describe('filling a whole contest', () => {
	it('gives every kind its number, main questions of rising difficulty, bell questions of different topics', () => {
		const { setup, short } = fillContest(empty, pool, 'seed');
		expect(short).toEqual([]);
		for (const [kind, n] of Object.entries(wholeContest(empty)))
			expect(setup.questions.filter((q) => q.kind === kind)).toHaveLength(n);
		const hardness = idsAt(setup, 'main', 0).map((id) => difficulty(question(id) ?? { level: '' }));
		expect(hardness).toEqual(hardness.toSorted((a, b) => a - b));
		expect(new Set(idsAt(setup, 'bell').map((id) => question(id)?.topic)).size).toBe(3);
	});

	it('gives the warm-up the easiest, and the other rounds equal shares', () => {
		const rounds = [
			{ ...plainRound, name: 'Chinh phục', elimination: 'knockout', seconds: 20 },
			{ ...plainRound, name: 'Khởi động', elimination: 'warmup', seconds: 20 },
			{ ...plainRound, name: 'Tăng tốc', elimination: 'knockout', seconds: 10 }
		] satisfies Setup['rounds'];
		const { setup } = fillContest({ ...empty, rounds }, pool, 'seed');
		expect([0, 1, 2].map((round) => idsAt(setup, 'main', round).length)).toEqual([9, 3, 8]);
		const hardest = (round: number) =>
			Math.max(...idsAt(setup, 'main', round).map((id) => difficulty(question(id) ?? { level: '' })));
		expect(hardest(1)).toBe(0);
		expect(hardest(0)).toBeLessThanOrEqual(hardest(2));
	});

	it('whatever the bank has: never a question twice, what was there stays, and what is short adds up', () => {
		fc.assert(
			fc.property(fc.nat(60), fc.nat(12), fc.string(), (n, had, seed) => {
				const before = addQuestions(
					empty,
					pool.slice(0, had).map((q) => q.id),
					main
				);
				const { setup, short } = fillContest(before, pool.slice(0, n), seed);
				const ids = setup.questions.map((q) => q.questionId);
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids.slice(0, had)).toEqual(before.questions.map((q) => q.questionId));
				const missing = short.reduce((sum, s) => sum + s.missing, 0);
				expect(ids.length + missing).toBe(32);
				expect(missing).toBe(32 - had - Math.min(32 - had, Math.max(0, n - had)));
			})
		);
	});

	it('makes of two questions a contest that can be won', () => {
		const { setup } = fillContest(empty, pool.slice(0, 2), 'seed');
		expect(setup.questions.map((q) => q.kind).toSorted()).toEqual(['bell', 'main']);
	});
});
