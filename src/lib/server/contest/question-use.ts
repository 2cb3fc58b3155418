import { sql } from 'kysely';
import { fold } from '$lib/contest/evolve';
import { itemStatistics } from '$lib/contest/item-statistics';
import { questionOf, type Contest } from '$lib/contest/state';
import { foldTurns } from '$lib/contest/turns';
import type { Db } from '../db/client';
import { reportBug } from '../observe/log';
import { readLog, type RecordedEvent } from './log';

/** A judge who corrects while it is written makes it begin again; after so many times it is left to the next correction. */
const tries = 5;

/**
 * Keeps how a contest's questions proved beside the questions of the banks, as its record says now. The record is read without
 * any lock; the contest's row is held for the few rows alone. A contest that has not ended, and a rehearsal, leave nothing.
 */
export async function keepQuestionUse(db: Db, contestId: number): Promise<void> {
	for (let i = 0; i < tries; i++) if (await writeUse(db, contestId, await readLog(db, contestId))) return;
}

/** Catches up with contests that ended, or were corrected, without this having been written. */
export async function keepMissedUse(db: Db): Promise<void> {
	const missed = await db
		.selectFrom('contest')
		.select('id')
		.where('phase', '=', 'finished')
		.where('rehearsal_of', 'is', null)
		.where((e) => e.or([e('use_version', 'is', null), e('use_version', '<', e.ref('version'))]))
		.orderBy('id')
		.execute();
	for (const { id } of missed)
		await keepQuestionUse(db, id).catch((error: unknown) =>
			reportBug(`question use of contest ${id}`, error)
		);
}

/** False: the contest has moved on since the log was read. */
async function writeUse(db: Db, contestId: number, log: readonly RecordedEvent[]): Promise<boolean> {
	const contest = fold(log);
	const ended = log.findLast(({ event }) => event.type === 'finished');
	const rows = contest.phase === 'finished' && ended ? useRows(contestId, contest, log, ended.at) : [];
	return await db.transaction().execute(async (tx) => {
		const held = await tx
			.updateTable('contest')
			.set({ use_version: contest.version })
			.where('id', '=', contestId)
			.where('version', '=', contest.version)
			.returning('rehearsal_of as rehearsalOf')
			.executeTakeFirst();
		if (!held) return false;
		await tx.deleteFrom('question_use').where('contest_id', '=', contestId).execute();
		if (held.rehearsalOf !== null || rows.length === 0) return true;
		const ids = rows.map((row) => row.question_id);
		// Held, so that none is deleted before its row is written.
		const inBanks = await tx
			.selectFrom('question')
			.select('id')
			.where('id', 'in', ids)
			.forKeyShare()
			.execute();
		const there = new Set(inBanks.map(({ id }) => id));
		const kept = rows.filter((row) => there.has(row.question_id));
		if (kept.length > 0) await tx.insertInto('question_use').values(kept).execute();
		return true;
	});
}

function useRows(contestId: number, contest: Contest, log: readonly RecordedEvent[], endedAt: number) {
	return itemStatistics(foldTurns(log)).flatMap(({ q, right, counts, ...said }) => {
		const { bankId } = questionOf(contest, q);
		if (bankId === null) return [];
		return [
			{
				question_id: bankId,
				contest_id: contestId,
				no: q,
				played_at: new Date(endedAt),
				correct: right,
				counts: JSON.stringify(counts),
				...said
			}
		];
	});
}

/** How each question proved over all contests. */
export function provenByQuestion(db: Db) {
	return db
		.selectFrom('question_use')
		.select((e) => [
			'question_id',
			e.fn.max('played_at').as('lastUsed'),
			sql<number>`sum(judged)::int`.as('judged'),
			sql<number>`sum(correct)::int`.as('correct')
		])
		.groupBy('question_id');
}
