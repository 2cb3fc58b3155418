import { describe, expect, it } from 'vitest';
import { standings } from './standings';

const placed = (...ranks: number[]) =>
	ranks.map((rank, i) => ({ rank, sbd: i + 1, name: `N${i + 1}`, unit: '' }));
const shape = (...ranks: number[]) => {
	const { steps, rest } = standings(placed(...ranks));
	return { steps: steps.map((s) => [s.rank, s.people.length]), rest: rest.map((p) => p.rank) };
};

describe('standings', () => {
	it('puts the first three on the podium, the others below', () => {
		expect(shape(1, 2, 3, 4, 5)).toEqual({
			steps: [
				[1, 1],
				[2, 1],
				[3, 1]
			],
			rest: [4, 5]
		});
	});

	it('[BE4] lets a shared rank stand on one step, and leaves out the rank it takes up', () => {
		expect(shape(1, 1, 3, 4)).toEqual({
			steps: [
				[1, 2],
				[3, 1]
			],
			rest: [4]
		});
		expect(shape(1, 2, 2, 2, 5)).toEqual({
			steps: [
				[1, 1],
				[2, 3]
			],
			rest: [5]
		});
	});

	it('[BE4] lists everybody where a step would be crowded, dropping nobody', () => {
		expect(shape(1, 1, 1, 1, 1)).toEqual({ steps: [], rest: [1, 1, 1, 1, 1] });
		expect(shape(1, 2, 2, 2, 2, 6)).toEqual({ steps: [[1, 1]], rest: [2, 2, 2, 2, 6] });
	});

	it('stands with fewer than three, and with nobody', () => {
		expect(shape(1, 2)).toEqual({
			steps: [
				[1, 1],
				[2, 1]
			],
			rest: []
		});
		expect(shape()).toEqual({ steps: [], rest: [] });
	});
});
