/** How many tries are free, and how the wait grows after that. Times in ms. */
export interface ThrottleRule {
	free: number;
	/** The first wait; each further try doubles it. */
	first: number;
	longest: number;
	/** Tries are forgotten after so long without one. */
	memory: number;
}

interface Tries {
	count: number;
	last: number;
	until: number;
}

export interface Throttle {
	/**
	 * Asks to try now. 0: go on, and the try is counted before its outcome is known, so that a hundred at once are no
	 * way around. Else: how long to wait.
	 */
	ask(key: string, now: number): number;
	/** The try succeeded: takes it back. */
	forgive(key: string): void;
	/** Forgets all tries of this key. */
	forget(key: string): void;
}

/** Guesses from one address, whatever is guessed: many honest people may share it, a whole school has one. */
export const perAddressRule: ThrottleRule = {
	free: 30,
	first: 5_000,
	longest: 60_000,
	memory: 3_600_000
};

/** Slows down guessing, in the memory of this process. `capacity` bounds what an attacker can make it remember. */
export function createThrottle(rule: ThrottleRule, capacity = 10_000): Throttle {
	const tried = new Map<string, Tries>();

	return {
		ask(key, now) {
			const known = tried.get(key);
			const before = known && now - known.last < rule.memory ? known : { count: 0, last: now, until: 0 };
			if (before.until > now) return before.until - now;
			const count = before.count + 1;
			const wait = count < rule.free ? 0 : Math.min(rule.longest, rule.first * 2 ** (count - rule.free));
			// Put at the end: the map's first key is the one that was tried longest ago.
			tried.delete(key);
			tried.set(key, { count, last: now, until: now + wait });
			const oldest = tried.keys().next();
			if (tried.size > capacity && !oldest.done) tried.delete(oldest.value);
			return 0;
		},
		forgive(key) {
			const known = tried.get(key);
			if (known) tried.set(key, { ...known, count: known.count - 1, until: 0 });
		},
		forget(key) {
			tried.delete(key);
		}
	};
}
