import { isDeepStrictEqual } from 'node:util';
import type { RevealedEvent } from '$lib/contest/events';
import type { Recorded } from '$lib/protocol/phone';
import { Floor, type Told } from './floor';
import type { SeenView } from './phone';

/** A row of the table of answers. */
export interface AnswerRow extends Recorded {
	sbd: number;
}

/** What a phone remembers of the contest. */
export interface PhoneRecord {
	sbd: number | null;
	choices: readonly Recorded[];
	acks: readonly Recorded[];
	views: readonly SeenView[];
	troubles: readonly string[];
}

/** What went wrong, a sentence each; all empty when everything held. */
export interface Findings {
	/** Confirmed to a phone, and not on record or not judged (PH6). */
	lost: string[];
	/** Judged, seated or recorded more than once, or recorded without having been sent. */
	doubled: string[];
	/** A phone showed something else than the log says, or the log contradicts itself. */
	wrong: string[];
}

/** Compares what the phones were told with what the database holds and the log says. */
export function check(
	log: readonly Told[],
	answers: readonly AnswerRow[],
	phones: readonly PhoneRecord[]
): Findings {
	const findings: Findings = { lost: [], doubled: [], wrong: [] };
	checkRecords(answers, phones, findings);
	checkLog(log, answers, phones, findings);
	return findings;
}

const at = (q: number, sbd: number) => `${q}:${sbd}`;

function checkRecords(answers: readonly AnswerRow[], phones: readonly PhoneRecord[], found: Findings): void {
	const rows = new Map<string, AnswerRow>();
	for (const row of answers) {
		if (rows.has(at(row.q, row.sbd)))
			found.doubled.push(`seat ${row.sbd} has two answers to question ${row.q}`);
		rows.set(at(row.q, row.sbd), row);
	}
	const seats = new Set<number>();
	for (const { sbd, choices, acks, troubles } of phones) {
		if (sbd === null) continue;
		if (seats.has(sbd)) found.doubled.push(`two phones have seat ${sbd}`);
		seats.add(sbd);
		found.wrong.push(...troubles.map((trouble) => `seat ${sbd}: ${trouble}`));
		for (const { q, c, v } of acks) {
			const row = rows.get(at(q, sbd));
			if (!row || row.c < c || (row.c === c && row.v !== v))
				found.lost.push(`seat ${sbd}, question ${q}: choice ${c} “${v}” was confirmed and is not on record`);
		}
		for (const q of new Set(choices.map((choice) => choice.q))) {
			const row = rows.get(at(q, sbd));
			if (row && !choices.some((choice) => isDeepStrictEqual(choice, { q, c: row.c, v: row.v })))
				found.doubled.push(`seat ${sbd}, question ${q}: “${row.v}” is on record and was never chosen`);
		}
	}
}

function checkLog(
	log: readonly Told[],
	answers: readonly AnswerRow[],
	phones: readonly PhoneRecord[],
	found: Findings
): void {
	const shown = new Map<number, { sbd: number | null; view: SeenView }[]>();
	for (const { sbd, views } of phones)
		for (const view of views) shown.set(view.v, [...(shown.get(view.v) ?? []), { sbd, view }]);
	let floor = new Floor();
	for (const { seq, event } of log) {
		if (event.type === 'undone') floor = floor.without(event.seq);
		else floor.apply({ seq, event });
		if (event.type === 'revealed') checkReveal(event, answers, floor, found);
		if (event.type === 'revealed' || event.type === 'boardsJudged') checkLeft(event, floor, found);
		for (const { sbd, view } of shown.get(seq) ?? []) {
			const difference = differenceOf(view, { v: seq, ...floor.view(view.you && sbd) });
			if (difference) found.wrong.push(`seat ${sbd ?? '–'} at event ${seq}: ${difference}`);
		}
		shown.delete(seq);
	}
	if (floor.phase === 'finished')
		for (const { sbd, views } of phones)
			if (sbd !== null && views.at(-1)?.phase !== 'finished')
				found.wrong.push(`seat ${sbd} was never shown the end`);
	for (const v of shown.keys()) found.wrong.push(`a phone showed version ${v}, which the log has not`);
}

function checkReveal(
	event: RevealedEvent,
	answers: readonly AnswerRow[],
	floor: Floor,
	found: Findings
): void {
	const { q } = event;
	const values = new Map(answers.filter((a) => a.q === q).map((a) => [a.sbd, a.v]));
	const question = floor.question(q);
	const judged = new Set<number>();
	for (const [sbd, value, , right] of event.judged) {
		if (judged.has(sbd)) found.doubled.push(`seat ${sbd} was judged twice by question ${q}`);
		judged.add(sbd);
		if (value !== (values.get(sbd) ?? null))
			found.lost.push(`seat ${sbd}, question ${q}: “${values.get(sbd)}” is on record, “${value}” was judged`);
		const same = value === question?.key;
		if (question && (same || question.options.length > 0) && same !== (right === 1))
			found.wrong.push(`seat ${sbd}, question ${q}: “${value}” was judged ${right ? 'right' : 'wrong'}`);
	}
	for (const sbd of values.keys())
		if (!floor.roster.has(sbd)) found.wrong.push(`seat ${sbd} answered question ${q}, which did not ask it`);
	if (!isDeepStrictEqual(judged, floor.roster)) found.wrong.push(`question ${q} judged others than it asked`);
}

function checkLeft({ q, left }: { q: number; left: number[] }, floor: Floor, found: Findings): void {
	if (!isDeepStrictEqual(new Set(left), new Set(floor.with('in'))))
		found.wrong.push(`question ${q}: who is left does not follow from who was there and who left`);
}

function differenceOf(seen: SeenView, expected: SeenView): string | null {
	for (const field of ['phase', 'left', 'q', 'state', 'key', 'you'] as const)
		if (!isDeepStrictEqual(seen[field], expected[field]))
			return `${field} was ${JSON.stringify(seen[field])} instead of ${JSON.stringify(expected[field])}`;
	return null;
}
