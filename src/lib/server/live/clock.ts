import { databaseNow } from '../contest/lock';
import type { Db } from '../db/client';

/** What two measurements may differ by without anybody having set a clock, ms. */
const drift = 1000;

/**
 * The database's clock, known to this process by a measured offset: every process and every phone counts by it (PH3).
 * It runs on the monotonic clock in between, so a jump of the machine's clock moves nothing.
 */
export class DatabaseClock {
	private readonly listeners = new Set<(ms: number) => void>();
	private offset = Date.now() - performance.now();
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly db: Db) {}

	/** Measures at once, and again every ten seconds. */
	async start(): Promise<void> {
		await this.measure();
		this.timer = setInterval(() => void this.measure().catch(() => {}), 10_000);
		this.timer.unref();
	}

	/** Told when the database's clock has jumped by more than a second, ms. */
	onJump(listener: (ms: number) => void): void {
		this.listeners.add(listener);
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
		const before = this.timer && this.offset;
		let best = Infinity;
		for (let i = 0; i < 4; i++) {
			const sent = performance.now();
			const at = await databaseNow(this.db);
			const round = performance.now() - sent;
			if (round >= best) continue;
			best = round;
			this.offset = at - (sent + round / 2);
		}
		const jumped = this.offset - (before ?? this.offset);
		if (Math.abs(jumped) > drift) for (const listener of this.listeners) listener(jumped);
	}
}
