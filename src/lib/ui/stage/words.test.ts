import { describe, expect, it } from 'vitest';
import { noticeMoves } from './words';

const person = (sbd: number) => ({ sbd, name: `T${sbd}`, unit: '' });
const notice = {
	seq: 9,
	ordinal: 5,
	kind: 'verdicts' as const,
	back: [],
	backCount: 0,
	off: [],
	offCount: 0
};

describe('noticeMoves', () => {
	it('[JU1] says who comes back and who leaves, and how many where not all can be named', () => {
		const back = Array.from({ length: 24 }, (_, i) => person(i + 1));
		const [returns, leaves] = noticeMoves({
			...notice,
			back,
			backCount: 41,
			off: [person(50)],
			offCount: 1
		});
		expect(returns).toContain('41');
		expect(returns).toContain('1 T1, 2 T2, 3 T3, 4 T4, …');
		expect(leaves).toMatch(/50 T50$/);
	});

	it('says nothing where nobody moves', () => {
		expect(noticeMoves(notice)).toEqual([]);
	});
});
