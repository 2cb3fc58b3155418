import type { Contest, Judged } from '$lib/contest/state';
import type { NameOf } from '$lib/contest/views/shared';
import { readAlongMarks, type AlongMark } from './along';
import { onlookerNames } from './onlookers';
import type { Db } from '../db/client';

/** So many are shown on the stage, by name. */
const topShown = 10;

interface Score {
	marked: number;
	correct: number;
	timeMs: number;
}

/**
 * The ranking of those who play along (CO5): right answers, then their total time, then the rank is shared. A process reads
 * a question's marks when they are made or changed, and no others.
 */
export class AlongStanding {
	/** The best, as the stage shows them. */
	top: { rank: number; name: string; correct: number }[] = [];
	private readonly marks = new Map<number, ReadonlyMap<number, AlongMark>>();
	private readonly scores = new Map<number, Score>();
	private ranks = new Map<number, number>();

	constructor(
		private readonly db: Db,
		private readonly contestId: number
	) {}

	/** How many have an answer that was marked. */
	get players(): number {
		return this.ranks.size;
	}

	/** `player`: an SBD, or minus the number of an onlooker; null: no answer of hers has been marked. */
	placeOf(player: number): { rank: number; of: number; correct: number } | null {
		const rank = this.ranks.get(player);
		const score = this.scores.get(player);
		return rank && score ? { rank, of: this.players, correct: score.correct } : null;
	}

	verdictOn(q: number, player: number): 'right' | 'wrong' | null {
		const mark = this.marks.get(q)?.get(player);
		return mark ? (mark.ms === null ? 'wrong' : 'right') : null;
	}

	/** The marked answers to a question, as a reveal shows them. */
	judgedIn(q: number): Map<number, Judged> {
		return new Map(
			[...(this.marks.get(q) ?? [])].map(([sbd, { value, ms }]) => [
				sbd,
				{ sbd, value, ms, right: ms !== null, board: false }
			])
		);
	}

	/** Takes in what these questions have come to, by the contest as it is now. */
	async learn(contest: Contest, questions: ReadonlySet<number>, nameOf: NameOf): Promise<void> {
		if (questions.size === 0) return;
		for (const [q, marks] of await readAlongMarks(this.db, this.contestId, contest, [...questions])) {
			this.count(this.marks.get(q)?.values() ?? [], -1);
			this.count(marks, 1);
			this.marks.set(q, new Map(marks.map((mark) => [mark.player, mark])));
		}
		this.ranks = ranksOf(this.order());
		await this.nameTop(nameOf);
	}

	private order(): [player: number, score: Score][] {
		return [...this.scores].sort(([a, x], [b, y]) => byScore(x, y) || b - a);
	}

	private count(marks: Iterable<AlongMark>, by: 1 | -1): void {
		for (const { player, ms } of marks) {
			const so = this.scores.get(player) ?? { marked: 0, correct: 0, timeMs: 0 };
			const marked = so.marked + by;
			const right = ms === null ? 0 : by;
			if (marked === 0) this.scores.delete(player);
			else
				this.scores.set(player, {
					marked,
					correct: so.correct + right,
					timeMs: so.timeMs + right * (ms ?? 0)
				});
		}
	}

	/** Names the best, also anew when somebody's name is another or erased. */
	async nameTop(nameOf: NameOf): Promise<void> {
		const best = this.order().slice(0, topShown);
		const onlookers = best.flatMap(([player]) => (player < 0 ? [-player] : []));
		const names = await onlookerNames(this.db, this.contestId, onlookers);
		this.top = best.map(([player, { correct }]) => ({
			rank: this.ranks.get(player) ?? 0,
			name: player < 0 ? (names.get(-player) ?? '') : nameOf(player).name,
			correct
		}));
	}
}

const byScore = (a: Score, b: Score) => b.correct - a.correct || a.timeMs - b.timeMs;

function ranksOf(order: [player: number, score: Score][]): Map<number, number> {
	const ranks = new Map<number, number>();
	order.forEach(([player, score], i) => {
		const before = order[i - 1];
		const level = before !== undefined && byScore(before[1], score) === 0;
		ranks.set(player, level ? (ranks.get(before[0]) ?? 1) : i + 1);
	});
	return ranks;
}
