interface Waiting<J, O> {
	join: J;
	tell: (outcome: O | Unavailable) => void;
}
interface Unavailable {
	ok: false;
	code: 'server/unavailable';
}
const unavailable: Unavailable = { ok: false, code: 'server/unavailable' };

/** Joins of one transaction; more wait for the next. */
const largest = 500;

/** Lets phones in many at a time: whoever comes while a transaction runs goes into the next. */
export class JoinQueue<J, O> {
	private waiting: Waiting<J, O>[] = [];
	private running = false;

	/** `admit`: what becomes of each of these, in their order, after the commit. */
	constructor(private readonly admit: (joins: J[]) => Promise<O[]>) {}

	/** Resolves after the commit. */
	put(join: J): Promise<O | Unavailable> {
		return new Promise((tell) => {
			this.waiting.push({ join, tell });
			if (!this.running) void this.run();
		});
	}

	private async run(): Promise<void> {
		this.running = true;
		await new Promise((resolve) => setImmediate(resolve));
		while (this.waiting.length > 0) await this.next(this.waiting.splice(0, largest));
		this.running = false;
	}

	private async next(batch: Waiting<J, O>[]): Promise<void> {
		try {
			const outcomes = await this.admit(batch.map((w) => w.join));
			batch.forEach(({ tell }, i) => tell(outcomes[i] ?? unavailable));
		} catch {
			for (const { tell } of batch) tell(unavailable);
		}
	}
}
