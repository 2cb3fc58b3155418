import { sql } from 'kysely';
import { findingRules } from '$lib/bank/findings';
import type { Db } from '../db/client';
import { foundIn, questionColumns } from './repository';

const atOnce = 500;

/**
 * Finds anew what older rules, or none yet, have found about the questions of all banks; returns how many those were.
 * Whoever changes one of them in between has found it anew herself.
 */
export async function recheckQuestions(db: Db): Promise<number> {
	for (let checked = 0; ;) {
		const rows = await db
			.selectFrom('question')
			.select(['id', 'version', ...questionColumns])
			.where('checked', '<', findingRules)
			.limit(atOnce)
			.execute();
		if (rows.length === 0) return checked;
		const found = rows.map(({ id, version, ...question }) => ({ id, version, ...foundIn(question) }));
		await sql`
			update question set findings = found.findings::jsonb, fit = found.fit, checked = ${findingRules}
			from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as found(id text, version int, findings text, fit boolean)
			where question.id = found.id and question.version = found.version`.execute(db);
		checked += rows.length;
	}
}
