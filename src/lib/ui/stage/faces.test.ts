import { describe, expect, it } from 'vitest';
import { faces, livesOf } from './faces';

describe('faces', () => {
	it('[EL2] tells the lives of those on the floor in a round of lives', () => {
		expect(faces({ states: 'iionbi', lives: '31---2' })).toBe('31onb2');
		expect(['3', 'i', 'o', '-'].map(livesOf)).toEqual([3, 0, 0, 0]);
	});

	it('tells the states in every other round', () => {
		expect(faces({ states: 'iion', lives: '' })).toBe('iion');
	});
});
