import { answerWay } from '$lib/bank/question';
import { betweenQuestions, questionOf } from '$lib/contest/state';
import { answerGroups, phonesAsked } from '$lib/contest/verdicts';
import type { HostLive } from '$lib/protocol/host';
import { countAnswers } from '../contest/answers';
import type { Db } from '../db/client';
import type { LiveContest } from './contest';
import type { Presence } from './presence';
import type { StageScreens } from './screens';

const every = 300;
/** Names of missing seats that a console can show. */
const offlineShown = 500;

type Watcher = (numbers: HostLive) => void;

/**
 * The numbers that move by themselves: read from the database a few times a second, only while somebody watches, and
 * told only when they have changed. Answers themselves tell nobody.
 */
export class Numbers {
	private readonly watched = new Map<
		LiveContest,
		{ watchers: Set<Watcher>; timer: NodeJS.Timeout; last: string }
	>();

	constructor(
		private readonly db: Db,
		private readonly presence: Presence,
		private readonly screens: StageScreens
	) {}

	/** Tells `watcher` the numbers now and whenever they change; returns how to stop. */
	watch(contest: LiveContest, watcher: Watcher): () => void {
		let entry = this.watched.get(contest);
		if (!entry) {
			const timer = setInterval(() => void this.look(contest).catch(() => {}), every);
			entry = { watchers: new Set(), timer, last: '' };
			this.watched.set(contest, entry);
		}
		entry.watchers.add(watcher);
		void this.read(contest).then(watcher, () => {});
		return () => {
			entry.watchers.delete(watcher);
			if (entry.watchers.size > 0) return;
			clearInterval(entry.timer);
			this.watched.delete(contest);
		};
	}

	stop(): void {
		for (const { timer } of this.watched.values()) clearInterval(timer);
		this.watched.clear();
	}

	private async look(contest: LiveContest): Promise<void> {
		const entry = this.watched.get(contest);
		const numbers = await this.read(contest);
		const text = JSON.stringify(numbers);
		if (!entry || entry.last === text) return;
		entry.last = text;
		for (const watcher of entry.watchers) watcher(numbers);
	}

	private async read(contest: LiveContest): Promise<HostLive> {
		const { state } = contest;
		const { turn } = state;
		const present = await this.presence.of(contest.id);
		const offline = [...state.contestants.values()]
			.filter((c) => (c.status === 'in' || c.status === 'checkedIn') && !c.paper && !present.has(c.sbd))
			.map((c) => c.sbd);
		const question = turn ? questionOf(state, turn.q) : null;
		const asks = turn && turn.stage !== 'presented' && !betweenQuestions(state);
		const count = async (table: 'answer' | 'along_answer') =>
			asks ? await countAnswers(this.db, contest.id, turn.q, table) : new Map<string, number>();
		const [floor, along] = await Promise.all([count('answer'), count('along_answer')]);
		// A question to the audience asks nobody else (QU3).
		const counts = question?.kind === 'audience' ? along : floor;
		const typed = question !== null && answerWay(question.type) === 'typed';
		return {
			answered: sumOf(floor),
			asked: asks ? phonesAsked(state, turn) : 0,
			counts: typed ? {} : Object.fromEntries(counts),
			audience: sumOf(along),
			groups: typed && turn ? answerGroups(question, turn.groups, counts).slice(0, 200) : [],
			connected: present.size,
			offline: offline.slice(0, offlineShown),
			stages: this.screens.of(contest.id)
		};
	}
}

const sumOf = (counts: Map<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0);
