interface Waiting<Ask, Answer> {
	ask: Ask;
	tell: (answer: Answer) => void;
	fail: (error: unknown) => void;
}

/** So many at once; more wait for the next. */
const largest = 500;

/** Asks the database for many phones at a time: whoever comes while it is being asked goes into the next. */
export class Together<Ask, Answer> {
	private waiting: Waiting<Ask, Answer>[] = [];
	private running = false;

	/**
	 * `answer`: what comes of each of these, in their order, in one transaction or statement. `rest`: how long it waits for
	 * more after a batch of several, ms, where one of many costs hardly more than one of few.
	 */
	constructor(
		private readonly answer: (asks: Ask[]) => Promise<Answer[]>,
		private readonly rest = 0
	) {}

	/** Resolves after the commit; rejects when the database is away. */
	put(ask: Ask): Promise<Answer> {
		return new Promise((tell, fail) => {
			this.waiting.push({ ask, tell, fail });
			if (!this.running) void this.run();
		});
	}

	private async run(): Promise<void> {
		this.running = true;
		await new Promise((resolve) => setImmediate(resolve));
		while (this.waiting.length > 0) {
			const batch = this.waiting.splice(0, largest);
			await this.next(batch);
			if (this.rest > 0 && batch.length > 1) await new Promise((resolve) => setTimeout(resolve, this.rest));
		}
		this.running = false;
	}

	private async next(batch: Waiting<Ask, Answer>[]): Promise<void> {
		try {
			const answers = await this.answer(batch.map((w) => w.ask));
			answers.forEach((answer, i) => batch[i]?.tell(answer));
		} catch (error) {
			for (const { fail } of batch) fail(error);
		}
	}
}
