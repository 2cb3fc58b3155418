import { randomUUID } from 'node:crypto';
import { programSession } from '../auth';
import type { Db } from '../db/client';
import { insertStaff } from './staff';

/** A host of one contest for one run of a program, such as a simulation. */
export interface StandIn {
	/** The Cookie header with which the program is signed in. */
	cookie: string;
	/** Deletes the account, and with it the session and the role. The record keeps its id. */
	leave(): Promise<void>;
}

/** Gives a program an account that can host this one contest, has no password, and lasts until it leaves. */
export async function standInHost(db: Db, contestId: number, displayName: string): Promise<StandIn> {
	const id = await db.transaction().execute(async (tx) => {
		const username = `stand-in-${randomUUID().slice(0, 13)}`;
		const id = await insertStaff(tx, { username, displayName, role: 'host' }, null);
		if (id === null) throw new Error(`the name ${username} is taken`);
		await tx
			.insertInto('contest_role')
			.values({ contest_id: contestId, user_id: id, role: 'host' })
			.execute();
		return id;
	});
	return {
		cookie: await programSession(db, id, displayName),
		leave: async () => void (await db.deleteFrom('staff_user').where('id', '=', id).execute())
	};
}
