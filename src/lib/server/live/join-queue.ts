import { takeSeats, type JoinOutcome } from '../contest/seats';
import type { SeatJoin as Join } from '$lib/protocol/phone';
import type { Db } from '../db/client';
import type { LiveContest } from './contest';

interface Waiting {
	join: Join;
	tell: (outcome: JoinOutcome | { ok: false; code: 'server/unavailable' }) => void;
}

/** Seats of one transaction; more wait for the next. */
const largest = 500;

/** Seats phones many at a time: whoever comes while a transaction runs goes into the next. */
export class JoinQueue {
	private waiting: Waiting[] = [];
	private running = false;

	constructor(
		private readonly db: Db,
		private readonly contest: LiveContest
	) {}

	/** Resolves after the commit, when this process knows of the seat. */
	put(join: Join): Promise<JoinOutcome | { ok: false; code: 'server/unavailable' }> {
		return new Promise((tell) => {
			this.waiting.push({ join, tell });
			if (!this.running) void this.run();
		});
	}

	private async run(): Promise<void> {
		this.running = true;
		await new Promise((resolve) => setImmediate(resolve));
		while (this.waiting.length > 0) await this.seat(this.waiting.splice(0, largest));
		this.running = false;
	}

	private async seat(batch: Waiting[]): Promise<void> {
		try {
			const joins = batch.map((w) => w.join);
			const outcomes = await takeSeats(this.db, this.contest.id, this.contest.state, joins);
			await this.contest.catchUp();
			batch.forEach(({ tell }, i) => tell(outcomes[i] ?? { ok: false, code: 'server/unavailable' }));
		} catch {
			for (const { tell } of batch) tell({ ok: false, code: 'server/unavailable' });
		}
	}
}
