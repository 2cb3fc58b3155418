import { expect, it } from 'vitest';
import { StageScreens } from './screens';

const hd = { width: 1280, height: 720, ratio: 1, sound: 'on', fullscreen: true } as const;

it('tells the screens of the stages that are open, of each contest by itself', () => {
	const screens = new StageScreens();
	const [a, b] = [{}, {}];
	screens.show(1, a, '10.0.0.9', hd);
	screens.show(1, b, '10.0.0.9', { ...hd, sound: 'asleep' });
	screens.show(1, b, '10.0.0.9', { ...hd, sound: 'muted' });
	expect(screens.of(1)).toEqual([hd, { ...hd, sound: 'muted' }]);
	expect(screens.of(2)).toEqual([]);
	screens.leave(1, a);
	expect(screens.of(1)).toEqual([{ ...hd, sound: 'muted' }]);
	screens.forget(1);
	expect(screens.of(1)).toEqual([]);
});

it('counts a stage that waits for the room while it knocks, and once when it has come in', () => {
	let now = 0;
	const screens = new StageScreens(() => now);
	screens.knock(1, '10.0.0.9', { ...hd, fullscreen: false });
	now = 5000;
	screens.knock(1, '10.0.0.9', hd);
	now = 10_000;
	expect(screens.of(1)).toEqual([hd]);
	screens.show(1, {}, '10.0.0.9', hd);
	expect(screens.of(1)).toEqual([hd]);
	screens.knock(2, '10.0.0.9', hd);
	now = 20_000;
	expect(screens.of(2)).toEqual([]);
});
