import { argv } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Command, RecordedAnswer } from '$lib/contest/commands';
import { Show } from '$lib/contest/show';
import { youViews } from '$lib/contest/views/phone';
import { prepared } from '$lib/contest/tests/given';
import { median } from './load/machine';

/**
 * `npm run bench -- engine`: what the pure core costs each process as a contest grows: a batch of joins, the steps of a question,
 * the classes of the phones, the size of what the log gets. `engine 10000,100000`: for so many contestants.
 */

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');
const sizes = (argv[3] ?? '10000,19000,100000').split(',').map(Number);
const columns = ['', 'memory, kB', 'join of 20, ms', 'open, ms', 'reveal, ms', 'classes, ms', 'reveal, kB'];
console.log(`\n${columns.map(cell).join('')}`);
for (const n of sizes) run(n);

function run(n: number): void {
	const before = held();
	const show = new Show().do({
		type: 'prepare',
		prepared: prepared({ rules: { capacity: n + 1000 }, round: { elimination: 'cut' } })
	});
	enter(show, 1, n);
	const memory = (held() - before) / n / 1000;
	const joins = Array.from({ length: 9 }, (_, i) => timed(() => enter(show, n + 1 + i * 20, 20)));
	show.do({ type: 'start' });
	const opens: number[] = [];
	const reveals: number[] = [];
	const classes: number[] = [];
	let bytes = 0;
	for (let q = 1; q <= 3; q++) {
		show.do({ type: 'present', q });
		opens.push(timed(() => show.do({ type: 'open' })));
		classes.push(timed(() => [...show.contest.contestants.keys()].forEach(youViews(show.contest))));
		show.do({ type: 'close', absent: [] });
		show.now += 60_000;
		const reveal: Command = { type: 'reveal', answers: answers(show), digest: '' };
		reveals.push(timed(() => show.do(reveal)));
		bytes = JSON.stringify(show.log.at(-1)).length;
	}
	const numbers = [memory, median(joins), median(opens), median(reveals), median(classes), bytes / 1000];
	console.log([`${n} seats`, ...numbers.map((x) => x.toFixed(x < 10 ? 2 : 0))].map(cell).join(''));
}

/** What the engine does twice in each process: once to decide and fold, once to fold what the log has. */
function enter(show: Show, from: number, count: number): void {
	const sbds = Array.from({ length: count }, (_, i) => from + i);
	const contestants = sbds.map((sbd) => ({ sbd, unit: `Chi đoàn ${sbd % 40}` }));
	show.do({ type: 'register', contestants }).do({ type: 'checkIn', sbds });
	show.states.length = 0; // a process keeps the newest alone
}

function answers(show: Show): RecordedAnswer[] {
	const at = show.contest.turn?.openedAt ?? 0;
	return [...show.contest.contestants.keys()].map((sbd) => ({
		sbd,
		value: 'ABC'.charAt(sbd % 3),
		receivedAt: at + 1000
	}));
}

function timed(act: () => void): number {
	const from = performance.now();
	act();
	return performance.now() - from;
}

function held(): number {
	if (typeof collectGarbage === 'function') collectGarbage();
	return process.memoryUsage().heapUsed;
}

function cell(text: string, i: number): string {
	return i === 0 ? text.padEnd(14) : text.padStart(16);
}
