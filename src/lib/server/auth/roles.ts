import type { Db } from '../db/client';
import type { BankRole, ContestRole } from '../db/schema';
import type { StaffUser } from './signed-in';

/**
 * What this user may do with a bank; null: not even see it (or there is none). Administrators own every bank. A bank
 * that nobody has a role in, such as the sample bank, belongs to all organizers.
 */
export async function bankRole(db: Db, user: StaffUser, bankId: string): Promise<BankRole | null> {
	const bank = await db
		.selectFrom('bank')
		.select((eb) => [
			eb
				.selectFrom('bank_role')
				.select('role')
				.whereRef('bank_role.bank_id', '=', 'bank.id')
				.where('user_id', '=', user.id)
				.as('own'),
			eb.selectFrom('bank_role').select('bank_id').whereRef('bank_id', '=', 'bank.id').limit(1).as('shared')
		])
		.where('id', '=', bankId)
		.executeTakeFirst();
	if (!bank) return null;
	if (user.role === 'administrator') return 'owner';
	if (bank.own) return bank.own;
	return !bank.shared && user.role === 'organizer' ? 'editor' : null;
}

/** What this user may do in a contest; null: nothing (or there is none). Administrators manage every contest. */
export async function contestRole(db: Db, user: StaffUser, contestId: number): Promise<ContestRole | null> {
	const contest = await db
		.selectFrom('contest')
		.select((eb) =>
			eb
				.selectFrom('contest_role')
				.select('role')
				.whereRef('contest_role.contest_id', '=', 'contest.id')
				.where('user_id', '=', user.id)
				.as('own')
		)
		.where('id', '=', contestId)
		.executeTakeFirst();
	if (!contest) return null;
	return user.role === 'administrator' ? 'manager' : contest.own;
}
