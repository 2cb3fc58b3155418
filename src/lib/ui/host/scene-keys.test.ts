import { expect, it } from 'vitest';
import { callableScenes, sceneKey, sceneOfKey } from './scene-keys';

type View = Parameters<typeof callableScenes>[0];
const running: View = { phase: 'running', awards: [], bellIsNext: false, sponsors: false };
const ended: View = {
	phase: 'finished',
	awards: [{ name: 'Nhất', count: 1, sbds: [1] }],
	bellIsNext: false,
	sponsors: true
};

it('every scene that may be called has a key of its own, and that key calls it', () => {
	for (const view of [running, { ...running, bellIsNext: true }, ended]) {
		const scenes = callableScenes(view);
		expect(new Set(scenes.map(sceneKey)).size).toBe(scenes.length);
		for (const scene of scenes) expect(sceneOfKey(sceneKey(scene).toLowerCase(), view)).toBe(scene);
	}
});

it('a scene that has nothing to show yet is not called', () => {
	expect(sceneOfKey('7', running)).toBeUndefined();
	expect(sceneOfKey('8', running)).toBeUndefined();
	expect(sceneOfKey('s', running)).toBeUndefined();
	expect(sceneOfKey('x', running)).toBeUndefined();
	expect(sceneOfKey('0', running)).toBeNull();
	expect(sceneOfKey('7', { ...running, bellIsNext: true })).toBe('last');
});
