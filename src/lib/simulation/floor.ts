import type { ContestEvent } from '$lib/contest/events';
import type { Prepared, Status } from '$lib/contest/state';
import type { You } from '$lib/protocol/phone';
import type { SeenView, SeenYou } from './phone';

type EventOf<T extends ContestEvent['type']> = Extract<ContestEvent, { type: T }>;
/** An event in its place in the log. */
export interface Told {
	seq: number;
	event: ContestEvent;
}

/** A question as it was played. */
interface Line {
	q: number;
	main: boolean;
	/** What the room calls it. */
	ordinal: number;
	voided: boolean;
}

/**
 * The floor as the log tells it: a second reading, written apart from the rules engine and as plainly as can be, so that
 * the two can be compared. It believes the verdicts that the log holds, and works out what every phone must show.
 */
export class Floor {
	phase: SeenView['phase'] = 'draft';
	prepared: Prepared | null = null;
	readonly statuses = new Map<number, Status>();
	q: number | null = null;
	stage: 'presented' | 'open' | 'paused' | 'closed' | 'marking' | 'revealed' | 'voided' | null = null;
	/** Whom the open question judges by phone. */
	roster = new Set<number>();
	private readonly told: Told[] = [];
	private readonly paper = new Set<number>();
	private readonly verdicts = new Map<number, You['verdict']>();
	private readonly played: Line[] = [];
	private readonly outAt = new Map<number, number | null>();
	private back = new Set<number>();
	private ranks = new Map<number, number>();

	/** The floor as if the event had not been (JU3): told anew from the start. A question that was closed stands still. */
	without(seq: number): Floor {
		const anew = new Floor();
		for (const one of this.told) {
			if (one.seq !== seq) anew.apply(one);
			else if (one.event.type === 'closed') anew.apply({ seq, event: { type: 'paused', leftMs: 0 } });
		}
		return anew;
	}

	apply(told: Told): void {
		this.told.push(told);
		const { event } = told;
		switch (event.type) {
			case 'prepared':
				this.prepared = event.prepared;
				this.phase = 'lobby';
				return;
			case 'registered':
				for (const { sbd, reserve } of event.contestants) {
					this.set([sbd], reserve ? 'reserve' : 'registered');
					if (this.prepared?.rules.boards === 'paper') this.paper.add(sbd);
				}
				return;
			case 'checkedIn':
				return this.set(event.sbds, this.phase === 'running' ? 'in' : 'checkedIn');
			case 'boardsSet':
				for (const sbd of event.sbds) {
					if (event.paper) this.paper.add(sbd);
					else this.paper.delete(sbd);
				}
				return;
			case 'started':
				this.phase = 'running';
				return this.set(this.with('checkedIn'), 'in');
			case 'presented':
				return this.presented(event.q);
			case 'opened':
				this.stage = 'open';
				this.roster = new Set(this.wanted());
				return;
			case 'paused':
				this.stage = 'paused';
				return;
			case 'resumed':
			case 'reopened':
				this.stage = 'open';
				return;
			case 'closed':
				this.stage = 'closed';
				return;
			case 'voided':
				this.stage = 'voided';
				return this.strike(this.played.length);
			case 'revealed':
				for (const [sbd, value, , right] of event.judged)
					this.verdicts.set(sbd, value === null ? 'none' : right ? 'right' : 'wrong');
				return this.judged(event, event.marking === true);
			case 'boardsJudged':
				return this.judged(event, false);
			case 'corrected':
				return this.corrected(event);
			case 'cut':
				this.back = new Set();
				return this.leave(
					event.out,
					this.played.findLastIndex(({ q, main }) => main && this.question(q)?.round === event.round) + 1
				);
			case 'rescued':
				this.back = new Set(event.sbds);
				return this.set(event.sbds, 'in');
			case 'statusSet':
				if (event.status === 'out' && this.statuses.get(event.sbd) === 'in')
					return this.leave([event.sbd], this.played.length);
				return this.set([event.sbd], event.status);
			case 'finished':
				this.phase = 'finished';
				this.back = new Set();
				this.ranks = new Map(event.ranking.map((r) => [r.sbd, r.rank]));
				return;
		}
	}

	with(status: Status): number[] {
		return [...this.statuses].filter(([, s]) => s === status).map(([sbd]) => sbd);
	}

	/** What a phone on this seat must show now; `sbd` null: a phone without a seat. */
	view(sbd: number | null): Omit<SeenView, 'v'> {
		const begun = this.phase === 'running' || this.phase === 'finished';
		const shown = this.phase === 'finished' ? null : this.q;
		return {
			phase: this.phase,
			left: begun ? this.with('in').length : 0,
			q: shown,
			state: shown === null ? null : this.shownStage,
			key: shown !== null && this.shownStage === 'revealed' ? (this.question(shown)?.key ?? null) : null,
			you: sbd === null ? null : this.you(sbd)
		};
	}

	question(q: number) {
		return this.prepared?.questions.find((question) => question.no === q);
	}

	/** A phone is not told that the time is up: it knows the moment. Nor that boards are marked: it has the key. */
	private get shownStage(): SeenView['state'] {
		if (this.stage === 'closed') return 'open';
		return this.stage === 'marking' ? 'revealed' : this.stage;
	}

	private you(sbd: number): SeenYou | null {
		const status = this.statuses.get(sbd);
		if (!status) return null;
		const asked = this.stage === 'open' || this.stage === 'paused' || this.stage === 'closed';
		return {
			status,
			verdict: this.shownStage === 'revealed' ? (this.verdicts.get(sbd) ?? null) : null,
			plays: asked ? this.roster.has(sbd) : this.stage === 'presented' && this.wanted().includes(sbd),
			rescued: this.back.has(sbd),
			outAt: status === 'out' ? (this.outAt.get(sbd) ?? null) : null,
			rank: this.ranks.get(sbd) ?? null
		};
	}

	/** Whom the question on the floor asks, of those with a phone. */
	private wanted(): number[] {
		const kind = this.question(this.q ?? 0)?.kind;
		if (kind === 'audience') return [];
		const all = this.with(kind === 'rescue' ? 'out' : 'in').filter((sbd) => !this.paper.has(sbd));
		return kind === 'bell' ? all.slice(0, 1) : all;
	}

	private presented(q: number): void {
		const kind = this.question(q)?.kind;
		const main = kind === 'main' || kind === 'spare';
		const before = main
			? this.played.filter((line) => line.main && !line.voided)
			: this.played.filter((line) => this.question(line.q)?.kind === kind);
		this.played.push({ q, main, ordinal: before.length + 1, voided: false });
		this.q = q;
		this.stage = 'presented';
		this.verdicts.clear();
		this.back = new Set();
	}

	private judged(event: EventOf<'revealed' | 'boardsJudged'>, marking: boolean): void {
		this.stage = marking ? 'marking' : 'revealed';
		for (const [sbd, right] of event.boards ?? []) this.verdicts.set(sbd, right ? 'right' : 'wrong');
		this.leave(event.out, this.played.length);
		// A void question is played again with a spare one, under the same number.
		const spares = this.prepared?.questions.filter(
			(s) => s.kind === 'spare' && !this.played.some(({ q }) => q === s.no)
		);
		if (event.everyoneFailed === 'void' && spares && spares.length > 0) this.strike(this.played.length);
	}

	private corrected({ turn, change, verdicts, back, off }: EventOf<'corrected'>): void {
		const now = turn === this.played.length && this.stage === 'revealed';
		for (const [sbd, , right] of now ? verdicts : [])
			if (this.verdicts.get(sbd) !== 'none') this.verdicts.set(sbd, right ? 'right' : 'wrong');
		const question = this.question(this.played[turn - 1]?.q ?? 0);
		if (change.kind === 'key' && question && this.prepared) {
			const questions = this.prepared.questions.with(question.no - 1, { ...question, key: change.key });
			this.prepared = { ...this.prepared, questions };
		}
		if (change.kind === 'void') {
			if (now) this.stage = 'voided';
			const counted = ({ q }: Line) => !['rescue', 'audience'].includes(this.question(q)?.kind ?? '');
			if (this.played.findLastIndex(counted) === turn - 1) this.strike(turn);
		}
		this.set(back, 'in');
		this.leave(off, turn);
		this.back = new Set([...this.back].filter((sbd) => !off.includes(sbd)));
	}

	/** Takes a main question out of the count: another is played under its number. */
	private strike(turn: number): void {
		const line = this.played[turn - 1];
		if (line) line.voided = true;
	}

	/** Only main questions have a number that the room counts by. */
	private leave(sbds: number[], turn: number): void {
		const line = this.played[turn - 1];
		for (const sbd of sbds) this.outAt.set(sbd, line?.main ? line.ordinal : null);
		this.set(sbds, 'out');
	}

	private set(sbds: number[], status: Status): void {
		for (const sbd of sbds) this.statuses.set(sbd, status);
	}
}
