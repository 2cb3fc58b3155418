import { describe, expect, it } from 'vitest';
import { contradiction, discriminationWord } from './proven';

const of100 = (right: number) => ({ judged: 100, right });

describe('what the answers say about a question', () => {
	it('is nothing as long as the author’s level is about right', () => {
		expect(contradiction('recall', of100(90))).toBeNull();
		expect(contradiction('recall', of100(60))).toBeNull();
		expect(contradiction('application', of100(55))).toBeNull();
		expect(contradiction('high_application', of100(5))).toBeNull();
	});

	it('contradicts a level that is two or more away', () => {
		expect(contradiction('recall', of100(20))).toBe('high_application');
		expect(contradiction('recall', of100(40))).toBe('application');
		expect(contradiction('application', of100(80))).toBe('recall');
		expect(contradiction('high_application', of100(100))).toBe('recall');
	});

	it('is nothing where too few have answered, or the author said no level', () => {
		expect(contradiction('recall', { judged: 19, right: 0 })).toBeNull();
		expect(contradiction('recall', { judged: 0, right: 0 })).toBeNull();
		expect(contradiction('', of100(0))).toBeNull();
	});

	it('puts discrimination into words', () => {
		expect([1, 0.3, 0.29, 0.1, 0, -0.09, -0.1, -1].map(discriminationWord)).toEqual([
			'good',
			'good',
			'some',
			'some',
			'none',
			'none',
			'reversed',
			'reversed'
		]);
	});
});
