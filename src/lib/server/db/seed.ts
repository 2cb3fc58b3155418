import { sql } from 'kysely';
import { m } from '$lib/paraglide/messages';
import { importDraftsIn } from '../bank/transfer';
import { readBankFile } from '../files/bank-file';
import { readBankJson } from '../files/bank-json';
import type { Db } from './client';
import sample from './sample-bank.json?raw';

/** Under which title the sample bank is found. */
export function sampleTitle(): string {
	return readBankJson(sample).title;
}

/** Puts the sample bank into a database in which nobody has ever worked. It has no owner: all organizers may use and edit it. */
export async function seed(db: Db): Promise<void> {
	const file = await readBankFile(new TextEncoder().encode(sample), 'sample-bank.json');
	if (!file.ok) throw new Error(`sample bank: ${file.code}`);
	const bank = { title: file.title, language: file.language, note: m.bank_sample_note({}, { locale: 'vi' }) };
	const places = file.drafts.map((d) => d.place);
	await db.transaction().execute(async (tx) => {
		// Of two processes that start at once the second waits here, and then finds the bank.
		await sql`lock table bank in share row exclusive mode`.execute(tx);
		const { rows } = await sql<{ used: boolean }>`
			select exists (select from bank) or exists (select from staff_user) as used`.execute(tx);
		if (rows[0]?.used) return;
		const saved = await importDraftsIn(tx, { create: bank }, file, places, null);
		if (!saved.ok) throw new Error(`sample bank: ${saved.code}`);
	});
}

/** Whether there is nothing but what {@link seed} has put there: no account, no contest, no bank of anybody's. */
export async function isUnused(db: Db): Promise<boolean> {
	const { title, questions } = readBankJson(sample);
	const { rows } = await sql<{ unused: boolean }>`
		select not exists (select from staff_user) and not exists (select from contest)
			and not exists (select from bank where title <> ${title})
			and (select count(*) from question) <= ${questions.length} as unused`.execute(db);
	return rows[0]?.unused === true;
}
