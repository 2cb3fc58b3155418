import { randomUUID } from 'node:crypto';
import { env } from 'node:process';
import { m } from '$lib/paraglide/messages';
import { readConfig } from '$lib/server/config';
import { contestByCode } from '$lib/server/contest/contests';
import { sampleTitle } from '$lib/server/db/seed';
import { readArguments, refuse } from './arguments';
import type { Command } from './command';
import { createPlanned, planContest } from './contest-create';
import { linksOf } from './contest';
import { readContestFile, type ContestFileInput } from './contest-file';
import { runAndTell, serves } from './simulate';

const players = 100;

const demo: Command = {
	name: 'demo',
	makes: true,
	summary: m.cli_demo(),
	usage: '[--auto]',
	async run(args, io) {
		const read = readArguments(args, { auto: { type: 'boolean' } });
		if (!read) return refuse(io, m.cli_usage({ usage: `npm run cli -- demo ${demo.usage}` }));
		const url = `http://localhost:${readConfig(env).port}`;
		if (!(await serves(url))) {
			io.err(m.cli_simulate_no_server({ url }));
			return 1;
		}
		const { db } = await io.db();
		const form = readContestFile(sampleContest());
		const planned = form.ok ? await planContest(db, form.file) : form;
		if (!planned.ok) {
			for (const { path, text } of planned.problems) io.err(`${path}: ${text}`);
			return 1;
		}
		const created = await createPlanned(db, planned.plan);
		const contest = await contestByCode(db, created.code);
		if (!contest) throw new Error('the contest that was just created is gone');
		const links = linksOf(created);
		io.out(m.cli_contest_created({ title: contest.title, code: contest.code }));
		io.out('');
		const { auto } = read.options;
		const places: [what: string, link: string][] = [
			[m.cli_demo_open_stage(), links.stage],
			[auto ? m.cli_demo_watch_console() : m.cli_demo_open_console(), links.console],
			[m.cli_demo_open_phone({ n: players + 1 }), links.phone]
		];
		for (const [i, [what, link]] of places.entries()) {
			io.out(`${i + 1}. ${what}`);
			io.out(`   ${link}`);
		}
		io.out('');
		if (auto) io.out(m.cli_demo_auto());
		const habits = { players, accuracy: 0.72, reconnects: 0.02, paceMs: 5000 };
		const host = auto ? {} : null;
		return await runAndTell(db, io, contest, { url, seed: randomUUID(), ...habits, host }, false);
	}
};

export const demoCommands: Command[] = [demo];

/** The school's preset, open to all phones, short, and sure to come to the bell; with questions of the sample bank. */
function sampleContest(): ContestFileInput {
	return {
		title: m.cli_demo_title(),
		preset: 'school100',
		organizer: m.cli_demo_organizer(),
		units: ['Chi đoàn 10A1', 'Chi đoàn 10A2', 'Chi đoàn 11A1', 'Chi đoàn 11A2', 'Chi đoàn 12A1'],
		rules: {
			registration: 'open',
			capacity: players + 20,
			everyoneFails: 'stay',
			rescue: { limit: 1, afterQuestions: [6], atMost: null, quota: 20 },
			bell: { atOnce: true },
			ties: { stays: 'fastest' }
		},
		bank: sampleTitle(),
		rounds: [
			{ name: m.cli_demo_round_warmup(), elimination: 'warmup', seconds: 15, questions: 1 },
			{ name: m.cli_demo_round_main(), elimination: 'knockout', seconds: 15, questions: 11 }
		],
		extras: { spare: 2, rescue: 2, tiebreak: 3, bell: 3 },
		open: true
	};
}
