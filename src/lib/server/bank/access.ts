import { error, type RequestEvent } from '@sveltejs/kit';
import { app } from '../app';
import { bankRole, requireStaff, type StaffUser } from '../auth';
import type { Db } from '../db/client';
import type { BankRole } from '../db/schema';
import { errorText } from '../error-text';

const rank: Record<BankRole, number> = { reader: 1, editor: 2, owner: 3 };

export interface BankAccess {
	db: Db;
	user: StaffUser;
	role: BankRole;
}

/** Lets through who may at least do `needed` with the bank; a bank that one may not see is as good as none (404). */
export async function requireBank(
	event: Pick<RequestEvent, 'locals' | 'url'>,
	bankId: string,
	needed: BankRole
): Promise<BankAccess> {
	const { user } = requireStaff(event);
	const { db } = app();
	const role = await bankRole(db, user, bankId);
	if (!role) error(404, errorText('bank/gone'));
	if (rank[role] < rank[needed]) error(403, errorText('bank/read_only'));
	return { db, user, role };
}
