import type { Schema } from '../db/schema';

/**
 * Whether a table is in backups. Not in them is what opens something for whoever holds it, and what is of no use after a crash: a
 * stolen backup signs nobody in. A new table is listed here, or the program does not compile.
 */
const inBackups: Record<keyof Schema, boolean> = {
	staff_user: true,
	staff_session: false,
	one_time_code: false,
	two_factor: true,
	two_factor_setup: false,
	recovery_code: true,
	pending_sign_in: false,
	api_token: false,
	bank: true,
	bank_role: true,
	question: true,
	question_version: true,
	question_review: true,
	question_not_same: true,
	question_use: true,
	media: true,
	stage_look: true,
	contest: true,
	contest_role: true,
	contest_event: true,
	contest_actor: true,
	contestant: true,
	answer: true,
	onlooker: true,
	along_answer: true,
	appeal: true,
	erasure: true,
	signal: true,
	publication: true,
	contest_paper: true,
	presence: false
};

/** Every table of the program, the migrator's left aside. */
export const ourTables: readonly string[] = Object.keys(inBackups);

/** Those whose rows a backup holds. */
export const backedUpTables: readonly string[] = Object.entries(inBackups)
	.filter(([, kept]) => kept)
	.map(([name]) => name);

/** What migrations have made beside tables. */
export const ourFunctions: readonly string[] = ['search_form(text)'];

/** The tables in which the migrator keeps its books. */
export const migratorTables: readonly string[] = ['kysely_migration', 'kysely_migration_lock'];
