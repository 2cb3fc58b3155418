import { describe, expect, it } from 'vitest';
import type { StageView } from '$lib/protocol/stage';
import { sceneOf } from './scene';

const question = {} as NonNullable<StageView['question']>;
const reveal = {} as NonNullable<StageView['reveal']>;
const view = (scene: StageView['scene'], rest: Partial<StageView> = {}) =>
	({
		scene,
		question: null,
		reveal: null,
		bell: null,
		pairs: [],
		units: [],
		awards: [],
		...rest
	}) as unknown as StageView;

describe('sceneOf', () => {
	it('shows the scene that the view names', () => {
		expect(sceneOf(view('join'))).toBe('join');
		expect(sceneOf(view('question', { question }))).toBe('question');
		expect(sceneOf(view('reveal', { question, reveal }))).toBe('reveal');
	});

	it('shows the floor when the host calls for a question and there is none', () => {
		expect(sceneOf(view('question'))).toBe('floor');
		expect(sceneOf(view('reveal'))).toBe('floor');
	});

	it('shows the key with a question that has been revealed', () => {
		expect(sceneOf(view('question', { question, reveal }))).toBe('reveal');
	});

	it('[JU1] shows the floor instead of a question that has been taken out', () => {
		expect(sceneOf(view('question', { question: { ...question, state: 'voided' } }))).toBe('floor');
	});

	it('[EL2] shows pairs only when they have been drawn', () => {
		expect(sceneOf(view('pairs'))).toBe('floor');
		expect(sceneOf(view('pairs', { pairs: [[1, 2]] }))).toBe('pairs');
	});

	it('[BE5] shows the standings where there are no awards to give, and the floor without units', () => {
		expect(sceneOf(view('awards', { awards: [{ name: 'Nhất', people: [] }] }))).toBe('standings');
		expect(sceneOf(view('units'))).toBe('floor');
	});

	it('[BE2] rings no bell for nobody', () => {
		expect(sceneOf(view('bell'))).toBe('standings');
		expect(sceneOf(view('bell', { bell: { sbd: 1, name: 'A', unit: '' } }))).toBe('bell');
	});
});
