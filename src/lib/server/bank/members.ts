import type { Db } from '../db/client';
import type { BankRole } from '../db/schema';
import { lockBank } from './repository';

export interface BankMember {
	id: string;
	displayName: string;
	username: string;
	role: BankRole;
}

export type MemberRefusal = { ok: false; code: 'bank/last_owner' | 'bank/gone' | 'person/unknown' };

/** Who has a role in the bank. */
export function listMembers(db: Db, bankId: string): Promise<BankMember[]> {
	return db
		.selectFrom('bank_role')
		.innerJoin('staff_user', 'staff_user.id', 'bank_role.user_id')
		.select(['staff_user.id', 'display_name as displayName', 'username', 'bank_role.role'])
		.where('bank_id', '=', bankId)
		.orderBy('display_name')
		.execute();
}

/** Gives the user this role in the bank, or none. A bank that has an owner keeps one. */
export async function setMember(
	db: Db,
	bankId: string,
	userId: string,
	role: BankRole | null
): Promise<{ ok: true } | MemberRefusal> {
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		const owners = await tx
			.selectFrom('bank_role')
			.select('user_id')
			.where('bank_id', '=', bankId)
			.where('role', '=', 'owner')
			.execute();
		if (role !== 'owner' && owners.length === 1 && owners[0]?.user_id === userId)
			return { ok: false, code: 'bank/last_owner' };
		if (role === null) {
			await tx.deleteFrom('bank_role').where('bank_id', '=', bankId).where('user_id', '=', userId).execute();
			return { ok: true };
		}
		const user = await tx.selectFrom('staff_user').select('id').where('id', '=', userId).executeTakeFirst();
		if (!user) return { ok: false, code: 'person/unknown' };
		await tx
			.insertInto('bank_role')
			.values({ bank_id: bankId, user_id: userId, role })
			.onConflict((row) => row.columns(['bank_id', 'user_id']).doUpdateSet({ role }))
			.execute();
		return { ok: true };
	});
}
