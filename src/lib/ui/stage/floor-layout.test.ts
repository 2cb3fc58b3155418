import { describe, expect, it } from 'vitest';
import { floorLayout } from './floor-layout';

const rooms = [
	[1024, 560],
	[1280, 560],
	[1920, 860],
	[3840, 1800],
	[420, 500]
] as const;

const floorOf = (count: number) => ({
	seats: Array.from({ length: count }, (_, i) => i + 1),
	states: 'i'.repeat(count)
});
const clustersOf = (count: number, units: number) => ({
	names: Array.from({ length: units }, (_, i) => `Đoàn xã ${i + 1}`),
	of: Array.from({ length: count }, (_, i) => (i * 7) % units)
});

describe('floorLayout', () => {
	it('keeps every seat inside its space, apart from the others', () => {
		for (const [width, height] of rooms)
			for (const count of [1, 2, 3, 30, 99, 100, 101, 500, 2000, 10_000, 20_000])
				for (const units of [0, 2, 9, 37, 80]) {
					const clusters = units > 0 ? clustersOf(count, units) : null;
					const l = floorLayout(floorOf(count), clusters, width, height);
					const seats = Array.from({ length: count }, (_, i) => l.centreOf(i));
					const edge = (values: number[], size: number) => [
						Math.min(...values) - size / 2,
						Math.max(...values) + size / 2
					];
					const [[west = -1, east = 0], [north = -1, south = 0]] = [
						edge(
							seats.map((s) => s.x),
							l.width
						),
						edge(
							seats.map((s) => s.y),
							l.height
						)
					];
					const case_ = `${count} seats, ${units} units, ${width} × ${height} px`;
					expect(Math.min(west, north), case_).toBeGreaterThanOrEqual(-0.01);
					expect(Math.max(east - width, south - height), case_).toBeLessThanOrEqual(0.01);
					const taken = new Set(seats.map(({ x, y }) => `${Math.round(x * 4)} ${Math.round(y * 4)}`));
					expect(taken.size, case_).toBe(count);
				}
	});

	it('numbers 100 and 500 seats on a projector; 2,000 become dots with labelled rows', () => {
		expect(floorLayout(floorOf(100), null, 1280, 560)).toMatchObject({ numbered: true, labels: [] });
		expect(floorLayout(floorOf(500), clustersOf(500, 5), 1280, 560)).toMatchObject({ numbered: true });
		const many = floorLayout(floorOf(2000), null, 1280, 560);
		expect(many.numbered).toBe(false);
		expect(many.labels.length).toBeGreaterThan(3);
	});

	it('puts thousands together by unit, with how many are left of each', () => {
		const states = 'oi'.repeat(1000);
		const l = floorLayout({ ...floorOf(2000), states }, clustersOf(2000, 8), 1280, 560);
		expect(l.labels.map((label) => label.text).slice(0, 2)).toEqual(['Đoàn xã 1', '0/250']);
		expect(l.labels).toHaveLength(16);
		for (const { x, room, align } of l.labels) {
			expect(align === 'left' ? x + room : x).toBeLessThanOrEqual(1280.01);
			expect(room).toBeGreaterThan(20);
		}
	});

	it('shows the same on a projector with more pixels', () => {
		const [seen, finer] = [1, 2].map((finer) =>
			floorLayout(floorOf(10_000), clustersOf(10_000, 8), 1920 * finer, 860 * finer, 24 * finer)
		);
		expect([seen?.numbered, finer?.numbered]).toEqual([false, false]);
		expect(finer?.labels.map(({ text }) => text)).toEqual(seen?.labels.map(({ text }) => text));
	});

	it('does not blow three seats up to fill the hall', () => {
		expect(floorLayout(floorOf(3), null, 1280, 560).height).toBeLessThan(560 / 2);
	});
});
