import { expect, test } from 'vitest';
import { Limiters } from './limiter';

test('what is given back was not counted, and nobody gets more than there was', () => {
	const limiters = new Limiters(2, 0);
	for (let i = 0; i < 5; i++) {
		expect(limiters.pass('hall')).toBe(true);
		limiters.giveBack('hall');
		limiters.giveBack('hall');
		limiters.giveBack('nobody');
	}
	expect([limiters.pass('hall'), limiters.pass('hall'), limiters.pass('hall')]).toEqual([true, true, false]);
});
