import { sql } from 'kysely';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Db } from '../db/client';
import { hashOf } from './secret';

/** The columns of a session, under the names that {@link toLucia} reads. */
const sessionColumns = [
	's.id_hash',
	's.user_id',
	's.expires_at',
	's.absolute_expires_at',
	's.last_seen_at',
	's.address',
	's.user_agent'
] as const;

interface SessionRow {
	id_hash: string;
	user_id: string;
	expires_at: Date;
	absolute_expires_at: Date;
	last_seen_at: Date;
	address: string;
	user_agent: string;
}

/**
 * Lucia's storage. Lucia knows sessions by their id; the database only by the SHA-256 of it, so that a stolen
 * backup opens no door. A disabled user counts as gone, and Lucia then deletes the session.
 */
export function luciaAdapter(db: Db): Adapter {
	return {
		async getSessionAndUser(id) {
			const row = await db
				.selectFrom('staff_session as s')
				.innerJoin('staff_user as u', 'u.id', 's.user_id')
				.select([...sessionColumns, 'u.username', 'u.display_name', 'u.role', 'u.disabled_at'])
				.where('s.id_hash', '=', hashOf(id))
				.executeTakeFirst();
			if (!row) return [null, null];
			const user: DatabaseUser = {
				id: row.user_id,
				attributes: { username: row.username, displayName: row.display_name, role: row.role }
			};
			return [toLucia(row, id), row.disabled_at ? null : user];
		},

		async getUserSessions(userId) {
			const rows = await db
				.selectFrom('staff_session as s')
				.select(sessionColumns)
				.where('s.user_id', '=', userId)
				.orderBy('s.last_seen_at', 'desc')
				.execute();
			// The ids are stored nowhere: here a session goes by its hash.
			return rows.map((row) => toLucia(row, row.id_hash));
		},

		async setSession({ userId, expiresAt, attributes }) {
			await db
				.insertInto('staff_session')
				.values({
					id_hash: attributes.hash,
					user_id: userId,
					expires_at: expiresAt,
					absolute_expires_at: attributes.absoluteExpiresAt,
					address: attributes.address,
					user_agent: attributes.userAgent
				})
				.execute();
		},

		async updateSessionExpiration(id, expiresAt) {
			await db
				.updateTable('staff_session')
				.set({ expires_at: sql`least(${expiresAt}::timestamptz, absolute_expires_at)` })
				.where('id_hash', '=', hashOf(id))
				.execute();
		},

		async deleteSession(id) {
			await db.deleteFrom('staff_session').where('id_hash', '=', hashOf(id)).execute();
		},

		async deleteUserSessions(userId) {
			await db.deleteFrom('staff_session').where('user_id', '=', userId).execute();
		},

		async deleteExpiredSessions() {
			await db.deleteFrom('staff_session').where('expires_at', '<', new Date()).execute();
		}
	};
}

function toLucia(row: SessionRow, id: string): DatabaseSession {
	return {
		id,
		userId: row.user_id,
		expiresAt: row.expires_at,
		attributes: {
			hash: row.id_hash,
			absoluteExpiresAt: row.absolute_expires_at,
			lastSeenAt: row.last_seen_at,
			address: row.address,
			userAgent: row.user_agent
		}
	};
}
