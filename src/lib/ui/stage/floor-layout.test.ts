import { describe, expect, it } from 'vitest';
import { floorLayout, seatCentre } from './floor-layout';

const rooms = [
	[1024, 560],
	[1280, 560],
	[1920, 860],
	[3840, 1800],
	[420, 500]
] as const;

describe('floorLayout', () => {
	it('keeps every seat inside its space, apart from the others', () => {
		for (const [width, height] of rooms)
			for (const count of [1, 2, 3, 30, 99, 100, 101, 500, 2000, 20_000]) {
				const l = floorLayout(count, width, height);
				expect(l.columns * l.rows).toBeGreaterThanOrEqual(count);
				expect((l.rows - 1) * l.columns).toBeLessThan(count);
				for (const i of [0, l.columns - 1, count - 1].filter((i) => i < count)) {
					const { x, y } = seatCentre(l, i);
					expect(x - l.width / 2).toBeGreaterThanOrEqual(l.gutter - 0.001);
					expect(x + l.width / 2).toBeLessThanOrEqual(width + 0.001);
					expect(y - l.height / 2).toBeGreaterThanOrEqual(-0.001);
					expect(y + l.height / 2).toBeLessThanOrEqual(height + 0.001);
				}
			}
	});

	it('numbers 100 and 500 seats on a projector; 2,000 become dots with labelled rows', () => {
		expect(floorLayout(100, 1280, 560)).toMatchObject({ numbered: true, labelEvery: 0 });
		expect(floorLayout(500, 1280, 560)).toMatchObject({ numbered: true });
		const many = floorLayout(2000, 1280, 560);
		expect(many.numbered).toBe(false);
		expect(many.labelEvery).toBeGreaterThan(0);
		expect(many.columns % 10).toBe(0);
	});

	it('does not blow three seats up to fill the hall', () => {
		expect(floorLayout(3, 1280, 560).height).toBeLessThan(560 / 2);
	});
});
