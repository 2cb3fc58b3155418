import type { Transaction } from 'kysely';
import { lockContest } from '../contest/lock';
import type { Schema } from '../db/schema';
import type { Carried } from './read';
import type { Taker } from './take-in';

/** How a contest in a file stands to those that are here. */
export type Known =
	| { code: 'new' }
	/** It is here, up to this event, and went on elsewhere. */
	| { code: 'continue'; id: number; version: number }
	/** What is here has gone on since, or is as far. */
	| { code: 'carry/older' | 'carry/same' }
	/** It is here, is played now, or belongs to somebody else. */
	| { code: 'carry/played' | 'carry/not_yours' };

/**
 * Looks whether the contest is here already: its secret is no other's, and one of the two records is the beginning of the
 * other. Those that went on apart from each other are two contests.
 */
export async function knownHere(
	tx: Transaction<Schema>,
	{ contest, rows: { log } }: Carried,
	taker: Taker
): Promise<Known> {
	const same = await tx
		.selectFrom('contest')
		.select('id')
		.where('card_secret', '=', Buffer.from(contest.secret, 'base64'))
		.where('rehearsal_of', 'is', null)
		.orderBy('id')
		.execute();
	for (const { id } of same) {
		const here = await lockContest(tx, id);
		if (!here || here.chainId !== contest.chainId) continue;
		const { version } = here;
		if (version > contest.version) {
			const then = await hashAt(tx, id, contest.version);
			if (then === contest.head) return { code: 'carry/older' };
			continue;
		}
		if ((log[version - 1]?.hash ?? '') !== Buffer.from(here.head).toString('hex')) continue;
		const { phase } = await tx
			.selectFrom('contest')
			.select('phase')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		if (phase === 'running') return { code: 'carry/played' };
		if (version === contest.version && phase === 'finished') return { code: 'carry/same' };
		if (taker.userId !== null && !(await taker.manages(id))) return { code: 'carry/not_yours' };
		return { code: 'continue', id, version };
	}
	return { code: 'new' };
}

/** The head of the record behind its n-th event, hex; of none, ''. */
async function hashAt(tx: Transaction<Schema>, contestId: number, seq: number): Promise<string> {
	const row = await tx
		.selectFrom('contest_event')
		.select('hash')
		.where('contest_id', '=', contestId)
		.where('seq', '=', seq)
		.executeTakeFirst();
	return row ? Buffer.from(row.hash).toString('hex') : '';
}
