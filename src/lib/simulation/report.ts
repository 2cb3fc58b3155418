import type { ContestEvent } from '$lib/contest/events';
import { check, type AnswerRow, type PhoneRecord } from './check';
import type { SimulatedPhone } from './phone';

/** What came of a run. */
export interface SimulationReport {
	players: number;
	joined: number;
	/** Questions that a player chose an answer to, over all players; and of these, how many were confirmed. */
	answered: number;
	acked: number;
	/** How often each refusal came, by code. */
	refused: Record<string, number>;
	/** How often a line broke. */
	drops: number;
	lost: number;
	doubled: number;
	wrong: number;
	/** The faults in words; the first hundred. */
	faults: string[];
	/** From sending a choice to its acknowledgement, ms. */
	ackMs: { p50: number; p99: number };
	/** Screens that were compared with the log. */
	views: number;
}

/** Counts, and compares what the phones were told with what the log and the table of answers say. */
export function report(
	phones: readonly SimulatedPhone[],
	log: readonly { seq: number; event: ContestEvent }[],
	answers: readonly AnswerRow[]
): SimulationReport {
	const records = phones.map(recordOf);
	const { lost, doubled, wrong } = check(log, answers, records);
	const latencies = phones.flatMap((p) => p.latencies).sort((a, b) => a - b);
	const asked = (list: readonly { q: number }[]) => new Set(list.map((item) => item.q)).size;
	return {
		players: phones.length,
		joined: phones.filter((p) => p.seat).length,
		answered: sum(phones.map((p) => asked(p.choices))),
		acked: sum(phones.map((p) => asked(p.acks))),
		refused: Object.fromEntries(countAll(phones.map((p) => p.refusals))),
		drops: sum(phones.map((p) => p.drops)),
		lost: lost.length,
		doubled: doubled.length,
		wrong: wrong.length,
		faults: [...lost, ...doubled, ...wrong].slice(0, 100),
		ackMs: { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) },
		views: sum(phones.map((p) => p.views.length))
	};
}

function recordOf({ seat, choices, acks, views, troubles }: SimulatedPhone): PhoneRecord {
	return { sbd: seat?.sbd ?? null, choices, acks, views, troubles };
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

function countAll(counts: ReadonlyMap<string, number>[]): Map<string, number> {
	const all = new Map<string, number>();
	for (const one of counts) for (const [code, n] of one) all.set(code, (all.get(code) ?? 0) + n);
	return all;
}

function percentile(sorted: number[], share: number): number {
	return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
