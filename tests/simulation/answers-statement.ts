import { contestLock } from '$lib/server/contest/lock';
import type { Row } from './memory-postgres';
import type { Session } from './statements';

interface Sent {
	question: number;
	player: number;
	value: string;
	choice_no: number;
	received_at: number;
}

/** The one statement of the answer path (server/live/answer-batch.ts), with the meaning that it has in PostgreSQL. */
export async function storeAnswers(
	{ postgres, tx }: Session,
	table: string,
	player: string,
	contestId: number,
	sent: Sent[]
): Promise<Row[]> {
	// The table that is written to comes first, whatever else the statement waits for.
	await postgres.lock(tx, `table ${table}`, 'share');
	await postgres.lock(tx, `advisory ${contestLock} ${contestId}`, 'share');
	const [contest] = await postgres.locked(tx, 'contest', (row) => row['id'] === contestId, 'share');
	if (!contest) return [];
	const locks = contest['first_choice_locks'] === true;
	const counted = sent.filter(
		(n) => n.question === contest['open_question'] && n.received_at <= Number(contest['accept_until'])
	);
	const best = new Map<string, Sent>();
	for (const n of counted) {
		const key = `${n.question}:${n.player}`;
		const there = best.get(key);
		if (!there || (locks ? n.choice_no < there.choice_no : n.choice_no > there.choice_no)) best.set(key, n);
	}
	const stored: Row[] = [];
	for (const { player: no, ...n } of [...best.values()].sort(
		(a, b) => a.question - b.question || a.player - b.player
	)) {
		const row: Row = { contest_id: contestId, [player]: no, ...n };
		const now = await postgres.insert(tx, table, row, (there) =>
			n.choice_no > Number(there['choice_no']) && !locks ? row : there
		);
		if (now)
			stored.push({
				question: now['question'],
				player: now[player],
				value: now['value'],
				choice_no: now['choice_no'],
				locks
			});
	}
	return stored;
}
