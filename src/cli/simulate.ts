import { randomUUID } from 'node:crypto';
import { env } from 'node:process';
import { lateJoinAllowed } from '$lib/contest/late';
import { preparedOf } from '$lib/contest/state';
import { m } from '$lib/paraglide/messages';
import { readConfig } from '$lib/server/config';
import { foldFrom } from '$lib/server/contest/log';
import type { ContestInfo } from '$lib/server/contest/contests';
import type { Db } from '$lib/server/db/client';
import { listRoster } from '$lib/server/people/roster';
import type { SimulationReport } from '$lib/simulation/report';
import { questionName } from '$lib/ui/phone/words';
import { readArguments, refuse } from './arguments';
import type { Command, Io } from './command';
import { findContest } from './contest';
import { simulate, type Simulation } from './simulate-run';

const number = { type: 'string' } as const;
/** The options that are numbers, with what they may be. */
const numbers = {
	players: { min: 1, max: 20_000, usual: 100, whole: true },
	accuracy: { min: 0, max: 1, usual: 0.7, whole: false },
	reconnects: { min: 0, max: 1, usual: 0.05, whole: false },
	questions: { min: 1, max: 500, usual: undefined, whole: true },
	pace: { min: 50, max: 60_000, usual: 4000, whole: true }
} as const;
type NumberName = keyof typeof numbers;

const simulateCommand: Command = {
	name: 'simulate',
	summary: m.cli_simulate(),
	usage:
		'CODE [--players N] [--seed S] [--accuracy P] [--reconnects P] [--pace MS] [--host] [--questions K] [--url U] [--json]',
	async run(args, io) {
		const read = readArguments(
			args,
			{
				players: number,
				accuracy: number,
				reconnects: number,
				questions: number,
				pace: number,
				seed: { type: 'string' },
				url: { type: 'string' },
				host: { type: 'boolean' },
				json: { type: 'boolean' }
			},
			1
		);
		if (!read) return refuse(io, m.cli_usage({ usage: `npm run cli -- simulate ${simulateCommand.usage}` }));
		const { options } = read;
		const values = new Map<NumberName, number | undefined>();
		for (const name of Object.keys(numbers) as NumberName[]) {
			const value = readNumber(name, options[name]);
			if (value === null) return refuse(io, numberProblem(name));
			values.set(name, value);
		}
		const url = (options.url ?? `http://localhost:${readConfig(env).port}`).replace(/\/+$/, '');
		if (!/^https?:\/\/[^/]+$/.test(url) || !URL.canParse(url)) return refuse(io, m.cli_simulate_url());

		const { db } = await io.db();
		const contest = await findContest(db, io, read.words[0] ?? '');
		if (!contest) return 2;
		const players = values.get('players') ?? 0;
		const barred = await whyNot(db, contest, players);
		if (barred !== null) return refuse(io, barred);
		const run: Simulation = {
			url,
			players,
			seed: options.seed ?? randomUUID(),
			accuracy: values.get('accuracy') ?? 0,
			reconnects: values.get('reconnects') ?? 0,
			paceMs: values.get('pace') ?? 0,
			host: options.host ? { questions: values.get('questions') } : null
		};
		return await runAndTell(db, io, contest, run, options.json ?? false);
	}
};

/** Simulated phones from the command line. */
export const simulateCommands: Command[] = [simulateCommand];

/** Runs a simulation, tells how it goes and what came of it; resolves to the exit code. Ctrl-C ends it early. */
export async function runAndTell(
	db: Db,
	io: Io,
	contest: ContestInfo,
	run: Simulation,
	json: boolean
): Promise<number> {
	if (!(await serves(run.url))) {
		io.err(m.cli_simulate_no_server({ url: run.url }));
		return 1;
	}
	const say = json ? () => {} : (line: string) => io.out(line);
	const interrupted = new AbortController();
	const stop = () => interrupted.abort();
	process.once('SIGINT', stop);
	const began = performance.now();
	say(m.cli_simulate_joining({ n: run.players }));
	const came = await simulate(db, contest, {
		...run,
		stop: interrupted.signal,
		onSeated: (n) => say(run.host ? m.cli_simulate_hosting({ n }) : m.cli_simulate_joined({ n })),
		onReveal: (question, { right, judged, left }) =>
			say(m.cli_simulate_turn({ question: questionName(question), right, judged, left }))
	});
	process.removeListener('SIGINT', stop);
	const seconds = Math.round((performance.now() - began) / 1000);
	if (json) io.json({ contest: contest.code, seed: run.seed, ...came, seconds });
	else tell(io, came, seconds);
	return came.lost + came.doubled + came.wrong > 0 || came.joined < came.players ? 1 : 0;
}

function tell(io: Io, came: SimulationReport, s: number): void {
	const { players, joined, answered, acked, refused, drops, ackMs, views, lost, doubled, wrong } = came;
	io.out('');
	io.out(m.cli_simulate_players({ players, joined }));
	io.out(m.cli_simulate_answers({ answered, acked }));
	const list = Object.entries(refused).map(([code, n]) => `${code} × ${n}`);
	if (list.length > 0) io.out(m.cli_simulate_refused({ list: list.join(', ') }));
	if (drops > 0) io.out(m.cli_simulate_drops({ drops }));
	io.out(m.cli_simulate_ack(ackMs));
	io.out(m.cli_simulate_views({ n: views }));
	io.out(m.cli_simulate_duration({ s }));
	for (const fault of came.faults) io.err(fault);
	if (lost + doubled + wrong > 0) io.err(m.cli_simulate_bad({ lost, doubled, wrong }));
	else io.out(m.cli_simulate_fine());
}

/** The value typed, or the usual one; null if it can't be used. */
function readNumber(name: NumberName, typed: string | undefined): number | undefined | null {
	const { min, max, usual, whole } = numbers[name];
	if (typed === undefined) return usual;
	const value = typed.trim() === '' ? NaN : Number(typed);
	return value >= min && value <= max && (!whole || Number.isInteger(value)) ? value : null;
}

function numberProblem(name: NumberName): string {
	const { min, max } = numbers[name];
	return m.cli_simulate_number({ option: `--${name}`, min, max });
}

/** Why so many phones can't come into the contest; null: they can. */
async function whyNot(db: Db, { id, code }: ContestInfo, players: number): Promise<string | null> {
	const contest = await foldFrom(db, id);
	if (contest.phase === 'draft') return m.cli_contest_closed_yet({ code });
	if (contest.phase === 'finished') return m.cli_simulate_finished({ code });
	if (!lateJoinAllowed(contest)) return m.cli_simulate_running({ code });
	const { registration, capacity } = preparedOf(contest).rules;
	const waiting = (await listRoster(db, id)).filter((line) => !line.seated).length;
	const others = registration === 'roster' ? 0 : capacity - contest.contestants.size;
	return players > waiting + others ? m.cli_simulate_seats({ n: waiting + others }) : null;
}

/** Whether something serves at this address. */
export async function serves(url: string): Promise<boolean> {
	return await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'manual' }).then(
		() => true,
		() => false
	);
}
