import type { ContestEvent } from '$lib/contest/events';
import type { Prepared, Status } from '$lib/contest/state';
import type { You } from '$lib/protocol/phone';
import type { SeenView } from './phone';

type EventOf<T extends ContestEvent['type']> = Extract<ContestEvent, { type: T }>;

/**
 * The floor as the log tells it: a second reading, written apart from the rules engine and as plainly as can be, so that
 * the two can be compared. It believes the verdicts that the log holds, and works out what every phone must show.
 */
export class Floor {
	phase: SeenView['phase'] = 'draft';
	prepared: Prepared | null = null;
	readonly statuses = new Map<number, Status>();
	q: number | null = null;
	stage: 'presented' | 'open' | 'paused' | 'closed' | 'revealed' | null = null;
	/** Who may answer the open question. */
	roster = new Set<number>();
	private verdicts = new Map<number, You['verdict']>();
	private ordinal = 0;
	private mains = 0;
	private readonly played: number[] = [];
	private readonly outAt = new Map<number, number | null>();
	private back = new Set<number>();
	private ranks = new Map<number, number>();

	apply(event: ContestEvent): void {
		switch (event.type) {
			case 'prepared':
				this.prepared = event.prepared;
				this.phase = 'lobby';
				return;
			case 'registered':
				return this.set(
					event.contestants.map((c) => c.sbd),
					'registered'
				);
			case 'checkedIn':
				return this.set(event.sbds, this.phase === 'running' ? 'in' : 'checkedIn');
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
				this.stage = 'open';
				return;
			case 'closed':
				this.stage = 'closed';
				return;
			case 'revealed':
				return this.revealed(event);
			case 'rescued':
				this.back = new Set(event.sbds);
				return this.set(event.sbds, 'in');
			case 'statusSet':
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
			// A phone is not told that the time is up: it knows the moment.
			state: shown === null ? null : this.stage === 'closed' ? 'open' : this.stage,
			key: shown !== null && this.stage === 'revealed' ? (this.question(shown)?.key ?? null) : null,
			you: sbd === null ? null : this.you(sbd)
		};
	}

	question(q: number) {
		return this.prepared?.questions.find((question) => question.no === q);
	}

	private you(sbd: number): You | null {
		const status = this.statuses.get(sbd);
		if (!status) return null;
		const presented = this.stage === 'presented' && this.wanted().includes(sbd);
		const asked = this.stage !== null && this.stage !== 'presented' && this.stage !== 'revealed';
		return {
			status,
			verdict: this.stage === 'revealed' ? (this.verdicts.get(sbd) ?? null) : null,
			plays: presented || (asked && this.roster.has(sbd)),
			rescued: this.back.has(sbd),
			outAt: status === 'out' ? (this.outAt.get(sbd) ?? null) : null,
			rank: this.ranks.get(sbd) ?? null
		};
	}

	/** Whom the question on the floor asks. */
	private wanted(): number[] {
		return this.with(this.question(this.q ?? 0)?.kind === 'rescue' ? 'out' : 'in');
	}

	private presented(q: number): void {
		const kind = this.question(q)?.kind;
		const main = kind === 'main' || kind === 'spare';
		const before = this.played.filter((p) => this.question(p)?.kind === kind).length;
		this.ordinal = (main ? this.mains : before) + 1;
		if (main) this.mains += 1;
		this.played.push(q);
		this.q = q;
		this.stage = 'presented';
		this.back = new Set();
	}

	private revealed(event: EventOf<'revealed'>): void {
		this.stage = 'revealed';
		this.verdicts = new Map(
			event.judged.map(([sbd, value, , right]) => [sbd, value === null ? 'none' : right ? 'right' : 'wrong'])
		);
		this.set(event.out, 'out');
		// Only main questions have a number that the room counts by.
		const main = ['main', 'spare'].includes(this.question(event.q)?.kind ?? '');
		for (const sbd of event.out) this.outAt.set(sbd, main ? this.ordinal : null);
		// A void question is played again with a spare one, under the same number.
		const spares = this.prepared?.questions.filter((s) => s.kind === 'spare' && !this.played.includes(s.no));
		if (event.everyoneFailed === 'void' && spares && spares.length > 0) this.mains -= 1;
	}

	private set(sbds: number[], status: Status): void {
		for (const sbd of sbds) this.statuses.set(sbd, status);
	}
}
