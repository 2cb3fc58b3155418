import { recordFaultText } from '$lib/words/record-fault';
import { contestRole, type StaffUser } from '../auth';
import type { Db } from '../db/client';
import { errorText } from '../error-text';
import { readCarried } from './read';
import { takeIn, type TakenIn } from './take-in';

export { carryOut } from './write';

/** Opens the file of a contest for an account, or for an operator. */
export async function openCarried(db: Db, user: StaffUser | null, bytes: Uint8Array): Promise<TakenIn> {
	const read = await readCarried(bytes);
	if (!read.ok) return read;
	return await takeIn(db, read.carried, {
		userId: user?.id ?? null,
		manages: async (contestId) => user !== null && (await contestRole(db, user, contestId)) === 'manager'
	});
}

/** Why the file was not opened, with the place where it is not what it was. */
export function carryFaultText(refused: Extract<TakenIn, { ok: false }>): string {
	if ('fault' in refused) return errorText(refused.code, { fault: recordFaultText(refused.fault) });
	const { place = '', event = 0 } = 'place' in refused || 'event' in refused ? refused : {};
	return errorText(refused.code, { place, event });
}
