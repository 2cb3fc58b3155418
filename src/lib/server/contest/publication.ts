import type { Person } from '$lib/protocol/common';
import type { Db } from '../db/client';
import type { PublicationTable } from '../db/schema';
import { Kept } from './kept';
import {
	contestResults,
	floorSteps,
	rankingLines,
	type ContestResults,
	type FloorStep,
	type RankingLine
} from './results';

/** How results are open to everybody. */
export interface Publication extends Pick<PublicationTable, 'people' | 'questions'> {
	at: Date;
}

/** How the results of a contest are published; null: they are not. */
export async function publicationOf(db: Db, contestId: number): Promise<Publication | null> {
	const row = await db
		.selectFrom('publication')
		.select(['people', 'questions', 'at'])
		.where('contest_id', '=', contestId)
		.executeTakeFirst();
	return row ?? null;
}

/** Opens the results of a contest that has ended to everybody, or changes how; false: it has not ended. `by`: id of the account. */
export async function publish(
	db: Db,
	contestId: number,
	{ people, questions }: Omit<Publication, 'at'>,
	by: string
): Promise<boolean> {
	const row = { people, questions, by, at: new Date() };
	const done = await db
		.insertInto('publication')
		.columns(['contest_id', 'people', 'questions', 'by', 'at'])
		.expression((e) =>
			e
				.selectFrom('contest')
				.select((c) => [
					'id',
					c.val(people).as('people'),
					c.val(questions).as('questions'),
					c.val(by).as('by'),
					c.val(row.at).as('at')
				])
				.where('id', '=', contestId)
				.where('phase', '=', 'finished')
		)
		.onConflict((c) => c.column('contest_id').doUpdateSet(row))
		.returning('contest_id')
		.executeTakeFirst();
	return done !== undefined;
}

/** Closes them again. */
export async function withdraw(db: Db, contestId: number): Promise<void> {
	await db.deleteFrom('publication').where('contest_id', '=', contestId).execute();
}

/** What everybody may see of a contest, and nothing else of it. */
export interface PublicResults extends Pick<
	ContestResults,
	| 'title'
	| 'organizer'
	| 'startedAt'
	| 'bellRinger'
	| 'awards'
	| 'units'
	| 'audience'
	| 'startedWith'
	| 'rescued'
> {
	people: Publication['people'];
	lines: RankingLine[];
	floor: FloorStep[];
	/** Null: they are not published. */
	questions: ContestResults['questions'] | null;
}

const read = new Kept<PublicResults | null>();

/** The published results of the contest with this code; null: there is none, or they are not published. */
export async function publicResults(db: Db, code: string): Promise<PublicResults | null> {
	const row = await db
		.selectFrom('contest as c')
		.innerJoin('publication as p', 'p.contest_id', 'c.id')
		.select(['c.id', 'c.version', 'c.people_version', 'p.people', 'p.questions', 'p.at'])
		.where('c.code', '=', code)
		.executeTakeFirst();
	if (!row) return null;
	const { id, version, people_version, ...how } = row;
	const mark = [version, people_version, how.people, how.questions, how.at.getTime()].join();
	return await read.get(id, mark, async () => {
		const all = await contestResults(db, id);
		return all && toEverybody(all, how);
	});
}

/** Names what everybody may see; by numbers, nothing is left of names and units of single people. */
function toEverybody(results: ContestResults, { people, questions }: Omit<Publication, 'at'>): PublicResults {
	const { title, organizer, startedAt, bellRinger, awards, units, audience, startedWith, rescued } = results;
	const called = <P extends Person>(person: P): P =>
		people === 'names' ? person : { ...person, name: '', unit: '' };
	return {
		title,
		organizer,
		startedAt,
		people,
		bellRinger: bellRinger && called(bellRinger),
		awards: awards.map((award) => ({ ...award, people: award.people.map(called) })),
		units,
		audience: {
			...audience,
			top: audience.top.map((one) => (people === 'names' ? one : { ...one, name: '' }))
		},
		startedWith,
		rescued,
		lines: rankingLines(results).map(called),
		floor: floorSteps(results.questions),
		// What contestants typed and was wrong is theirs: it may be a joke, or an insult.
		questions: questions
			? results.questions.map((question) => ({
					...question,
					given: question.given.filter(({ right }) => right)
				}))
			: null
	};
}
