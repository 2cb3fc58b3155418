import type { World } from './scheduler';

/** The moment at which every world begins, ms since 1970. */
export const beginning = Date.UTC(2026, 10, 20, 1);

const real = {
	setTimeout,
	clearTimeout,
	setInterval,
	clearInterval,
	setImmediate,
	now: Date.now,
	performanceNow: performance.now.bind(performance),
	random: Math.random
};

interface Handle {
	stop: () => void;
	ref(): Handle;
	unref(): Handle;
}

const handleOf = (stop: () => void): Handle => {
	const handle: Handle = { stop, ref: () => handle, unref: () => handle };
	return handle;
};
const clear = (handle?: Handle) => handle?.stop();

/**
 * Puts the world's time and chance in the place of Node's, and as much of a browser as the phone's program asks for: what runs then is
 * the program as it is. Returns how to take it back.
 */
export function inhabit(world: World): () => void {
	const later = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
		handleOf(world.after(Math.max(1, ms), world.current, () => run(...args)));
	Object.assign(globalThis, {
		setTimeout: later,
		clearTimeout: clear,
		setInterval: (run: () => void, ms: number) => {
			const actor = world.current;
			const next = () => world.after(Math.max(1, ms), actor, again);
			const again = () => {
				stop = next();
				run();
			};
			let stop = next();
			return handleOf(() => stop());
		},
		clearInterval: clear,
		setImmediate: (run: (...args: unknown[]) => void, ...args: unknown[]) =>
			handleOf(world.after(0, world.current, () => run(...args)))
	});
	performance.now = () => world.now;
	Date.now = () => beginning + Math.floor(world.now) + world.current.wallOffset;
	Math.random = () => world.random.next();
	return () => {
		const { now, performanceNow, random, ...timers } = real;
		Object.assign(globalThis, timers);
		performance.now = performanceNow;
		Date.now = now;
		Math.random = random;
	};
}
