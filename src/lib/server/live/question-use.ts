import type { ContestEvent } from '$lib/contest/events';
import { keepMissedUse, keepQuestionUse } from '../contest/question-use';
import type { Db } from '../db/client';
import { reportBug } from '../observe/log';
import type { LiveContest } from './contest';
import type { LiveContests } from './contests';

const moves = new Set<ContestEvent['type']>(['finished', 'corrected', 'undone']);

/**
 * Writes how the questions of contests proved, when one has ended and when judges correct it afterwards: one after the other,
 * behind what the screens wait for. What fails is logged, and caught up at the next start.
 */
export class QuestionUses {
	private working: Promise<void>;

	constructor(
		private readonly db: Db,
		contests: LiveContests
	) {
		this.working = keepMissedUse(db).catch((error: unknown) => reportBug('question use', error));
		contests.onLoad((contest) => this.follow(contest));
	}

	/** Resolves when what was begun is written. */
	async stop(): Promise<void> {
		await this.working;
	}

	private follow(contest: LiveContest): void {
		if (contest.rehearsal) return;
		contest.follow(({ before, events }) => {
			const ended = before.phase === 'finished' || contest.state.phase === 'finished';
			if (ended && events.some(({ event }) => moves.has(event.type))) this.keep(contest.id);
		});
	}

	private keep(id: number): void {
		this.working = this.working
			.then(() => keepQuestionUse(this.db, id))
			.catch((error: unknown) => reportBug(`question use of contest ${id}`, error));
	}
}
