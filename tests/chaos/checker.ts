import { isDeepStrictEqual } from 'node:util';
import { verifyContest } from '$lib/server/contest/verify';
import type { Database } from '$lib/server/db/client';
import { check, type AnswerRow, type PhoneRecord } from '$lib/simulation/check';
import type { Happened } from './history';
import { toldSince, type ToldAt } from './told';

/** What was found, a sentence each; all empty when everything held. */
export interface Verdict {
	/** Confirmed to a phone, and not on record or not judged (PH6). */
	lost: string[];
	/** Recorded, judged or seated more than once (IN2, IN6). */
	doubled: string[];
	/** Judged otherwise than the rules say, shown otherwise than the log says, or taken after its time (PH3). */
	misjudged: string[];
	/** A key before its time, or a door that stood open to another site. */
	leaked: string[];
	/** A process that ended without having been told to, a recovery that took too long, or a contest in which nobody could answer. */
	down: string[];
	/** What has been changed in the record (JU2). */
	record: string[];
}

/** How much the clock of who looks may differ from the database's, ms: both are this machine's. */
const slack = 50;

/** What the database holds of a contest when all is over. */
export interface Held {
	log: readonly ToldAt[];
	answers: readonly AnswerRow[];
	/** What the chain of the record says of itself. */
	problems: readonly string[];
}

export async function heldOf({ db, sql }: Database, contest: number): Promise<Held> {
	const answers = await sql<AnswerRow[]>`
		select question as q, sbd, choice_no as c, value as v from answer where contest_id = ${contest}`;
	const { problems } = await verifyContest(db, contest);
	return {
		log: await toldSince(sql, contest, 0),
		answers,
		problems: problems.map(({ code, seq }) => `${code} at event ${seq}`)
	};
}

/** Goes through a history, and what the database holds of each contest. Knows the rules, and nothing of the program. */
export async function judge(
	history: readonly Happened[],
	held: (contest: number) => Promise<Held>,
	/** Within so many ms all must be right again. */
	patience: number
): Promise<Verdict> {
	const verdict: Verdict = { lost: [], doubled: [], misjudged: [], leaked: [], down: [], record: [] };
	for (const one of history) {
		if ('died' in one) verdict.down.push(`process ${one.died} ended by itself: ${one.output}`);
		if ('recovered' in one && (one.ms === null || one.ms > patience))
			verdict.down.push(
				`after “${one.recovered}” it took ${one.ms ?? 'too many'} ms: ${one.wrong.slice(0, 3).join('; ')}`
			);
		if ('foreign' in one && one.letIn) verdict.leaked.push(`a page of ${one.foreign} was let in`);
	}
	for (const begun of history)
		if ('secrets' in begun) {
			const own = history.filter((one) => 'contest' in one && one.contest === begun.contest);
			const { log, answers, problems } = await held(begun.contest);
			const phones = phonesOf(own);
			const { lost, doubled, wrong } = check(log, answers, [...phones.values()]);
			verdict.lost.push(...lost);
			verdict.doubled.push(...doubled, ...stepsTwice(log), ...seatsTwice(log, phones.size));
			verdict.misjudged.push(...wrong, ...takenLate(log, own, begun.graceSeconds));
			verdict.leaked.push(...seenEarly(own, begun.secrets));
			verdict.record.push(...problems);
			// Where nobody can answer, nothing can be lost.
			if (![...phones.values()].some(({ acks }) => acks.length > 0))
				verdict.down.push(`in contest ${begun.contest} no answer was ever confirmed`);
		}
	return verdict;
}

/** What each phone of a contest said and heard. */
function phonesOf(history: readonly Happened[]): Map<number, PhoneRecord> {
	const phones = new Map<number, Writable<PhoneRecord>>();
	for (const one of history) {
		if (!('phone' in one)) continue;
		const phone = phones.get(one.phone) ?? { sbd: null, choices: [], acks: [], views: [], troubles: [] };
		phones.set(one.phone, phone);
		const { act } = one;
		if (act.did === 'was seated') phone.sbd = act.sbd;
		if (act.did === 'chose') phone.choices.push({ q: act.q, c: act.c, v: act.v });
		if (act.did === 'was confirmed') phone.acks.push({ q: act.q, c: act.c, v: act.v });
		if (act.did === 'saw') phone.views.push(act.view);
		if (act.did === 'is in trouble') phone.troubles.push(act.trouble);
	}
	return phones;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer One)[] ? One[] : T[K] };

/** A question is presented, opened, closed and revealed once: these hosts repeat none. */
function stepsTwice(log: readonly ToldAt[]): string[] {
	const seen = new Set<string>();
	return log.flatMap(({ seq, event }) => {
		if (!['presented', 'opened', 'closed', 'revealed'].includes(event.type) || !('q' in event)) return [];
		const step = `${event.type} ${event.q}`;
		const again = seen.has(step);
		seen.add(step);
		return again ? [`event ${seq}: question ${event.q} was ${event.type} a second time`] : [];
	});
}

/** Who asks again for a seat, because she has not heard that she has one, gets no second one (IN6). */
function seatsTwice(log: readonly ToldAt[], phones: number): string[] {
	const seats = log.flatMap(({ event }) => (event.type === 'registered' ? event.contestants : []));
	return seats.length > phones ? [`${seats.length} seats were given to ${phones} phones`] : [];
}

/** What was chosen after the time was up, or after the host had closed, was confirmed to nobody (PH3). */
function takenLate(log: readonly ToldAt[], history: readonly Happened[], graceSeconds: number): string[] {
	const until = new Map<number, number>();
	let q = 0;
	for (const { at, event } of log) {
		if ('q' in event) q = event.q;
		if ('closesAt' in event) until.set(q, event.closesAt);
		if (event.type === 'closed') until.set(q, Math.min(at, until.get(q) ?? at));
	}
	const chosen = new Map<string, number>();
	return history.flatMap((one) => {
		if (!('phone' in one)) return [];
		const { at, phone, act } = one;
		if (act.did === 'chose') chosen.set(`${phone} ${act.q} ${act.c}`, at);
		if (act.did !== 'was confirmed') return [];
		const late =
			(chosen.get(`${phone} ${act.q} ${act.c}`) ?? 0) - (until.get(act.q) ?? Infinity) - 1000 * graceSeconds;
		return late > slack
			? [`phone ${phone} chose ${late} ms too late at question ${act.q}, and it was confirmed`]
			: [];
	});
}

/** What only who has seen the reveal may know was on no page before. */
function seenEarly(history: readonly Happened[], secrets: readonly { q: number; text: string }[]): string[] {
	const revealed = new Set<number>();
	return history.flatMap((one) => {
		if ('phone' in one && one.act.did === 'saw' && one.act.view.state === 'revealed')
			revealed.add(one.act.view.q ?? 0);
		if (!('page' in one)) return [];
		return secrets
			.filter(({ q, text }) => !revealed.has(q) && one.text.includes(text))
			.map(({ q }) => `the key of question ${q} was on ${one.page}`);
	});
}

/** Whether nothing at all was found. */
export const holds = (verdict: Verdict): boolean => isDeepStrictEqual(Object.values(verdict).flat(), []);
