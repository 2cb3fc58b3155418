import { contestLock } from '../contest/lock';
import type { Sql } from '../db/client';
import { observe } from '../observe/metrics';

/** An answer as it came in. */
export interface IncomingAnswer {
	q: number;
	/** An SBD, or minus the number of an onlooker (CO5). */
	player: number;
	value: string;
	/** The phone's own counter of choices (PH4). */
	choiceNo: number;
	/** ms since 1970, database time, at receipt. */
	receivedAt: number;
}

export type AnswerRefusal = 'answer/closed' | 'answer/locked' | 'server/unavailable';
export type AnswerOutcome =
	{ ok: true; choiceNo: number; value: string } | { ok: false; code: AnswerRefusal };

interface Waiting {
	answer: IncomingAnswer;
	tell: (outcome: AnswerOutcome) => void;
}

interface StoredAnswer {
	question: number;
	player: number;
	value: string;
	choice_no: number;
	locks: boolean;
}

/** Who answered, in each table of answers. */
const players = { answer: 'sbd', along_answer: 'player' } as const;

/** Rows of one statement; more wait for the next. */
const largest = 5000;
/** Between two statements, ms: a statement costs as much as twenty answers. */
const rest = 1;

/**
 * Records the answers of one contest: what arrives while a batch is being written goes into the next, in one statement.
 * An outcome is told after the commit and not before (PH6). The statement shares the contest's lock, so a close waits
 * for it and it never follows a close.
 */
export class AnswerBatch {
	private waiting: Waiting[] = [];
	private writing: Promise<void> | null = null;
	/** Since when nothing could be written. */
	private failingSince: number | null = null;

	/** `table`: what judges the floor, or what never touches it (CO5). `onRecorded`: told how long a batch took, with all that failed before it, ms. */
	constructor(
		private readonly sql: Sql,
		private readonly contestId: number,
		private readonly table: keyof typeof players,
		private readonly onRecorded: (ms: number) => void = () => {}
	) {}

	put(answer: IncomingAnswer): Promise<AnswerOutcome> {
		return new Promise((tell) => {
			this.waiting.push({ answer, tell });
			this.writing ??= this.write();
		});
	}

	/** Resolves when all that has come in before the call has been written or refused. */
	async drained(): Promise<void> {
		const last = this.waiting.at(-1);
		if (!last) return await (this.writing ?? Promise.resolve());
		const { tell } = last;
		await new Promise<void>((resolve) => {
			last.tell = (outcome) => {
				tell(outcome);
				resolve();
			};
		});
	}

	private async write(): Promise<void> {
		// A turn of the event loop, so that what arrives together is written together.
		await new Promise((resolve) => setImmediate(resolve));
		while (this.waiting.length > 0) {
			await this.flush(this.waiting.splice(0, largest));
			await new Promise((resolve) => setTimeout(resolve, rest));
		}
		this.writing = null;
	}

	private async flush(batch: Waiting[]): Promise<void> {
		const begun = performance.now();
		const since = (this.failingSince ??= begun);
		try {
			const stored = await this.store(batch.map((w) => w.answer));
			const ended = performance.now();
			this.failingSince = null;
			observe.batchWritten(batch.length, ended - begun);
			this.onRecorded(ended - since);
			for (const { answer, tell } of batch)
				tell(outcomeOf(answer, stored.get(keyOf(answer.q, answer.player))));
		} catch {
			observe.batchFailed();
			// Whether the commit happened is not known; the phone sends again, which changes nothing if it did.
			for (const { tell } of batch) tell({ ok: false, code: 'server/unavailable' });
		}
	}

	/** What is on record, by question and seat, for those answers that came in time. */
	private async store(answers: IncomingAnswer[]): Promise<Map<string, StoredAnswer>> {
		const id = this.contestId;
		const table = this.sql(this.table);
		const player = this.sql(players[this.table]);
		const rows = await this.sql<StoredAnswer[]>`
			with gate as materialized (
				select pg_advisory_xact_lock_shared(${contestLock}, ${id}::int)
			), c as materialized (
				select contest.id, open_question, accept_until, first_choice_locks
				from contest, gate where contest.id = ${id}::int for share of contest
			), counted as (
				select distinct on (n.question, n.player) c.id, n.*, c.first_choice_locks
				from unnest(
					${answers.map((a) => a.q)}::int[],
					${answers.map((a) => a.player)}::int[],
					${answers.map((a) => a.value)}::text[],
					${answers.map((a) => a.choiceNo)}::int[],
					${answers.map((a) => a.receivedAt)}::bigint[]
				) as n(question, player, value, choice_no, received_at)
				join c on c.open_question = n.question and n.received_at <= c.accept_until
				order by n.question, n.player,
					case when c.first_choice_locks then n.choice_no else -n.choice_no end
			)
			insert into ${table} as a (contest_id, question, ${player}, value, choice_no, received_at)
			select id, question, player, value, choice_no, received_at from counted
			on conflict (contest_id, question, ${player}) do update set (value, choice_no, received_at) = (
				select v.value, v.choice_no, v.received_at from (values
					(excluded.value, excluded.choice_no, excluded.received_at,
						excluded.choice_no > a.choice_no and not (select first_choice_locks from c)),
					(a.value, a.choice_no, a.received_at, true)
				) as v(value, choice_no, received_at, taken)
				where v.taken limit 1
			)
			returning question, ${player} as player, value, choice_no, (select first_choice_locks from c) as locks`;
		return new Map(rows.map((r) => [keyOf(r.question, r.player), r]));
	}
}

const keyOf = (question: number, player: number) => `${question}:${player}`;

/** A choice that a later one has overtaken is answered with the later one: that is what counts (PH4). */
function outcomeOf(answer: IncomingAnswer, stored: StoredAnswer | undefined): AnswerOutcome {
	if (!stored) return { ok: false, code: 'answer/closed' };
	if (stored.choice_no >= answer.choiceNo)
		return { ok: true, choiceNo: stored.choice_no, value: stored.value };
	return { ok: false, code: stored.locks ? 'answer/locked' : 'answer/closed' };
}
