import { sql } from 'kysely';
import type { Db } from '../db/client';

const writeEvery = 1000;
/** A process that has not written for so long is gone. */
const goneAfter = '12 seconds';

/**
 * Which seats have a phone on the line, over all processes: each writes its own list, at most once a second and only
 * when it has changed, or every few seconds to show that it lives.
 */
export class Presence {
	private readonly here = new Map<number, Set<number>>();
	/** Seats that were on the line at some time since the question on the floor was opened (EL3). */
	private readonly heard = new Map<number, Set<number>>();
	private readonly changed = new Set<number>();
	private timer: NodeJS.Timeout | undefined;
	private beats = 0;

	constructor(
		private readonly db: Db,
		private readonly processId: string
	) {}

	start(): void {
		this.timer = setInterval(() => void this.write().catch(() => {}), writeEvery);
	}

	async stop(): Promise<void> {
		clearInterval(this.timer);
		await this.db
			.deleteFrom('presence')
			.where('process_id', '=', this.processId)
			.execute()
			.catch(() => {});
	}

	set(contestId: number, sbd: number, present: boolean): void {
		const seats = this.here.get(contestId) ?? new Set();
		if (present) seats.add(sbd);
		else seats.delete(sbd);
		if (present) this.heard.get(contestId)?.add(sbd);
		this.here.set(contestId, seats);
		this.changed.add(contestId);
	}

	/** A question has been opened: from now on it is remembered who was there at any time. */
	questionOpened(contestId: number): void {
		this.heard.set(contestId, new Set(this.here.get(contestId)));
		this.changed.add(contestId);
	}

	/**
	 * Which of some seats no process has had on the line since the question was opened at `openedAt`, ms since 1970 (EL3).
	 * What a process has written since then counts, though all its phones or the process itself may be gone.
	 */
	async neverHeard(contestId: number, seats: Iterable<number>, openedAt: number): Promise<number[]> {
		const heard = await this.union(contestId, 'heard', this.heard.get(contestId), openedAt);
		return [...seats].filter((sbd) => !heard.has(sbd));
	}

	/** The contest was deleted: nothing is to be written of it any more. */
	forget(contestId: number): void {
		this.here.delete(contestId);
		this.heard.delete(contestId);
		this.changed.delete(contestId);
	}

	/** The seats of a contest that are on the line now; this process's own are up to the moment. */
	async of(contestId: number): Promise<ReadonlySet<number>> {
		return await this.union(contestId, 'seats', this.here.get(contestId), Infinity);
	}

	private async union(
		contestId: number,
		list: 'seats' | 'heard',
		own: ReadonlySet<number> | undefined,
		since: number
	): Promise<ReadonlySet<number>> {
		const rows = await this.db
			.selectFrom('presence')
			.select(`${list} as sbds`)
			.where('contest_id', '=', contestId)
			.where('process_id', '!=', this.processId)
			.where(
				'seen_at',
				'>',
				sql<Date>`least(now() - ${goneAfter}::interval, to_timestamp(${since}::float8 / 1000))`
			)
			.execute();
		// Asked for a few times a second, and thousands are copied only where there is something to add.
		if (rows.length === 0 && own) return own;
		const all = new Set(own);
		for (const { sbds } of rows) for (const sbd of sbds) all.add(sbd);
		return all;
	}

	private async write(): Promise<void> {
		this.beats++;
		const due = this.beats % 4 === 0 ? [...this.here.keys()] : [...this.changed];
		this.changed.clear();
		for (const contestId of due) {
			const seats = [...(this.here.get(contestId) ?? [])];
			const heard = [...(this.heard.get(contestId) ?? [])];
			if (seats.length === 0) this.here.delete(contestId);
			await this.db
				.insertInto('presence')
				.values({ process_id: this.processId, contest_id: contestId, seats, heard })
				.onConflict((c) =>
					c.columns(['process_id', 'contest_id']).doUpdateSet({ seats, heard, seen_at: sql<Date>`now()` })
				)
				.execute();
		}
	}
}
