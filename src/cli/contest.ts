import { readFile } from 'node:fs/promises';
import { env } from 'node:process';
import { m } from '$lib/paraglide/messages';
import { addressForOthers } from '$lib/server/address';
import { readConfig } from '$lib/server/config';
import { allContests, contestByCode, type ContestInfo } from '$lib/server/contest/contests';
import { prepareContest } from '$lib/server/contest/prepare';
import { eventOfHead } from '$lib/server/contest/log';
import { verifyContest, type Verification } from '$lib/server/contest/verify';
import type { Db } from '$lib/server/db/client';
import { errorText } from '$lib/server/error-text';
import { recordFaultText } from '$lib/words/record-fault';
import { eraseEverybody, erasePerson, erasureReasons } from '$lib/server/people/erasure';
import { personData } from '$lib/server/people/person-data';
import { readPlayer } from '$lib/server/people/personal-form';
import { pathFromHere, readArguments, refuse } from './arguments';
import type { Command, Io } from './command';
import { createPlanned, planContest } from './contest-create';
import { readContestFile, type FileProblem } from './contest-file';

const usage = ({ name, usage }: Command) => m.cli_usage({ usage: `npm run cli -- ${name} ${usage}` });

const create: Command = {
	name: 'contest create',
	makes: true,
	summary: m.cli_contest_create(),
	usage: 'FILE.json [--json]',
	async run(args, io) {
		const read = readArguments(args, { json: { type: 'boolean' } }, 1);
		if (!read) return refuse(io, usage(create));
		const [path = ''] = read.words;
		const text = await readFile(pathFromHere(path), 'utf8').catch(() => null);
		if (text === null) return refuse(io, errorText('file/not_found', { file: path }));
		const json = parse(text);
		if (!json.ok) return refuse(io, m.cli_file_not_json({ file: path, reason: json.reason }));
		const form = readContestFile(json.value);
		if (!form.ok) return refuseFile(io, form.problems);
		const { db } = await io.db();
		const planned = await planContest(db, form.file);
		if (!planned.ok) return refuseFile(io, planned.problems);
		const contest = await createPlanned(db, planned.plan);
		const links = linksOf(contest);
		if (read.options.json) io.json({ ...contest, links });
		else {
			io.out(m.cli_contest_created({ title: form.file.title, code: contest.code }));
			if (form.file.open) io.out(m.cli_contest_opened({ code: contest.code }));
			tellLinks(io, links);
		}
		return 0;
	}
};

const open: Command = {
	name: 'contest open',
	summary: m.cli_contest_open(),
	usage: 'CODE',
	async run(args, io) {
		const read = readArguments(args, {}, 1);
		if (!read) return refuse(io, usage(open));
		const { db } = await io.db();
		const contest = await findContest(db, io, read.words[0] ?? '');
		if (!contest) return 2;
		const prepared = await prepareContest(db, contest.id, 'operator');
		if (!prepared.ok) return refuse(io, errorText(prepared.code, { n: prepared.n ?? 0 }));
		io.out(m.cli_contest_opened({ code: contest.code }));
		tellLinks(io, linksOf(contest));
		return 0;
	}
};

const list: Command = {
	name: 'contest list',
	summary: m.cli_contest_list(),
	usage: '[--json]',
	async run(args, io) {
		const read = readArguments(args, { json: { type: 'boolean' } });
		if (!read) return refuse(io, usage(list));
		const contests = await allContests((await io.db()).db);
		if (read.options.json) io.json(contests);
		else if (contests.length === 0) io.out(m.cli_contest_none());
		else
			for (const { code, title, phase, rehearsalOf } of contests) {
				const marked = rehearsalOf === null ? title : `${title} ${m.rehearsal_mark()}`;
				io.out(m.cli_contest_line({ code, title: marked, phase: phaseName(phase) }));
			}
		return 0;
	}
};

const verify: Command = {
	name: 'contest verify',
	summary: m.cli_contest_verify(),
	usage: 'CODE [--seal SEAL] [--json]',
	async run(args, io) {
		const options = { seal: { type: 'string' }, json: { type: 'boolean' } } as const;
		const read = readArguments(sealInOneWord(args), options, 1);
		if (!read) return refuse(io, usage(verify));
		const noted = read.options.seal?.replace(/\s/g, '').toLowerCase();
		if (noted !== undefined && !/^[0-9a-f]{16,64}$/.test(noted)) return refuse(io, m.cli_verify_noted_form());
		const { db } = await io.db();
		const contest = await findContest(db, io, read.words[0] ?? '');
		if (!contest) return 2;
		const found = await verifyContest(db, contest.id);
		const { events, sealed, head, fullHead, problems } = found;
		const notedAt = noted === undefined ? undefined : await eventOfHead(db, contest.id, noted);
		if (read.options.json)
			io.json({
				code: contest.code,
				...found,
				problems: problems.map((p) => ({ ...p, message: recordFaultText(p) })),
				notedAt
			});
		else {
			for (const problem of problems) io.err(recordFaultText(problem));
			if (problems.length > 0) io.err(m.cli_verify_broken({ n: problems.length }));
			else
				io.out(events === 0 ? m.cli_verify_nothing() : m.cli_verify_fine({ n: events, head, seq: sealed }));
			if (events > 0) io.out(m.cli_verify_full({ head: fullHead }));
			if (notedAt === null) io.err(m.cli_verify_noted_never());
			else if (notedAt !== undefined) io.out(notedText(notedAt, found));
		}
		return problems.length === 0 && notedAt !== null ? 0 : 1;
	}
};

const person: Command = {
	name: 'contest person',
	summary: m.cli_contest_person(),
	usage: 'CODE SBD',
	async run(args, io) {
		const read = readArguments(args, {}, 2);
		const [code = '', sbd = ''] = read?.words ?? [];
		const player = readPlayer(sbd);
		if (!player) return refuse(io, usage(person));
		const { db } = await io.db();
		const contest = await findContest(db, io, code);
		if (!contest) return 2;
		const data = await personData(db, contest.id, player);
		if (!data) return refuse(io, m.cli_contest_nobody({ code: contest.code, sbd: player }));
		io.json(data);
		return 0;
	}
};

const erase: Command = {
	name: 'contest erase',
	summary: m.cli_contest_erase(),
	usage: `CODE [--sbd N] [--why ${erasureReasons.join('|')}]`,
	async run(args, io) {
		const read = readArguments(args, { sbd: { type: 'string' }, why: { type: 'string' } }, 1);
		if (!read) return refuse(io, usage(erase));
		const { sbd, why: given } = read.options;
		const player = sbd === undefined ? null : readPlayer(sbd);
		if (sbd !== undefined && player === null) return refuse(io, usage(erase));
		const why = erasureReasons.find((reason) => reason === (given ?? (player === null ? 'over' : 'asked')));
		if (!why) return refuse(io, m.cli_contest_erase_why({ values: erasureReasons.join(', ') }));
		const { db } = await io.db();
		const contest = await findContest(db, io, read.words[0] ?? '');
		if (!contest) return 2;
		const done =
			player === null
				? await eraseEverybody(db, contest.id, why, null)
				: await erasePerson(db, contest.id, player, why, null);
		if (!done.ok) return refuse(io, errorText(done.code));
		const { code } = contest;
		io.out(player === null ? m.cli_erased_all({ code }) : m.cli_erased_one({ code, sbd: player }));
		return 0;
	}
};

/** Contests from the command line. */
export const contestCommands: Command[] = [create, open, list, verify, person, erase];

/** The contest that a code names; if there is none, says so. */
export async function findContest(db: Db, io: Io, code: string): Promise<ContestInfo | null> {
	const contest = await contestByCode(db, code);
	if (!contest) io.err(m.cli_contest_unknown({ code }));
	return contest;
}

export interface ContestLinks {
	setup: string;
	console: string;
	stage: string;
	phone: string;
}

/** Where a contest is found on the server of this machine's settings, by an address that others can open too. */
export function linksOf({ id, code }: { id: number; code: string }): ContestLinks {
	const config = readConfig(env);
	const { origin } = addressForOthers(new URL(`http://localhost:${config.port}`), config);
	return {
		setup: `${origin}/host/contests/${id}`,
		console: `${origin}/host/contests/${id}/live`,
		stage: `${origin}/stage/${code}`,
		phone: `${origin}/play/${code}`
	};
}

function tellLinks(io: Io, links: ContestLinks): void {
	io.out(m.cli_link_setup({ url: links.setup }));
	io.out(m.cli_link_console({ url: links.console }));
	io.out(m.cli_link_stage({ url: links.stage }));
	io.out(m.cli_link_phone({ url: links.phone }));
}

function refuseFile(io: Io, problems: FileProblem[]): 2 {
	io.err(m.cli_file_problems({ n: problems.length }));
	for (const { path, text } of problems) io.err(`  ${path}: ${text}`);
	return 2;
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
	try {
		return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) };
	} catch (error) {
		return { ok: false, reason: error instanceof Error ? error.message : String(error) };
	}
}

function phaseName(phase: ContestInfo['phase']): string {
	return {
		draft: m.cli_phase_draft,
		lobby: m.cli_phase_lobby,
		running: m.cli_phase_running,
		finished: m.cli_phase_finished
	}[phase]();
}

/** A seal has spaces where it is shown; typed so, without quotation marks, it comes as several words. */
function sealInOneWord(args: string[]): string[] {
	const from = args.indexOf('--seal') + 1;
	const rest = args.slice(from);
	const groups = rest.findIndex((word) => !/^[\da-f]{4}$/i.test(word));
	const length = groups === -1 ? rest.length : groups;
	if (from === 0 || length < 2) return args;
	return [...args.slice(0, from), rest.slice(0, length).join(''), ...rest.slice(length)];
}

/** Where a seal that was noted stands in the record. */
function notedText(seq: number, { sealed, events }: Verification): string {
	return seq === sealed
		? m.cli_verify_noted_last({ seq })
		: m.cli_verify_noted_before({ seq, n: events - seq });
}
