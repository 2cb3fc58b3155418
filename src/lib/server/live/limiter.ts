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
		const now = performance.now();
		this.tokens = Math.min(this.burst, this.tokens + ((now - this.last) / 1000) * this.perSecond);
		this.last = now;
		if (this.tokens < 1) return false;
		this.tokens--;
		return true;
	}

	/** The one that passed last is not to be counted. */
	giveBack(): void {
		this.tokens = Math.min(this.burst, this.tokens + 1);
	}
}

/** A limiter for each key, forgotten when it has filled up again. */
export class Limiters {
	private readonly byKey = new Map<string, Limiter>();

	constructor(
		private readonly burst: number,
		private readonly perSecond: number,
		private readonly most = 50_000
	) {}

	pass(key: string): boolean {
		let limiter = this.byKey.get(key);
		if (!limiter) {
			if (this.byKey.size >= this.most) this.byKey.clear();
			limiter = new Limiter(this.burst, this.perSecond);
			this.byKey.set(key, limiter);
		}
		return limiter.pass();
	}

	giveBack(key: string): void {
		this.byKey.get(key)?.giveBack();
	}
}
