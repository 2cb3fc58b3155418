import { randomUUID } from 'node:crypto';
import { problems } from '$lib/bank/check';
import type { Draft } from '$lib/bank/draft';
import { readLevel } from '$lib/bank/words';
import { presets } from '$lib/contest/presets';
import { completeRound } from '$lib/contest/rules';
import { questionKinds, type Setup } from '$lib/contest/setup';
import { m } from '$lib/paraglide/messages';
import { findBank } from '$lib/server/bank/banks';
import { listQuestions } from '$lib/server/bank/questions';
import { importDraftsIn } from '$lib/server/bank/transfer';
import { createContest } from '$lib/server/contest/contests';
import { cleanName } from '$lib/contest/people-names/clean';
import { addQuestions, byDifficulty, draw, unused, type Place } from '$lib/server/contest/plan';
import { prepareContest } from '$lib/server/contest/prepare';
import { inTransaction, type Db } from '$lib/server/db/client';
import { errorText } from '$lib/server/error-text';
import { readBankFile } from '$lib/server/files/bank-file';
import { addContestants } from '$lib/server/people/roster';
import { doubtText } from '$lib/ui/bank/words';
import { pathText, withRules, type ContestFile, type FileProblem, type FileQuestions } from './contest-file';

/** A contest that a file describes, with its questions found; nothing of it is saved yet. */
export interface ContestPlan {
	file: ContestFile;
	/** With the questions that were drawn from banks. */
	setup: Setup;
	/** Those that the file brings along. */
	own: { place: Place; drafts: Draft[] }[];
}

type Drawn = Exclude<FileQuestions, unknown[] | number>;

/** Finds everything that the file names, in the banks and in itself; with all that is wrong, or the plan. */
export async function planContest(
	db: Db,
	file: ContestFile
): Promise<{ ok: true; plan: ContestPlan } | { ok: false; problems: FileProblem[] }> {
	const found: FileProblem[] = [...rosterProblems(file)];
	const base = presets[file.preset];
	const own: ContestPlan['own'] = [];
	let setup: Setup = {
		organizer: file.organizer,
		units: file.units,
		rules: withRules(base.rules, file.rules),
		rounds: file.rounds.map(({ questions: _, ...round }) => completeRound(round)),
		extraSeconds: file.extraSeconds ?? base.extraSeconds,
		mainQuestions: base.mainQuestions,
		approvedOnly: file.approvedOnly,
		questions: [],
		awards: file.awards ?? base.awards
	};
	for (const { path, place, questions } of sections(file)) {
		const say = (text: string, ...more: PropertyKey[]) =>
			found.push({ path: pathText([...path, ...more]), text });
		if (Array.isArray(questions)) {
			if (file.approvedOnly) say(m.cli_file_not_approved());
			own.push({ place, drafts: await readOwn(questions, say) });
		} else {
			const wanted = typeof questions === 'number' ? { count: questions } : questions;
			setup = await drawFrom(db, setup, place, { bank: file.bank, ...wanted }, say);
		}
	}
	return found.length > 0 ? { ok: false, problems: found } : { ok: true, plan: { file, setup, own } };
}

/** Saves the whole contest, or nothing. */
export async function createPlanned(
	db: Db,
	{ file, setup, own }: ContestPlan
): Promise<{ id: number; code: string }> {
	return await inTransaction(db, async (tx) => {
		let whole = setup;
		const drafts = own.flatMap((o) => o.drafts).map((draft, i) => ({ ...draft, place: i + 1 }));
		if (drafts.length > 0) {
			const bank = { title: file.title, language: 'vi', note: '' };
			const content = { ...bank, kind: 'json' as const, drafts, doubts: [], pictures: [] };
			const places = drafts.map((d) => d.place);
			const { bankId } = must(await importDraftsIn(tx, { create: bank }, content, places, null));
			const ids = (await listQuestions(tx, bankId)).map((q) => q.id);
			for (const o of own) whole = addQuestions(whole, ids.splice(0, o.drafts.length), o.place);
		}
		const contest = await createContest(tx, { title: file.title, setup: whole, createdBy: null });
		const people = file.roster.map((r) => ({ ...r, sbd: r.sbd ?? null, pin: r.pin ?? null }));
		must(await addContestants(tx, contest.id, people, 'operator'));
		if (file.open) must(await prepareContest(tx, contest.id, 'operator'));
		return contest;
	});
}

/** The plan was checked before: a refusal now undoes everything. */
function must<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
	if (!isDone(outcome)) throw new Error(`the contest could not be created: ${JSON.stringify(outcome)}`);
	return outcome;
}

const isDone = <T extends { ok: boolean }>(outcome: T): outcome is Extract<T, { ok: true }> => outcome.ok;

function* sections(
	file: ContestFile
): Generator<{ path: PropertyKey[]; place: Place; questions: FileQuestions }> {
	for (const [round, { questions }] of file.rounds.entries())
		yield { path: ['rounds', round, 'questions'], place: { kind: 'main', round }, questions };
	for (const kind of questionKinds) {
		const questions = kind === 'main' ? undefined : file.extras[kind];
		if (questions !== undefined) yield { path: ['extras', kind], place: { kind, round: -1 }, questions };
	}
}

type Say = (text: string, ...path: PropertyKey[]) => void;

/** Questions that the file brings along: every doubt counts here, since nobody looks at a preview. */
async function readOwn(questions: unknown[], say: Say): Promise<Draft[]> {
	const bytes = new TextEncoder().encode(JSON.stringify(questions));
	const read = await readBankFile(bytes, '');
	if (!read.ok) {
		say(errorText(read.code));
		return [];
	}
	for (const { value } of read.doubts) say(m.cli_file_unknown_key({ name: value }));
	for (const { place, doubts } of read.drafts)
		for (const doubt of doubts)
			say(doubtText(doubt), place - 1, doubt.field === 'key' ? 'answer' : doubt.field);
	return read.drafts;
}

/** Draws at random what the contest does not have yet, and puts it in the order of its difficulty. */
async function drawFrom(db: Db, setup: Setup, place: Place, wanted: Drawn, say: Say): Promise<Setup> {
	if (wanted.bank === undefined) {
		say(m.cli_file_no_bank());
		return setup;
	}
	const bank = await findBank(db, wanted.bank);
	if (!bank.ok) {
		say(errorText(bank.code, { bank: wanted.bank }));
		return setup;
	}
	const pool = (await listQuestions(db, bank.id)).filter(
		(q) => problems(q).length === 0 && (!setup.approvedOnly || q.status === 'approved')
	);
	const { topics = [], count } = wanted;
	const levels = (wanted.levels ?? []).map((name) => readLevel(name));
	for (const [i, level] of levels.entries())
		if (level === null) say(m.cli_file_no_level({ level: wanted.levels?.[i] ?? '' }), 'levels', i);
	for (const [i, topic] of topics.entries())
		if (!pool.some((q) => q.topic === topic))
			say(m.cli_file_no_topic({ bank: bank.title, topic }), 'topics', i);
	const known = levels.filter((level) => level !== null);
	const ids = draw(unused(pool, setup), setup, { topics, levels: known, count }, randomUUID());
	if (ids.length < count) say(m.cli_file_too_few({ count, bank: bank.title, n: ids.length }));
	const levelOf = new Map(pool.map((q) => [q.id, q.level]));
	return byDifficulty(addQuestions(setup, ids, place), place, (id) => levelOf.get(id) ?? '');
}

function rosterProblems({ roster, rules, preset }: ContestFile): FileProblem[] {
	const found: FileProblem[] = [];
	const rowOf = new Map<number, number>();
	for (const [i, { name, sbd }] of roster.entries()) {
		if (cleanName(name) === null) found.push({ path: `roster[${i}].name`, text: m.cli_file_name() });
		if (sbd === undefined) continue;
		const other = rowOf.get(sbd);
		if (other === undefined) rowOf.set(sbd, i);
		else found.push({ path: `roster[${i}].sbd`, text: m.cli_file_sbd_twice({ sbd, other }) });
	}
	const capacity = rules.capacity ?? presets[preset].rules.capacity;
	if (roster.length > capacity)
		found.push({ path: 'roster', text: m.cli_file_roster_full({ n: roster.length, capacity }) });
	return found;
}
