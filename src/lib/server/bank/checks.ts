import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { bankFindings, type BankFinding } from '$lib/bank/bank-findings';
import type { Doubt } from '$lib/bank/draft';
import type { CheckCode } from '$lib/bank/findings';
import { findSimilar, pairKinds, type Comparable, type PairKind } from '$lib/bank/similar';
import type { Question, ReviewStatus } from '$lib/bank/question';
import type { StaffUser } from '../auth';
import type { Db } from '../db/client';
import { listBanks } from './banks';

/** What was found about the questions of a bank, by kind; and about the bank as a whole. */
export interface CheckOverview {
	bank: BankFinding[];
	/** `doubts`: what the file that they came from left open. */
	kinds: { code: CheckCode | 'doubts'; n: number }[];
	questions: number;
}

/** A question that a finding is about. */
export interface FoundQuestion {
	id: string;
	number: number;
	text: string;
	status: ReviewStatus;
	/** What the file that it came from left open. */
	doubts: Doubt[];
}

export async function checkOverview(db: Db, bankId: string): Promise<CheckOverview> {
	const inBank = db.selectFrom('question').where('bank_id', '=', bankId).where('deleted_at', 'is', null);
	const keyed = await inBank.select(['type', 'options', 'key']).execute();
	const { rows } = await sql<{ code: CheckCode | 'doubts'; n: number }>`
		select code, count(*)::int as n
		from question, jsonb_array_elements_text(
			findings || case when doubts = '[]' then '[]'::jsonb else '["doubts"]'::jsonb end
		) as code
		where bank_id = ${bankId} and deleted_at is null
		group by code`.execute(db);
	return { bank: bankFindings(keyed), kinds: rows, questions: keyed.length };
}

/** Questions of which this was found, in their order. */
export function questionsFound(
	db: Db,
	bankId: string,
	code: CheckCode | 'doubts',
	{ from, most }: { from: number; most: number }
): Promise<FoundQuestion[]> {
	return db
		.selectFrom('question')
		.select(['id', 'position as number', 'text', 'status', 'doubts'])
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.where(
			code === 'doubts' ? sql<boolean>`doubts <> '[]'` : sql<boolean>`findings @> ${JSON.stringify([code])}`
		)
		.orderBy('position')
		.offset(from)
		.limit(most)
		.execute();
}

/** A question of a pair, wherever it stands. */
export interface PairedQuestion extends Comparable, Pick<Question, 'explanation' | 'source'> {
	id: string;
	bankId: string;
	bankTitle: string;
	number: number;
	version: number;
	status: ReviewStatus;
	/** Whether the user may change it. */
	mayEdit: boolean;
}

export interface SimilarPair {
	kind: PairKind;
	one: PairedQuestion;
	other: PairedQuestion;
}

export interface Similar {
	/** The most alike of each kind, up to `mostShown`. */
	pairs: SimilarPair[];
	counts: Record<PairKind, number>;
}

/** Pairs of one kind that a page shows at once. */
export const mostShown = 50;
/** How long the server may be kept from other work, in ms. */
const slice = 8;

/**
 * Pairs of questions that are much alike, at least one of them of this bank, the other of any bank that the user may read.
 * Left out is what somebody said is not the same.
 */
export async function similarQuestions(db: Db, user: StaffUser, bankId: string): Promise<Similar> {
	const banks = new Map((await listBanks(db, user)).map((b) => [b.id, b]));
	const rows = await db
		.selectFrom('question')
		.select(['id', 'bank_id', 'type', 'text', 'options', 'key'])
		.where('deleted_at', 'is', null)
		.where(sql<boolean>`bank_id = any(${[...banks.keys()]})`)
		.orderBy(sql`bank_id <> ${bankId}`)
		.orderBy('bank_id')
		.orderBy('position')
		.execute();
	const mine = rows.filter((r) => r.bank_id === bankId).length;
	const marked = await db
		.selectFrom('question_not_same')
		.innerJoin('question', (join) =>
			join.on((eb) => eb.or([eb('id', '=', eb.ref('one')), eb('id', '=', eb.ref('other'))]))
		)
		.select(['one', 'other'])
		.where('bank_id', '=', bankId)
		.execute();
	const notSame = new Set(marked.map(({ one, other }) => `${one} ${other}`));

	const found = (await inSlices(findSimilar(rows, mine))).flatMap(({ a, b, kind }) => {
		const [one, other] = [rows[a]?.id ?? '', rows[b]?.id ?? ''];
		return notSame.has(inOrder(one, other).join(' ')) ? [] : [{ one, other, kind }];
	});
	const of = (kind: PairKind) => found.filter((p) => p.kind === kind);
	const shown = pairKinds.flatMap((kind) => of(kind).slice(0, mostShown));
	const questions = await pairedQuestions(db, [...new Set(shown.flatMap((p) => [p.one, p.other]))], banks);
	return {
		pairs: shown.flatMap(({ kind, ...pair }) => {
			const [one, other] = [questions.get(pair.one), questions.get(pair.other)];
			return one && other ? [{ kind, one, other }] : [];
		}),
		counts: {
			same: of('same').length,
			other_answer: of('other_answer').length,
			alike: of('alike').length
		}
	};
}

async function pairedQuestions(
	db: Db,
	ids: string[],
	banks: ReadonlyMap<string, { title: string; role: string }>
): Promise<Map<string, PairedQuestion>> {
	const rows = await db
		.selectFrom('question')
		.select(['id', 'bank_id as bankId', 'position as number', 'version', 'status', 'type', 'text', 'options'])
		.select(['key', 'explanation', 'source'])
		.where(sql<boolean>`id = any(${ids})`)
		.execute();
	return new Map(
		rows.map((row) => {
			const bank = banks.get(row.bankId);
			const mayEdit = bank !== undefined && bank.role !== 'reader';
			return [row.id, { ...row, bankTitle: bank?.title ?? '', mayEdit }];
		})
	);
}

/** Notes that two questions, at least one of them of this bank, are not the same. */
export async function markNotSame(
	db: Db,
	bankId: string,
	pair: { one: string; other: string },
	by: string
): Promise<{ ok: true } | { ok: false; code: 'question/gone' }> {
	const [one, other] = inOrder(pair.one, pair.other);
	const there = await db
		.selectFrom('question')
		.select(['id', 'bank_id'])
		.where('id', 'in', [one, other])
		.execute();
	if (there.length !== 2 || !there.some((q) => q.bank_id === bankId))
		return { ok: false, code: 'question/gone' };
	await db
		.insertInto('question_not_same')
		.values({ one, other, by })
		.onConflict((row) => row.doNothing())
		.execute();
	return { ok: true };
}

function inOrder(a: string, b: string): [string, string] {
	return a < b ? [a, b] : [b, a];
}

/** Runs long work in slices, between which the server does other things. */
async function inSlices<T>(work: Generator<void, T>): Promise<T> {
	for (;;) {
		const until = performance.now() + slice;
		let step = work.next();
		while (!step.done && performance.now() < until) step = work.next();
		if (step.done) return step.value;
		await setImmediate();
	}
}
