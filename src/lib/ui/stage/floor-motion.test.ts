import { describe, expect, it } from 'vitest';
import { floorLayout } from './floor-layout';
import { changeMs, changes, stateBefore, waveMs, wholeMs } from './floor-motion';

const layoutOf = (count: number) =>
	floorLayout({ seats: Array.from({ length: count }, (_, i) => i + 1), states: '' }, null, 1280, 560);
const layout = layoutOf(100);

describe('changes', () => {
	it('[EL4] shows who has just left as still on the floor before the wave', () => {
		const after = 'i'.repeat(90) + 'n'.repeat(10);
		const before = [...after].map(stateBefore).join('');
		expect(before).toBe('i'.repeat(100));
		const moving = changes(before, after, layout);
		expect([...moving.keys()]).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
		expect(moving.get(90)).toMatchObject({ from: 'i', to: 'n' });
	});

	it('goes across the floor: the last column later than the first, all within the wave', () => {
		const moving = changes('i'.repeat(100), 'n'.repeat(100), layout);
		const start = (i: number) => moving.get(i)?.start ?? Number.NaN;
		expect(start(Math.round(layout.span / layout.width) - 1)).toBeGreaterThan(start(0));
		expect(wholeMs(moving)).toBeLessThanOrEqual(waveMs + changeMs);
	});

	it('lights a seat at once when somebody sits down', () => {
		const moving = changes('rrr', 'rcr', layoutOf(3));
		expect([...moving]).toEqual([[1, { from: 'r', to: 'c', start: 0 }]]);
	});

	it('does nothing when nothing changed', () => {
		expect(changes('iio', 'iio', layoutOf(3)).size).toBe(0);
		expect(wholeMs(new Map())).toBe(0);
	});

	it('takes a seat that is new as it stands', () => {
		expect(changes('ii', 'iic', layoutOf(3)).size).toBe(0);
	});
});
