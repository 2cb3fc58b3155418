import type { Contest } from '$lib/contest/state';
import { preparedOf } from '$lib/contest/state';
import type { NameDoubt, NameState } from '$lib/protocol/common';
import type { OnlookerJoin } from '$lib/protocol/phone';
import { sql, type Transaction } from 'kysely';
import { inTransaction, type Db } from '../db/client';
import type { Schema } from '../db/schema';
import { moreNamesWait } from './name-review';
import { claimedOnlooker, sameSecret, tokenHash, tokenOf } from './pins';
import { cardSecret } from './seats';
import { NameGiver } from './typed-names';

/** Somebody without a seat who plays along (CO5). */
export interface Onlooker {
	/** 1, 2, 3 … within the contest. */
	no: number;
	name: string;
	nameState: NameState;
}

export type OnlookerRefusal =
	'join/no_audience' | 'join/audience_full' | 'join/bad_name' | 'contest/finished';
export type OnlookerOutcome =
	{ ok: true; token: string; onlooker: Onlooker } | { ok: false; code: OnlookerRefusal };

/** First key of the advisory locks of audiences; the second is the contest's id. The floor's own lock is left alone. */
const audienceLock = 20_212;
/** A hall, and a province at home. Beyond it somebody makes names up by program. */
const most = 100_000;

/**
 * Takes many onlookers in, in one transaction, until the contest ends. Nothing of it comes into the contest's log. Who asks
 * twice with the same secret is one onlooker (IN6).
 */
export async function joinAudience(
	db: Db,
	contestId: number,
	contest: Contest,
	joins: OnlookerJoin[]
): Promise<OnlookerOutcome[]> {
	const shut = audienceShut(contest);
	if (shut) return joins.map(() => ({ ok: false, code: shut }));
	return await inTransaction(db, async (tx) => {
		await sql`select pg_advisory_xact_lock(${audienceLock}, ${contestId}::int)`.execute(tx);
		const places = await placesOf(tx, contestId, joins);
		const before = await lastNumber(tx, contestId);
		const names = new NameGiver(preparedOf(contest), await cardSecret(tx, contestId));
		const newcomers: (Onlooker & { secret: string; doubts: NameDoubt[] })[] = [];
		const outcomes = joins.map(({ secret, ...join }): OnlookerOutcome => {
			const known = places.get(secret);
			if (known) return { ok: true, token: tokenOf(-known.no, secret), onlooker: known };
			const no = before + newcomers.length + 1;
			const given = names.give(-no, join.name);
			if (!given) return { ok: false, code: 'join/bad_name' };
			if (no > most) return { ok: false, code: 'join/audience_full' };
			const onlooker = { no, name: given.name, nameState: given.state };
			newcomers.push({ ...onlooker, secret, doubts: given.doubts });
			places.set(secret, onlooker);
			return { ok: true, token: tokenOf(-no, secret), onlooker };
		});
		if (newcomers.length > 0)
			await tx
				.insertInto('onlooker')
				.values(
					newcomers.map(({ no, name, nameState, doubts, secret }) => ({
						contest_id: contestId,
						no,
						name,
						name_state: nameState,
						name_doubts: doubts,
						token_hash: tokenHash(tokenOf(-no, secret))
					}))
				)
				.execute();
		if (newcomers.some(({ nameState }) => nameState === 'waiting')) await moreNamesWait(tx, contestId);
		return outcomes;
	});
}

function audienceShut(contest: Contest): OnlookerRefusal | null {
	if (!preparedOf(contest).rules.audience.joins) return 'join/no_audience';
	return contest.phase === 'finished' ? 'contest/finished' : null;
}

/** Who has come with these secrets before: an answer that got lost. */
async function placesOf(
	tx: Transaction<Schema>,
	contestId: number,
	joins: OnlookerJoin[]
): Promise<Map<string, Onlooker>> {
	const secrets = new Map(joins.map(({ secret }) => [tokenHash(tokenOf(0, secret)).toString('hex'), secret]));
	const rows = await tx
		.selectFrom('onlooker')
		.select(['no', 'name', 'name_state as nameState', 'token_hash'])
		.where('contest_id', '=', contestId)
		.where(
			'token_hash',
			'in',
			[...secrets.keys()].map((hex) => Buffer.from(hex, 'hex'))
		)
		.execute();
	return new Map(
		rows.map(({ token_hash, ...onlooker }) => [
			secrets.get(Buffer.from(token_hash ?? []).toString('hex')) ?? '',
			onlooker
		])
	);
}

async function lastNumber(tx: Transaction<Schema>, contestId: number): Promise<number> {
	const row = await tx
		.selectFrom('onlooker')
		.select((e) => e.fn.max('no').as('no'))
		.where('contest_id', '=', contestId)
		.executeTakeFirst();
	return row?.no ?? 0;
}

/** The onlookers whose tokens these are, in their order; null for one that never was. */
export async function onlookersOfTokens(
	db: Db,
	contestId: number,
	tokens: string[]
): Promise<(Onlooker | null)[]> {
	const claimed = tokens.map(claimedOnlooker);
	const nos = claimed.filter((no) => no !== null);
	if (nos.length === 0) return tokens.map(() => null);
	const rows = await db
		.selectFrom('onlooker')
		.select(['no', 'name', 'name_state as nameState', 'token_hash'])
		.where('contest_id', '=', contestId)
		.where('no', '=', (e) => e.fn.any(e.val(nos)))
		.execute();
	const byNo = new Map(rows.map((row) => [row.no, row]));
	return tokens.map((token, i) => {
		const row = byNo.get(claimed[i] ?? 0);
		if (!row?.token_hash || !sameSecret(row.token_hash, tokenHash(token))) return null;
		const { token_hash: _, ...onlooker } = row;
		return onlooker;
	});
}

/** Names of some onlookers that the room may see, by number. */
export async function onlookerNames(db: Db, contestId: number, nos: number[]): Promise<Map<number, string>> {
	if (nos.length === 0) return new Map();
	const rows = await db
		.selectFrom('onlooker')
		.select(['no', 'name'])
		.where('contest_id', '=', contestId)
		.where('no', 'in', nos)
		.where('name_state', '=', 'shown')
		.execute();
	return new Map(rows.map(({ no, name }) => [no, name]));
}
