import { randomBytes, randomInt } from 'node:crypto';
import { presets, type PresetName } from '$lib/contest/presets';
import { completeSetup, type Setup } from '$lib/contest/setup';
import type { StaffUser } from '../auth';
import { inTransaction, type Db } from '../db/client';
import type { ContestPhase, ContestRole } from '../db/schema';

export interface ContestInfo {
	id: number;
	code: string;
	title: string;
	phase: ContestPhase;
	updatedAt: Date;
	/** Of which contest this is the rehearsal; null: it is a contest itself. */
	rehearsalOf: number | null;
}

export interface ContestDraft extends ContestInfo {
	setup: Setup;
}

const infoColumns = [
	'id',
	'code',
	'title',
	'phase',
	'updated_at as updatedAt',
	'rehearsal_of as rehearsalOf'
] as const;

/** Creates a contest from a preset, or from a whole draft, perhaps as a rehearsal; its creator manages it. */
export async function createContest(
	db: Db,
	contest: {
		title: string;
		preset?: PresetName;
		setup?: Setup;
		createdBy: string | null;
		rehearsalOf?: number;
	}
): Promise<{ id: number; code: string }> {
	const setup = contest.setup ?? presets[contest.preset ?? 'school100'];
	return await inTransaction(db, async (tx) => {
		const created = await tx
			.insertInto('contest')
			.values({
				code: await freeCode(tx),
				title: contest.title,
				setup: JSON.stringify(setup),
				created_by: contest.createdBy,
				rehearsal_of: contest.rehearsalOf ?? null,
				card_secret: randomBytes(32)
			})
			.returning(['id', 'code'])
			.executeTakeFirstOrThrow();
		if (contest.createdBy)
			await tx
				.insertInto('contest_role')
				.values({ contest_id: created.id, user_id: contest.createdBy, role: 'manager' })
				.execute();
		return created;
	});
}

/** Six digits: every phone types them on its number pad, and nobody confuses them when they are called out. */
export async function freeCode(db: Db): Promise<string> {
	for (let tries = 0; tries < 50; tries++) {
		const code = String(randomInt(100_000, 1_000_000));
		const taken = await db.selectFrom('contest').select('id').where('code', '=', code).executeTakeFirst();
		if (!taken) return code;
	}
	throw new Error('no free contest code found');
}

/** The contests that a staff user has a role in; an administrator sees all. Newest first. */
export async function listContests(
	db: Db,
	user: StaffUser
): Promise<(ContestInfo & { role: ContestRole })[]> {
	const rows = await db
		.selectFrom('contest as c')
		.leftJoin('contest_role as r', (join) =>
			join.onRef('r.contest_id', '=', 'c.id').on('r.user_id', '=', user.id)
		)
		.select([
			'c.id',
			'c.code',
			'c.title',
			'c.phase',
			'c.updated_at as updatedAt',
			'c.rehearsal_of as rehearsalOf',
			'r.role'
		])
		.where('c.rehearsal_of', 'is', null)
		.$if(user.role !== 'administrator', (q) => q.where('r.role', 'is not', null))
		.orderBy('c.id', 'desc')
		.execute();
	return rows.map(({ role, ...info }) => ({ ...info, role: role ?? 'manager' }));
}

/** Every contest, for operators. Newest first. */
export async function allContests(db: Db): Promise<ContestInfo[]> {
	return await db.selectFrom('contest').select(infoColumns).orderBy('id', 'desc').execute();
}

export async function contestsById(db: Db, ids: number[]): Promise<ContestInfo[]> {
	if (ids.length === 0) return [];
	return await db.selectFrom('contest').select(infoColumns).where('id', 'in', ids).orderBy('id').execute();
}

/** The contests whose records are to be verified, those that are still played first; rehearsals leave none. */
export async function recordsToVerify(db: Db): Promise<{ id: number; code: string }[]> {
	return await db
		.selectFrom('contest')
		.select(['id', 'code'])
		.where('rehearsal_of', 'is', null)
		.orderBy((e) => e('phase', '=', 'finished'))
		.orderBy('id', 'desc')
		.execute();
}

export async function contestDraft(db: Db, id: number): Promise<ContestDraft | null> {
	const row = await db
		.selectFrom('contest')
		.select([...infoColumns, 'setup'])
		.where('id', '=', id)
		.executeTakeFirst();
	return row ? { ...row, setup: completeSetup(row.setup) } : null;
}

/** The contest that a code names; spaces and hyphens typed into it do not matter. */
export async function contestByCode(db: Db, code: string): Promise<ContestInfo | null> {
	const row = await db
		.selectFrom('contest')
		.select(infoColumns)
		.where('code', '=', code.replace(/[\s-]/g, ''))
		.executeTakeFirst();
	return row ?? null;
}

/** When a contest was taken in from a file of another installation; null: never. */
export async function carriedAt(db: Db, id: number): Promise<Date | null> {
	const row = await db.selectFrom('contest').select('carried_at').where('id', '=', id).executeTakeFirst();
	return row?.carried_at ?? null;
}

/** The code of a contest that is there. */
export async function codeOf(db: Db, id: number): Promise<string> {
	const { code } = await db
		.selectFrom('contest')
		.select('code')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return code;
}

/** Changes the draft; what has been prepared already stays as it is until it is prepared again. */
export async function saveDraft(db: Db, id: number, draft: { title?: string; setup?: Setup }): Promise<void> {
	await db
		.updateTable('contest')
		.set({
			...(draft.title === undefined ? {} : { title: draft.title }),
			...(draft.setup === undefined ? {} : { setup: JSON.stringify(draft.setup) }),
			updated_at: new Date()
		})
		.where('id', '=', id)
		.execute();
}

/** Deletes a contest with its record; false when it is gone, or has started and so must be kept. */
export async function deleteContest(db: Db, id: number): Promise<boolean> {
	const deleted = await db
		.deleteFrom('contest')
		.where('id', '=', id)
		.where('phase', 'in', ['draft', 'lobby'])
		.returning('id')
		.executeTakeFirst();
	return deleted !== undefined;
}
