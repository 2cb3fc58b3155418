import type { Server as HttpServer } from 'node:http';
import type { RecordFault } from '$lib/protocol/common';
import { recordsToVerify } from '../contest/contests';
import { verifyContest } from '../contest/verify';
import type { Db } from '../db/client';
import { reportBug } from '../observe/log';
import type { LiveContest } from './contest';
import type { LiveContests } from './contests';

/** Between two contests, so that what people wait for is not kept waiting, ms. */
const pause = 200;

/**
 * Verifies the records of all contests, one after the other, once the server serves, and that of each again when it has ended
 * (JU2). What it finds is said wherever the contest is led and told; it stops nothing, for the show must go on.
 */
export class RecordChecks {
	private readonly found = new Map<number, RecordFault>();
	private working: Promise<void> = Promise.resolve();
	private stopped = false;

	constructor(
		private readonly db: Db,
		private readonly contests: LiveContests,
		http: HttpServer
	) {
		contests.onLoad((contest) => this.follow(contest));
		contests.onGone(({ id }) => this.found.delete(id));
		const begin = () => this.then('the list of records', () => this.verifyAll());
		if (http.listening) begin();
		else http.once('listening', begin);
	}

	/** Where the record of a contest does not hold, first of all; null: it does, or has not been verified yet. */
	fault(contestId: number): RecordFault | null {
		return this.found.get(contestId) ?? null;
	}

	/** The contests whose records do not hold, and where. */
	faults(): ReadonlyMap<number, RecordFault> {
		return this.found;
	}

	/** Resolves when the record that is being verified is through. */
	async stop(): Promise<void> {
		this.stopped = true;
		await this.working;
	}

	private follow(contest: LiveContest): void {
		contest.fault = this.fault(contest.id);
		if (contest.rehearsal) return;
		contest.follow(({ events }) => {
			if (events.some(({ event }) => event.type === 'finished'))
				this.then(`the record of contest ${contest.id}`, () => this.verify(contest.id, contest.code));
		});
	}

	private then(what: string, work: () => Promise<void>): void {
		this.working = this.working.then(work).catch((error: unknown) => reportBug(`verifying ${what}`, error));
	}

	private async verifyAll(): Promise<void> {
		for (const { id, code } of await recordsToVerify(this.db)) {
			if (this.stopped) return;
			await this.verify(id, code).catch((error: unknown) => reportBug(`verifying contest ${id}`, error));
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}

	private async verify(id: number, code: string): Promise<void> {
		if (this.stopped) return;
		const [first] = (await verifyContest(this.db, id)).problems;
		if (first) {
			this.found.set(id, first);
			reportBug('record', `of contest ${code} does not hold at event ${first.seq}: ${first.code}`);
		} else this.found.delete(id);
		this.contests.inMemory(id)?.findFault(first ?? null);
	}
}
