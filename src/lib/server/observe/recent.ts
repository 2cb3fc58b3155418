/** The last so many values and when they came, without a new object for each: what is written thousands of times a second. */
export class Recent {
	private readonly values: Float64Array;
	private readonly times: Float64Array;
	private written = 0;

	constructor(
		private readonly most: number,
		private readonly now = () => performance.now()
	) {
		this.values = new Float64Array(most);
		this.times = new Float64Array(most);
	}

	note(value: number): void {
		const at = this.written++ % this.most;
		this.values[at] = value;
		this.times[at] = this.now();
	}

	/** What came in the last `ms`; null: nothing did. */
	last(ms: number): Spread | null {
		const since = this.now() - ms;
		const kept = Math.min(this.written, this.most);
		const found = this.values.slice(0, kept).filter((_, i) => (this.times[i] ?? 0) >= since);
		if (found.length === 0) return null;
		found.sort();
		const share = (part: number) => found[Math.ceil(part * found.length) - 1] ?? 0;
		return { count: found.length, p50: share(0.5), p99: share(0.99), most: share(1) };
	}
}

/** How some values spread. */
export interface Spread {
	count: number;
	p50: number;
	p99: number;
	most: number;
}
