import { expect, test } from 'vitest';
import { Recent } from './recent';

test('how the last values spread, of those that are young enough', () => {
	let now = 0;
	const recent = new Recent(1000, () => now);
	expect(recent.last(100)).toBeNull();
	recent.note(99_999);
	now = 1000;
	for (let i = 1; i <= 200; i++) recent.note(i);
	expect(recent.last(100)).toEqual({ count: 200, p50: 100, p99: 198, most: 200 });
	expect(recent.last(5000)).toMatchObject({ count: 201, most: 99_999 });
	now = 2000;
	expect(recent.last(100)).toBeNull();
});

test('what no longer fits is forgotten, the oldest first', () => {
	const recent = new Recent(3, () => 0);
	for (const value of [100, 1, 2, 3]) recent.note(value);
	expect(recent.last(1)).toEqual({ count: 3, p50: 2, p99: 3, most: 3 });
});
