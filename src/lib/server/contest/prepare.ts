import { isDeepStrictEqual } from 'node:util';
import { problems } from '$lib/bank/check';
import type { Setup } from '$lib/contest/setup';
import type { ContestQuestion, Prepared } from '$lib/contest/state';
import type { Refusal } from '$lib/contest/commands';
import type { Registered } from '$lib/contest/events';
import type { Db } from '../db/client';
import { act } from './act';
import { contestDraft, type ContestDraft } from './contests';
import { chainIdOf } from './log';
import { mediaToken } from './media-token';
import { questionsById } from './questions';
import { cardSecret } from './seats';

export type PrepareRefusal =
	| Refusal
	| 'contest/unknown'
	| 'contest/question_gone'
	| 'contest/question_unfit'
	| 'contest/question_not_approved';

/** `n`: how many questions, where it is about their number. */
export interface PrepareRefused {
	ok: false;
	code: PrepareRefusal;
	n?: number;
}

/**
 * Takes the copies of the questions (QU4), fixes the rules, registers the roster and opens the waiting room. May be
 * repeated until the first question, to take in what has changed since.
 */
export async function prepareContest(
	db: Db,
	id: number,
	actor: string
): Promise<{ ok: true } | PrepareRefused> {
	const draft = await contestDraft(db, id);
	if (!draft) return { ok: false, code: 'contest/unknown' };
	const copied = await preparedFrom(db, draft);
	if (!copied.ok) return copied;
	const { prepared } = copied;
	const acted = await act<{ ok: true } | PrepareRefused>(db, id, undefined, async (acting) => {
		const done = acting.do({ type: 'prepare', prepared }, actor);
		if (!done.ok) return done;
		const roster = await acting.tx
			.selectFrom('contestant')
			.select(['sbd', 'unit', 'reserve'])
			.where('contest_id', '=', id)
			.orderBy('sbd')
			.execute();
		const known = acting.contest().contestants;
		const contestants = roster.filter((c) => !known.has(c.sbd)).map(registered);
		return contestants.length > 0 ? acting.do({ type: 'register', contestants }, actor) : done;
	});
	return acted.ok ? acted.value : acted;
}

/** Somebody of the list as the log names her. */
export function registered({
	sbd,
	unit,
	reserve
}: {
	sbd: number;
	unit: string;
	reserve: boolean;
}): Registered {
	return reserve ? { sbd, unit, reserve } : { sbd, unit };
}

/** Whether preparing again would change what the waiting room has: the draft or a question's text was edited since. */
export async function changedSincePrepared(db: Db, draft: ContestDraft): Promise<boolean> {
	const last = await db
		.selectFrom('contest_event')
		.select('data')
		.where('contest_id', '=', draft.id)
		.where('type', '=', 'prepared')
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	const now = await preparedFrom(db, draft);
	return !now.ok || !isDeepStrictEqual(last?.data, { prepared: now.prepared });
}

async function preparedFrom(
	db: Db,
	{ id, title, setup }: ContestDraft
): Promise<{ ok: true; prepared: Prepared } | PrepareRefused> {
	const [secret, chainId] = [await cardSecret(db, id), await chainIdOf(db, id)];
	const copies = await copyQuestions(db, setup, (what) => mediaToken(chainId, secret, what));
	if (!copies.ok) return copies;
	const { organizer, rules, rounds, units, awards } = setup;
	const { questions } = copies;
	return { ok: true, prepared: { title, organizer, rules, rounds, units, questions, awards } };
}

type Copies = { ok: true; questions: ContestQuestion[] } | PrepareRefused;

async function copyQuestions(db: Db, setup: Setup, token: (what: string) => string): Promise<Copies> {
	const inBanks = await questionsById(
		db,
		setup.questions.map((q) => q.questionId)
	);
	const unapproved = [...inBanks.values()].filter(({ status }) => status !== 'approved').length;
	if (setup.approvedOnly && unapproved > 0)
		return { ok: false, code: 'contest/question_not_approved', n: unapproved };
	const questions: ContestQuestion[] = [];
	for (const [i, planned] of inOrderOfPlay(setup).entries()) {
		const question = inBanks.get(planned.questionId)?.question;
		if (!question) return { ok: false, code: 'contest/question_gone' };
		if (problems(question).length > 0) return { ok: false, code: 'contest/question_unfit' };
		const main = planned.kind === 'main';
		const round = main ? setup.rounds[planned.round] : undefined;
		const seconds = planned.seconds ?? question.seconds ?? round?.seconds ?? setup.extraSeconds;
		questions.push({
			...question,
			media: question.media.map((m) => ({ ...m, token: token(`${i + 1} ${m.on} ${m.id}`) })),
			no: i + 1,
			kind: planned.kind,
			round: main ? planned.round : -1,
			limitMs: seconds * 1000,
			bankId: planned.questionId
		});
	}
	return { ok: true, questions };
}

/** Main questions round by round, then the others as they stand. */
function inOrderOfPlay(setup: Setup): Setup['questions'] {
	const main = setup.questions.filter((p) => p.kind === 'main').sort((a, b) => a.round - b.round);
	return [...main, ...setup.questions.filter((p) => p.kind !== 'main')];
}
