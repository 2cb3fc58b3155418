import { minutesOf, type Minutes } from '$lib/contest/minutes';
import { preparedOf, type Prepared } from '$lib/contest/state';
import type { Person, RecordHead } from '$lib/protocol/common';
import type { Db } from '../db/client';
import { displayNames } from '../people/staff';
import { appealTexts } from './appeals';
import { noHead, shortHead } from './chain';
import { codeOf } from './contests';
import { readLog, type RecordedEvent } from './log';
import { peopleOf, resultsOf, type Results } from './results';

export interface ContestMinutes extends Omit<Minutes, 'contest'> {
	title: string;
	organizer: string;
	/** What the rules are told from. */
	told: Pick<Prepared, 'rules' | 'rounds' | 'awards'> & {
		questions: (Pick<Prepared['questions'][number], 'kind' | 'round'> & { seconds: number })[];
	};
	/** Everybody who has a seat, by SBD. */
	people: Person[];
	/** Names of the accounts that acted, by what the log calls them. */
	actors: Record<string, string>;
	/** What contestants wrote in their appeals, by number. */
	appealTexts: Record<number, string>;
	/** Null while the contest runs. */
	results: Results | null;
	/** What the contest is called at the console, to verify the record. */
	code: string;
	/** Up to which event these minutes go, and the last hash of the chain up to there, hex (JU2). */
	record: RecordHead & { full: string };
}

/** The minutes of a contest, with the names that lie outside its log; null before its waiting room was opened. */
export async function contestMinutes(db: Db, contestId: number): Promise<ContestMinutes | null> {
	const log = await readLog(db, contestId);
	const { contest, ...minutes } = minutesOf(log);
	if (!contest.prepared) return null;
	const { title, organizer, rules, rounds, awards, questions } = preparedOf(contest);
	const people = await peopleOf(db, contestId);
	const head = log.at(-1)?.hash ?? noHead;
	const nos = minutes.appeals.map((a) => a.no);
	return {
		...minutes,
		title,
		organizer,
		told: {
			rules,
			rounds,
			awards,
			questions: questions.map(({ kind, round, limitMs }) => ({ kind, round, seconds: limitMs / 1000 }))
		},
		people: [...people.values()],
		actors: await actorNames(db, log),
		appealTexts: Object.fromEntries(await appealTexts(db, contestId, nos)),
		results: contest.ranking && resultsOf(contest, people),
		code: await codeOf(db, contestId),
		record: { events: contest.version, head: shortHead(head), full: Buffer.from(head).toString('hex') }
	};
}

const staff = 'staff:';

async function actorNames(db: Db, log: readonly RecordedEvent[]): Promise<Record<string, string>> {
	const ids = new Set(
		log.flatMap(({ actor }) => (actor.startsWith(staff) ? [actor.slice(staff.length)] : []))
	);
	const names = await displayNames(db, [...ids]);
	return Object.fromEntries([...names].map(([id, name]) => [staff + id, name]));
}
