import { sql, type Transaction } from 'kysely';
import { fold } from '$lib/contest/evolve';
import type { RecordFault } from '$lib/protocol/common';
import { eventsChannel, rowOf } from '../contest/act';
import { freeCode } from '../contest/contests';
import { readLog } from '../contest/log';
import { lookChannel } from '../contest/look';
import { keepQuestionUse } from '../contest/question-use';
import { verifyIn } from '../contest/verify';
import { inTransaction, type Db } from '../db/client';
import type { Schema } from '../db/schema';
import { tellPeopleChanged } from '../people/keeping';
import { knownHere, type Known } from './known';
import { putQuestions } from './put-questions';
import { putMedia, putRows } from './put-rows';
import type { Carried, CarryFault } from './read';

export type TakenIn =
	| {
			ok: true;
			id: number;
			code: string;
			/** It was here already, and went on elsewhere; or it is new here. */
			continued: boolean;
			/** So many events of its record are new here. */
			gained: number;
			/** It has another code here, since another contest has its own. */
			otherCode: boolean;
	  }
	| CarryFault
	| { ok: false; code: Exclude<Known['code'], 'new' | 'continue'> }
	| { ok: false; code: 'carry/record'; fault: RecordFault };

/** Who takes a contest in: an account, or null for an operator, who may do anything. */
export interface Taker {
	userId: string | null;
	/** Whether she manages the contest that is here already. */
	manages(contestId: number): Promise<boolean>;
}

/**
 * Takes a contest in that was read from a file: as a new one, or, where it is here already and was played on elsewhere, as what has become of
 * it. All of it or nothing, and nothing whose record does not hold (JU2).
 */
export async function takeIn(db: Db, carried: Carried, taker: Taker): Promise<TakenIn> {
	try {
		const taken = await inTransaction(db, async (tx) => {
			const known = await knownHere(tx, carried, taker);
			if (known.code !== 'new' && known.code !== 'continue') return { ok: false, code: known.code } as const;
			return await put(tx, carried, known, taker.userId);
		});
		if (taken.ok && carried.contest.phase === 'finished') await keepQuestionUse(db, taken.id);
		return taken;
	} catch (error) {
		if (error instanceof Refused) return error.outcome;
		throw error;
	}
}

/** Ends the transaction, and nothing of it stays. */
class Refused extends Error {
	constructor(readonly outcome: Extract<TakenIn, { ok: false }>) {
		super(outcome.code);
	}
}

async function put(
	tx: Transaction<Schema>,
	carried: Carried,
	known: Known,
	by: string | null
): Promise<TakenIn> {
	const { contest, rows } = carried;
	const wrong = await putMedia(tx, carried, by);
	if (wrong) throw new Refused({ ok: false, code: 'carry/changed', place: wrong });
	const questions = await putQuestions(tx, contest, rows.questions, by);
	const columns = {
		title: contest.title,
		setup: JSON.stringify({ ...contest.setup, questions }),
		version: contest.version,
		head: Buffer.from(contest.head, 'hex'),
		keep_days: contest.keepDays,
		privacy_contact: contest.contact,
		updated_at: new Date(),
		carried_at: new Date()
	};
	const { id, code } =
		known.code === 'continue'
			? await continued(tx, known.id, columns)
			: await created(tx, contest, columns, by);
	const before = known.code === 'continue' ? known.version : 0;
	await putRows(tx, id, carried, before);
	await tx
		.updateTable('contest')
		.set(rowOf(await foldOr(tx, id)))
		.where('id', '=', id)
		.execute();
	const [fault] = (await verifyIn(tx, id)).problems;
	if (fault) throw new Refused({ ok: false, code: 'carry/record', fault });
	await sql`select pg_notify(${eventsChannel}, ${`${id}:${contest.version}`}), pg_notify(${lookChannel}, '')`.execute(
		tx
	);
	await tellPeopleChanged(tx, id);
	const otherCode = code !== contest.code;
	const gained = contest.version - before;
	return { ok: true, id, code, continued: known.code === 'continue', gained, otherCode };
}

/** What a contest's row takes from the file. */
interface Columns {
	title: string;
	setup: string;
	version: number;
	head: Buffer;
	keep_days: number;
	privacy_contact: string;
	updated_at: Date;
	carried_at: Date;
}

async function continued(tx: Transaction<Schema>, id: number, columns: Columns) {
	return await tx
		.updateTable('contest')
		.set(columns)
		.where('id', '=', id)
		.returning(['id', 'code'])
		.executeTakeFirstOrThrow();
}

async function created(
	tx: Transaction<Schema>,
	{ code, secret, chainId, createdAt }: Carried['contest'],
	columns: Columns,
	by: string | null
) {
	const taken = await tx.selectFrom('contest').select('id').where('code', '=', code).executeTakeFirst();
	const made = await tx
		.insertInto('contest')
		.values({
			...columns,
			code: taken ? await freeCode(tx) : code,
			card_secret: Buffer.from(secret, 'base64'),
			chain_id: chainId,
			created_by: by,
			created_at: createdAt,
			rehearsal_of: null
		})
		.returning(['id', 'code'])
		.executeTakeFirstOrThrow();
	if (by !== null)
		await tx
			.insertInto('contest_role')
			.values({ contest_id: made.id, user_id: by, role: 'manager' })
			.execute();
	return made;
}

/** The contest as its record makes it; a record that can't be folded is refused, with its place. */
async function foldOr(tx: Transaction<Schema>, id: number) {
	const log = await readLog(tx, id);
	try {
		return fold(log);
	} catch {
		throw new Refused({
			ok: false,
			code: 'carry/record',
			fault: { code: 'fold', seq: log.at(-1)?.seq ?? 0 }
		});
	}
}
