import { describe, expect, it } from 'vitest';
import { presets } from '$lib/contest/presets';
import { plainRound } from '$lib/contest/rules';
import type { Setup } from '$lib/contest/setup';
import { addQuestions } from './plan';
import { addRound, moveRound, removeRound, saveRound } from './rounds';
import { withPreset } from './draft';

const round = (name: string) => ({ ...plainRound, name, elimination: 'knockout', seconds: 15 }) as const;
const base: Setup = { ...presets.school100, rounds: [round('A'), round('B'), round('C')] };
const filled = ['A', 'B', 'C'].reduce(
	(setup, name, i) => addQuestions(setup, [`q${name}`], { kind: 'main', round: i }),
	addQuestions(base, ['bell'], { kind: 'bell', round: -1 })
);
/** Which questions stand under which name. */
const byName = (setup: ReturnType<typeof removeRound>) => {
	if ('ok' in setup) return setup.code;
	return setup.rounds.map(({ name }, i) => [
		name,
		...setup.questions.filter((q) => q.round === i).map((q) => q.questionId)
	]);
};

describe('rounds', () => {
	it('[EL2] keeps what the form did not ask for under the rule of the round', () => {
		const lives = { ...filled, rounds: [{ ...round('A'), lives: 2, keep: 8 }] };
		const change = { name: 'A', elimination: 'cut', seconds: 20, keepIsPercent: false } as const;
		const saved = saveRound(lives, { index: 0, seen: 'A' }, change);
		expect('ok' in saved ? saved : saved.rounds).toEqual([{ ...round('A'), ...change, lives: 2, keep: 8 }]);
		expect(addRound(filled, { name: 'D', elimination: 'lives', seconds: 10 }).rounds.at(-1)).toEqual({
			...plainRound,
			name: 'D',
			elimination: 'lives',
			seconds: 10
		});
	});

	it('adds one at the end, and changes one in its place', () => {
		expect(byName(addRound(filled, round('D')))).toContainEqual(['D']);
		expect(byName(saveRound(filled, { index: 1, seen: 'B' }, round('Bê')))).toEqual([
			['A', 'qA'],
			['Bê', 'qB'],
			['C', 'qC']
		]);
	});

	it('takes its questions with it when it moves', () => {
		expect(byName(moveRound(filled, { index: 2, seen: 'C' }, -1))).toEqual([
			['A', 'qA'],
			['C', 'qC'],
			['B', 'qB']
		]);
		expect(moveRound(filled, { index: 0, seen: 'A' }, -1)).toEqual(filled);
	});

	it('leaves its questions to a neighbour when it is removed; other kinds are not touched', () => {
		expect(byName(removeRound(filled, { index: 1, seen: 'B' }))).toEqual([
			['A', 'qA', 'qB'],
			['C', 'qC']
		]);
		expect(byName(removeRound(filled, { index: 0, seen: 'A' }))).toEqual([
			['B', 'qB', 'qA'],
			['C', 'qC']
		]);
		const left = removeRound(filled, { index: 2, seen: 'C' });
		expect('ok' in left || left.questions.find((q) => q.questionId === 'bell')?.round).toBe(-1);
	});

	it('refuses to touch a round that is not the one that was seen, and to remove the last', () => {
		const at = { index: 1, seen: 'A' };
		for (const edited of [
			saveRound(filled, at, round('x')),
			removeRound(filled, at),
			moveRound(filled, at, 1)
		])
			expect(edited).toEqual({ ok: false, code: 'setup/rounds_changed' });
		expect(removeRound({ ...base, rounds: [round('A')] }, { index: 0, seen: 'A' })).toEqual({
			ok: false,
			code: 'setup/last_round'
		});
	});

	it('a preset replaces rules, rounds and awards, and keeps organizer, units and every question', () => {
		const setup = withPreset(
			{ ...filled, organizer: 'Đoàn trường', units: ['10A1'], awards: [] },
			'onlineProvince'
		);
		expect(setup).toMatchObject({
			organizer: 'Đoàn trường',
			units: ['10A1'],
			rules: presets.onlineProvince.rules,
			awards: presets.onlineProvince.awards
		});
		expect(byName(setup)).toEqual([
			['Khởi động', 'qA'],
			['Chinh phục', 'qB', 'qC']
		]);
	});
});
