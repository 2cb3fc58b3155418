/**
 * A bucket of tokens: `burst` at once, then `perSecond`. What holds nothing back for a person at a phone and stops a
 * program at the door.
 */
export class Limiter {
	private tokens: number;
	private last = performance.now();

	constructor(
		private readonly burst: number,
		private readonly perSecond: number
	) {
		this.tokens = burst;
	}

	/** Whether one more may pass now. */
	pass(): boolean {
		this.fill();
		if (this.tokens < 1) return false;
		this.tokens--;
		return true;
	}

	/** Whether it is as if nothing had ever passed. */
	get full(): boolean {
		this.fill();
		return this.tokens === this.burst;
	}

	/** The one that passed last is not to be counted. */
	giveBack(): void {
		this.tokens = Math.min(this.burst, this.tokens + 1);
	}

	private fill(): void {
		const now = performance.now();
		this.tokens = Math.min(this.burst, this.tokens + ((now - this.last) / 1000) * this.perSecond);
		this.last = now;
	}
}

/** A limiter for each key, forgotten when it has filled up again. */
export class Limiters {
	/** In the order of their last use. */
	private readonly byKey = new Map<string, Limiter>();

	/** `most`: so many keys are kept at once; one more, and the one that was used longest ago is forgotten. */
	constructor(
		private readonly burst: number,
		private readonly perSecond: number,
		private readonly most = 50_000
	) {}

	/** How many keys are remembered. */
	get size(): number {
		return this.byKey.size;
	}

	pass(key: string): boolean {
		const limiter = this.byKey.get(key) ?? new Limiter(this.burst, this.perSecond);
		this.byKey.delete(key);
		for (const [oldest, { full }] of this.byKey) {
			if (!full && this.byKey.size < this.most) break;
			this.byKey.delete(oldest);
		}
		this.byKey.set(key, limiter);
		return limiter.pass();
	}

	giveBack(key: string): void {
		this.byKey.get(key)?.giveBack();
	}
}
