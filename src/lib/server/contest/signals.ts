import { sql } from 'kysely';
import { alikePairs } from '$lib/contest/signals/alike';
import { fastAnswers } from '$lib/contest/signals/fast';
import type { Contest } from '$lib/contest/state';
import type { RevealedTurn } from '$lib/contest/turns';
import type { Signal, Signals } from '$lib/protocol/host';
import type { Db } from '../db/client';
import type { SignalTable } from '../db/schema';
import { playedTurns } from './review';

/** So many are told, the strongest first: nobody looks through more. */
const mostTold = 200;

/** In all, how often and how long a contestant was away from a question. */
export interface Absence {
	sbd: number;
	q: number;
	times: number;
	ms: number;
}

/** Keeps what phones said of themselves. They tell totals, so what comes twice or late changes nothing. */
export async function noteAbsences(db: Db, contestId: number, absences: Absence[]): Promise<Absence[]> {
	const longest = new Map<string, Absence>();
	for (const absence of absences) {
		const key = `${absence.sbd}:${absence.q}`;
		const { times, ms } = longest.get(key) ?? absence;
		const most = { times: Math.max(times, absence.times), ms: Math.max(ms, absence.ms) };
		longest.set(key, { ...absence, ...most });
	}
	await db
		.insertInto('signal')
		.values(
			[...longest.values()]
				.sort((a, b) => a.sbd - b.sbd || a.q - b.q)
				.map(({ sbd, q, times, ms }) => ({
					contest_id: contestId,
					sbd,
					kind: 'away' as const,
					question: q,
					times,
					ms
				}))
		)
		.onConflict((c) =>
			c.columns(['contest_id', 'sbd', 'kind', 'question']).doUpdateSet({
				times: sql<number>`greatest(signal.times, excluded.times)`,
				ms: sql<number>`greatest(signal.ms, excluded.ms)`
			})
		)
		.execute();
	return absences;
}

/** Keeps that seats were proved on another device while the contest runs, and whether the open question asked them (CO6). */
export async function noteMoves(
	db: Db,
	contestId: number,
	{ phase, turn }: Contest,
	sbds: number[]
): Promise<void> {
	if (phase !== 'running' || sbds.length === 0) return;
	const asks = turn?.stage === 'open' || turn?.stage === 'paused' ? turn : null;
	await db
		.insertInto('signal')
		.values(
			[...new Set(sbds)]
				.sort((a, b) => a - b)
				.map((sbd) => ({
					contest_id: contestId,
					sbd,
					kind: 'device' as const,
					question: asks?.roster.has(sbd) ? asks.q : 0,
					times: 1,
					ms: 0
				}))
		)
		.onConflict((c) =>
			c
				.columns(['contest_id', 'sbd', 'kind', 'question'])
				.doUpdateSet({ times: sql<number>`signal.times + 1` })
		)
		.execute();
}

/** All signs of a contest, for its judges, the strongest first (JU6): those that were noted, and those in its record. */
export async function signalsOf(db: Db, contestId: number, contest: Contest): Promise<Signals> {
	const noted = await db
		.selectFrom('signal')
		.select(['sbd', 'kind', 'question', 'times', 'ms'])
		.where('contest_id', '=', contestId)
		.orderBy('sbd')
		.orderBy('question')
		.execute();
	const turns = await playedTurns(db, contestId, contest);
	const all = [...notedSignals(noted), ...inRecord(turns, contest)];
	all.sort((a, b) => strength(b) - strength(a) || (a.sbds[0] ?? 0) - (b.sbds[0] ?? 0));
	return { signals: all.slice(0, mostTold), more: Math.max(0, all.length - mostTold) };
}

/** How often it has happened. */
const strength = (signal: Signal) => (signal.kind === 'device' ? signal.times : signal.on.length);

type Noted = Omit<SignalTable, 'contest_id'>;

function notedSignals(rows: readonly Noted[]): Signal[] {
	const away = bySeat(rows.filter(({ kind }) => kind === 'away')).map(([sbd, own]): Signal => {
		return { kind: 'away', sbds: [sbd], on: own.map(({ question: q, times, ms }) => ({ q, times, ms })) };
	});
	const device = bySeat(rows.filter(({ kind }) => kind === 'device')).flatMap(([sbd, own]): Signal[] => {
		const times = own.reduce((sum, row) => sum + row.times, 0);
		const during = own.flatMap(({ question }) => (question > 0 ? [question] : []));
		// One new phone between two questions is what the card and the PIN are for.
		return during.length > 0 || times > 1 ? [{ kind: 'device', sbds: [sbd], times, on: during }] : [];
	});
	return [...away, ...device];
}

function bySeat(rows: readonly Noted[]): [sbd: number, own: Noted[]][] {
	const seats = new Map<number, Noted[]>();
	for (const row of rows) seats.set(row.sbd, [...(seats.get(row.sbd) ?? []), row]);
	return [...seats];
}

const found = new WeakMap<readonly RevealedTurn[], Signal[]>();

/** Looked for once for each state of the record. */
function inRecord(turns: readonly RevealedTurn[], contest: Contest): Signal[] {
	const known = found.get(turns);
	if (known) return known;
	const unitOf = (sbd: number) => contest.contestants.get(sbd)?.unit ?? '';
	const signals: Signal[] = [
		...[...fastAnswers(turns)].map(([sbd, on]) => ({ kind: 'fast' as const, sbds: [sbd], on })),
		...alikePairs(turns, unitOf).map(({ sbds, qs, expected }) => ({
			kind: 'alike' as const,
			sbds,
			on: qs,
			expected
		}))
	];
	found.set(turns, signals);
	return signals;
}
