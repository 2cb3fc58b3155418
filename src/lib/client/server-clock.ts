/** Asks the server for its moment; resolves to ms since 1970. */
export type AskMoment = () => Promise<number>;

/**
 * The database's clock as a phone, stage or console knows it: an offset to the device's monotonic clock, from the
 * fastest of several round trips. The device's own wall clock decides nothing (PH3).
 */
export class ServerClock {
	private offset = Date.now() - performance.now();
	private best = Infinity;
	private timers: ReturnType<typeof setTimeout>[] = [];

	/** ms since 1970. */
	now(): number {
		return performance.now() + this.offset;
	}

	/** Measures a few times soon after connecting, and then now and again, since devices drift and sleep. */
	follow(ask: AskMoment): void {
		this.stop();
		this.best = Infinity;
		const moments = [0, 250, 700, 1500, 4000];
		this.timers = moments.map((ms) => setTimeout(() => void this.measure(ask), ms));
		const again = () => {
			this.best = Infinity;
			void this.measure(ask);
			this.timers = [setTimeout(again, 60_000)];
		};
		this.timers.push(setTimeout(again, 60_000));
	}

	stop(): void {
		this.timers.forEach(clearTimeout);
		this.timers = [];
	}

	/** Measures once. */
	async measure(ask: AskMoment): Promise<void> {
		const sent = performance.now();
		try {
			const moment = await ask();
			const received = performance.now();
			if (received - sent >= this.best) return;
			this.best = received - sent;
			this.offset = moment - (sent + received) / 2;
		} catch {
			// No answer: what was measured before holds.
		}
	}
}
