import { describe, expect, it } from 'vitest';
import { presets } from '$lib/contest/presets';
import { plainRound } from '$lib/contest/rules';
import type { Setup } from '$lib/contest/setup';
import { addQuestions } from './plan';
import { saveRounds, type RoundRow } from './rounds';
import { withPreset } from './draft';

const round = (name: string) => ({ ...plainRound, name, elimination: 'knockout', seconds: 15 }) as const;
const base: Setup = { ...presets.school100, rounds: [round('A'), round('B'), round('C')] };
const filled = ['A', 'B', 'C'].reduce(
	(setup, name, i) => addQuestions(setup, [`q${name}`], { kind: 'main', round: i }),
	addQuestions(base, ['bell'], { kind: 'bell', round: -1 })
);
/** The rows of a form made from rounds of these names; a row may have another name by now. */
const made = (index: number, name: string, now = name): RoundRow => ({
	from: { index, name },
	round: round(now)
});
const [a, b, c] = [made(0, 'A'), made(1, 'B'), made(2, 'C')];
const fresh = (name: string): RoundRow => ({ from: null, round: round(name) });
/** Which questions stand under which name. */
const byName = ({ rounds, questions }: Setup) =>
	rounds.map(({ name }, i) => [name, ...questions.filter((q) => q.round === i).map((q) => q.questionId)]);

describe('rounds', () => {
	it('[EL2] keeps what the form did not ask for under the rule of the round', () => {
		const lives = { ...filled, rounds: [{ ...round('A'), lives: 2, keep: 8 }] };
		const change = { name: 'A', elimination: 'cut', seconds: 20, keepIsPercent: false } as const;
		const saved = saveRounds(lives, [{ from: { index: 0, name: 'A' }, round: change }]);
		expect(saved.rounds).toEqual([{ ...round('A'), ...change, lives: 2, keep: 8 }]);
		const added = { name: 'D', elimination: 'lives', seconds: 10 } as const;
		expect(saveRounds(filled, [a, b, c, { from: null, round: added }]).rounds.at(-1)).toEqual({
			...plainRound,
			...added
		});
	});

	it('saves all that was changed, added and moved at once, and every round takes its questions along', () => {
		expect(byName(saveRounds(filled, [c, made(0, 'A', 'Á'), fresh('D'), made(1, 'B', 'Bê')]))).toEqual([
			['C', 'qC'],
			['Á', 'qA'],
			['D'],
			['Bê', 'qB']
		]);
		expect(saveRounds(filled, [a, b, c])).toEqual(filled);
	});

	it('leaves the questions of a removed one to a neighbour; other kinds are not touched', () => {
		expect(byName(saveRounds(filled, [a, c]))).toEqual([
			['A', 'qA', 'qB'],
			['C', 'qC']
		]);
		expect(byName(saveRounds(filled, [b, c]))).toEqual([
			['B', 'qB', 'qA'],
			['C', 'qC']
		]);
		expect(byName(saveRounds(filled, [c]))).toEqual([['C', 'qC', 'qA', 'qB']]);
		const left = saveRounds(filled, [fresh('D')]);
		expect(byName(left)).toEqual([['D', 'qA', 'qB', 'qC']]);
		expect(left.questions.find((q) => q.questionId === 'bell')?.round).toBe(-1);
	});

	it('finds its rounds again when somebody else has moved or renamed them since', () => {
		const moved = saveRounds(filled, [b, a, c]);
		expect(byName(saveRounds(moved, [a, b, made(2, 'C', 'Xê')]))).toEqual([
			['A', 'qA'],
			['B', 'qB'],
			['Xê', 'qC']
		]);
		const renamed = saveRounds(filled, [a, made(1, 'B', 'Bê'), c]);
		expect(byName(saveRounds(renamed, [c, b, a]))).toEqual([
			['C', 'qC'],
			['B', 'qB'],
			['A', 'qA']
		]);
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
