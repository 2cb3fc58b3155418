import type { Interruption } from '$lib/contest/events';
import { awaitsReveal, type Contest, type Turn } from '$lib/contest/state';

/** So many of those whom a question asks must come back within it: fewer walk through a dead spot. */
const least = 3;
const share = 0.1;
/** Shorter than this it is felt by nobody, ms. */
const felt = 2000;
/** When so long nobody has come back any more, all have, ms. */
const quiet = 1000;

/**
 * Notices what comes between contestants and the question that is open, as far as this process sees it (PH11): that many of
 * them lose their line and come back, that answers can not be recorded for a while, and that the clock jumps.
 */
export class Interruptions {
	private turn = 0;
	private readonly back = new Set<number>();
	private unavailableMs = 0;
	private clockMs = 0;
	private telling: NodeJS.Timeout | undefined;

	/** `record` is tried again until it comes through: what cut off the phones may have cut off the database. */
	constructor(
		private readonly contest: () => Contest,
		private readonly record: (q: number, what: Interruption) => Promise<void>
	) {}

	/** A contestant has come back to her seat. */
	cameBack(sbd: number): void {
		const turn = this.asking();
		if (!turn?.roster.has(sbd)) return;
		this.back.add(sbd);
		if (this.back.size >= Math.max(least, share * turn.roster.size)) this.tellSoon();
	}

	/** Answers were recorded again, `ms` after the first of them had come in. */
	recordedAfter(ms: number): void {
		if (ms < felt || !this.asking()) return;
		this.unavailableMs = Math.max(this.unavailableMs, ms);
		this.tellSoon();
	}

	/** The clock that the time is told by has jumped. */
	clockJumped(ms: number): void {
		if (!this.asking()) return;
		this.clockMs += ms;
		this.tellSoon();
	}

	stop(): void {
		clearTimeout(this.telling);
	}

	/** The question whose answers count; what was noticed in another one is forgotten. */
	private asking(): Turn | null {
		const { turn } = this.contest();
		if (!awaitsReveal(turn)) return null;
		if (turn.turn !== this.turn) this.forget();
		this.turn = turn.turn;
		return turn;
	}

	private forget(): void {
		this.back.clear();
		this.unavailableMs = this.clockMs = 0;
	}

	private tellSoon(): void {
		clearTimeout(this.telling);
		this.telling = setTimeout(() => void this.tell().catch(() => this.tellSoon()), quiet);
	}

	private async tell(): Promise<void> {
		const turn = this.asking();
		const what = {
			phones: this.back.size < least ? 0 : this.back.size,
			unavailableMs: Math.round(this.unavailableMs),
			clockMs: Math.round(this.clockMs)
		};
		if (!turn || Object.values(what).every((n) => n === 0)) return;
		await this.record(turn.q, what);
		this.forget();
	}
}
