import { databaseNow } from '../contest/lock';
import type { Db } from '../db/client';

/**
 * The database's clock, known to this process by a measured offset: every process and every phone counts by it (PH3).
 * It runs on the monotonic clock in between, so a jump of the machine's clock moves nothing.
 */
export class DatabaseClock {
	private offset = Date.now() - performance.now();
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly db: Db) {}

	/** Measures at once, and again every 30 s. */
	async start(): Promise<void> {
		await this.measure();
		this.timer = setInterval(() => void this.measure().catch(() => {}), 30_000);
		this.timer.unref();
	}

	stop(): void {
		clearInterval(this.timer);
	}

	/** ms since 1970, whole. */
	now(): number {
		return Math.round(performance.now() + this.offset);
	}

	/** The fastest of a few round trips is the truest. */
	private async measure(): Promise<void> {
		let best = Infinity;
		for (let i = 0; i < 4; i++) {
			const sent = performance.now();
			const at = await databaseNow(this.db);
			const round = performance.now() - sent;
			if (round >= best) continue;
			best = round;
			this.offset = at - (sent + round / 2);
		}
	}
}
