import type { Db } from '../db/client';
import type { ContestRole } from '../db/schema';

export interface ContestMember {
	id: string;
	displayName: string;
	username: string;
	role: ContestRole;
}

export type ContestMemberRefusal = 'contest/last_manager' | 'person/unknown';

/** Who has a role in the contest. Administrators manage every contest without one. */
export async function listContestMembers(db: Db, contestId: number): Promise<ContestMember[]> {
	return await db
		.selectFrom('contest_role')
		.innerJoin('staff_user', 'staff_user.id', 'contest_role.user_id')
		.select(['staff_user.id', 'display_name as displayName', 'username', 'contest_role.role'])
		.where('contest_id', '=', contestId)
		.orderBy('display_name')
		.execute();
}

/** Gives the user this role in the contest, or none. A contest that has a manager keeps one. */
export async function setContestMember(
	db: Db,
	contestId: number,
	userId: string,
	role: ContestRole | null
): Promise<{ ok: true } | { ok: false; code: ContestMemberRefusal }> {
	return await db.transaction().execute(async (tx) => {
		// The contest's row is left alone: answers that come in share it. Its roles are what is locked.
		const members = await tx
			.selectFrom('contest_role')
			.select(['user_id', 'role'])
			.where('contest_id', '=', contestId)
			.orderBy('user_id')
			.forUpdate()
			.execute();
		const managers = members.filter((row) => row.role === 'manager');
		if (role !== 'manager' && managers.length === 1 && managers[0]?.user_id === userId)
			return { ok: false, code: 'contest/last_manager' };
		if (role === null) {
			await tx
				.deleteFrom('contest_role')
				.where('contest_id', '=', contestId)
				.where('user_id', '=', userId)
				.execute();
			return { ok: true };
		}
		const user = await tx.selectFrom('staff_user').select('id').where('id', '=', userId).executeTakeFirst();
		if (!user) return { ok: false, code: 'person/unknown' };
		await tx
			.insertInto('contest_role')
			.values({ contest_id: contestId, user_id: userId, role })
			.onConflict((row) => row.columns(['contest_id', 'user_id']).doUpdateSet({ role }))
			.execute();
		return { ok: true };
	});
}
