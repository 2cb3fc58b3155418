import { describe, expect, it } from 'vitest';
import { largest } from './largest';

/** What fits up to `limit`, filling the room by its square as type does, in steps as lines do. */
function room(limit: number) {
	let trials = 0;
	return {
		fullness: (size: number) => {
			trials++;
			const smooth = (size / limit) ** 2;
			return smooth > 1 ? Math.ceil(smooth * 8) / 8 : Math.floor(smooth * 8) / 8 || smooth;
		},
		trials: () => trials
	};
}

describe('the largest size that fits', () => {
	it('is found to a fiftieth, in a few trials', () => {
		let most = 0;
		for (let limit = 8.3; limit < 100; limit += 0.7) {
			const { fullness, trials } = room(limit);
			const size = largest(fullness, 8, 80) ?? 0;
			expect(size).toBeLessThanOrEqual(limit);
			expect(size).toBeGreaterThan(Math.min(80, limit) / 1.021);
			most = Math.max(most, trials());
		}
		expect(most).toBeLessThanOrEqual(8);
	});

	it('is found where nothing tells how much too large a size is', () => {
		for (const limit of [8, 9.2, 33.3, 79.8, 80]) {
			const size = largest((s) => (s <= limit ? 0.3 : 1.2), 8, 80) ?? 0;
			expect(size).toBeLessThanOrEqual(limit);
			expect(size).toBeGreaterThan(limit / 1.021);
		}
	});

	it('is the most where all fits, and none where nothing does', () => {
		expect(largest(() => 0.2, 8, 80)).toBe(80);
		expect(largest(() => 1.2, 8, 80)).toBeNull();
		expect(largest(() => 0.2, 90, 80)).toBeNull();
		expect(largest(() => 0.2, 80, 80)).toBe(80);
	});
});
