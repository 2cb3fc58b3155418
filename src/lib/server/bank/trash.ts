import { sql } from 'kysely';
import type { Chosen } from '$lib/bank/filter';
import { broughtBack } from '$lib/bank/order';
import type { Db } from '../db/client';
import { lockBank, numberAs, selectIds, touchBank } from './repository';
import { among } from './selection';

/** How long a deleted question can be brought back. */
const keptFor = '30 days';

export type Gone = { ok: false; code: 'bank/gone' };

/**
 * Takes the chosen questions out, so that they can be brought back; the others move up. `deletion` names what went at
 * once; contests that were prepared keep their copies (QU4).
 */
export async function deleteQuestions(
	db: Db,
	bankId: string,
	chosen: Chosen,
	by: string | null
): Promise<{ ok: true; n: number; deletion: string } | Gone> {
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		const rows = await tx
			.updateTable('question')
			.set({ deleted_at: sql`now()`, deleted_by: by })
			.where(among(bankId, chosen))
			.returning(
				sql<string>`to_char(deleted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('deletion')
			)
			.execute();
		await numberAs(tx, await selectIds(tx, bankId));
		await touchBank(tx, bankId);
		return { ok: true, n: rows.length, deletion: rows[0]?.deletion ?? '' };
	});
}

/** Brings chosen ones of the deleted questions back to where they stood. */
export async function bringBack(
	db: Db,
	bankId: string,
	chosen: Chosen
): Promise<{ ok: true; n: number } | Gone> {
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		const gone = await tx
			.selectFrom('question')
			.select(['id', 'position as place'])
			.select(sql<number>`extract(epoch from deleted_at)::float`.as('at'))
			.where(among(bankId, chosen, true))
			.execute();
		const ids = broughtBack(await selectIds(tx, bankId), gone);
		await tx
			.updateTable('question')
			.set({ deleted_at: null, deleted_by: null })
			.where(among(bankId, chosen, true))
			.execute();
		await numberAs(tx, ids);
		await touchBank(tx, bankId);
		return { ok: true, n: gone.length };
	});
}

/** Deletes for good what nobody has brought back in time. */
export async function purgeDeleted(db: Db): Promise<void> {
	await db
		.deleteFrom('question')
		.where('deleted_at', '<', sql<Date>`now() - ${keptFor}::interval`)
		.execute();
}
