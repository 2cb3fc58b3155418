import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { hashPassword } from '$lib/server/auth/password';
import { benchDatabase } from '../bench/load/database';
import { sleep } from '../bench/load/machine';
import { startServer } from '../helpers/server';
import { addStaff } from '../helpers/staff';
import { playContest, type Played } from './contest';
import { Inspector, type Held } from './inspector';
import { signIn } from './pages';
import { handlesOf, sampleOf, type Sample } from './sample';
import { judgeCount, judgeTrend, trendOf, type Limit, type Verdict } from './verdict';

/**
 * `npm run soak`: for two hours 500 phones and the people around them come to one contest after the other, on the program as it is
 * built; memory and handles of server and database must be the same after each. `soak -- 30 100`: so many minutes, so many phones.
 * Ends with 1 when something grows, or a contest went wrong. All figures are in `.data/bench/soak.json`.
 */

/** When nobody is there any more after a contest. */
interface End extends Played, Omit<Held, 'rss'>, Sample {
	no: number;
	/** Minutes since the start. */
	at: number;
}

const [minutesAsked = '120', phonesAsked = '500'] = argv.slice(2);
const minutes = Number(minutesAsked);
const phones = Number(phonesAsked);
/** Until so many minutes have passed caches and pools fill; nothing of that is judged. */
const warmUp = Math.min(15, minutes / 4);
const sampleEvery = 30_000;
const MB = 1e6;

const account = { username: 'quan-tri', password: 'chuông vàng ngân vang' };
const database = await benchDatabase(0, 'soak');
const server = await startServer({
	env: { DATABASE_URL: database.url },
	node: ['--inspect=127.0.0.1:0']
});
const began = Date.now();
const elapsed = () => (Date.now() - began) / 60_000;
const samples: ({ at: number } & Sample)[] = [];
const ends: End[] = [];
let failed = true;
let inspector: Inspector | undefined;
const sampling = setInterval(() => void sample().catch(() => {}), sampleEvery);
try {
	inspector = await Inspector.of(server.output());
	await addStaff(database.db, {
		username: account.username,
		role: 'administrator',
		passwordHash: await hashPassword(account.password)
	});
	const cookie = await signIn(server.url, account);
	if (cookie === null) throw new Error('nobody can sign in');
	console.log(`\n${phones} phones for ${minutes} minutes`);
	console.log(
		row([
			'contest',
			'min',
			'objects',
			'compiled',
			'outside',
			'rss',
			'handles',
			'backends',
			'theirs',
			'ack p99',
			'guests',
			'faults'
		])
	);
	for (let no = 1; elapsed() < minutes; no++) {
		const played = await playContest(database, { url: server.url, account, cookie }, no, phones);
		await quiet();
		const { objects, compiled, external, resources } = await inspector.held();
		const end: End = {
			...{ no, at: elapsed(), ...played },
			...(await sampleOf(server.pid, database.db)),
			...{ objects, compiled, external, resources }
		};
		ends.push(end);
		tell(end);
		keep();
	}
	failed = !verdict();
} finally {
	clearInterval(sampling);
	// The server would not end before.
	inspector?.close();
	const code = await server.stop();
	await database.stop();
	console.log(`the server ended with ${code}`);
	process.exitCode = failed || code !== 0 ? 1 : 0;
}

async function sample(): Promise<void> {
	samples.push({ at: elapsed(), ...(await sampleOf(server.pid, database.db)) });
}

/** Resolves when the server has closed what nobody uses: it has as many handles for as long as it holds a dead line, or two minutes have passed. */
async function quiet(): Promise<void> {
	let last = NaN;
	for (let waited = 0, same = 0; waited < 120 && same < 27; waited++) {
		await sleep(1000);
		const { handles } = handlesOf(server.pid);
		same = handles === last ? same + 1 : 0;
		last = handles;
	}
}

function tell(end: End): void {
	const size = (bytes: number) => (bytes / MB).toFixed(1);
	const { no, at, handles, backends, ackP99, guests, problems } = end;
	const memory = [end.objects, end.compiled, end.external, end.rss].map(size);
	const theirs = size(end.backendMemory);
	console.log(
		row([no, at.toFixed(1), ...memory, handles, backends, theirs, ackP99, guests, problems.length])
	);
	for (const problem of problems) console.log(`    ${problem}`);
}

function keep(more: object = {}): void {
	const folder = join('.data', 'bench');
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'soak.json'),
		JSON.stringify({ phones, minutes, warmUp, ...more, ends, samples }, null, '\t')
	);
}

/** Judges the ends of the contests after the warm-up; returns whether nothing grows and every contest went well. */
function verdict(): boolean {
	const judged = ends.filter(({ at }) => at > warmUp);
	const of = (what: 'objects' | 'compiled' | 'external' | 'rss' | 'backendMemory' | 'handles' | 'backends') =>
		judged.map((end) => end[what]);
	const resources = judged.map((end) => Object.values(end.resources).reduce((sum, n) => sum + n, 0));
	const memory: [string, number[], Limit][] = [
		['objects in the heap', of('objects'), { share: 0.05, least: 5 * MB, each: 0.025 * MB }],
		// It grows as long as something is done for the first time, or for the thousandth; never beyond the program's text.
		['compiled code', of('compiled'), { share: 0.1, least: 5 * MB, each: 0.15 * MB }],
		['outside of the heap', of('external'), { share: 0.05, least: 5 * MB, each: 0.025 * MB }],
		['resident set', of('rss'), { share: 0.1, least: 20 * MB, each: 0.5 * MB }],
		['database processes', of('backendMemory'), { share: 0.1, least: 20 * MB, each: 0.5 * MB }]
	];
	const counts: [string, number[], Verdict][] = [
		['handles', of('handles'), judgeCount(of('handles'), 2)],
		['connections to the database', of('backends'), judgeCount(of('backends'), 2)],
		// Of timers there may be fewer: those of new connections to the database run out.
		['resources', resources, judgeTrend(resources, { share: 0, least: 2, each: 0.5 })]
	];
	console.log(
		`\n${judged.length} contests after ${warmUp} minutes of warm-up; growth a contest, 95 % interval`
	);
	const verdicts: Record<string, Verdict> = {};
	for (const [what, values, limit] of memory) {
		verdicts[what] = judgeTrend(values, limit);
		const { slope, low, high, level } = trendOf(values);
		const kB = [slope, low, high].map((bytes) => (bytes / 1000).toFixed(1));
		console.log(
			`${what.padEnd(28)}${(level / MB).toFixed(1).padStart(8)} MB ${kB[0]} kB (${kB[1]} to ${kB[2]})  ${verdicts[what]}`
		);
	}
	for (const [what, values, found] of counts) {
		verdicts[what] = found;
		console.log(`${what.padEnd(28)}${Math.min(...values)} to ${Math.max(...values)}  ${found}`);
	}
	const faulty = ends.filter(({ problems }) => problems.length > 0);
	console.log(`${ends.length} contests, ${faulty.length} with faults`);
	keep({ verdicts });
	return faulty.length === 0 && Object.values(verdicts).every((one) => one === 'flat');
}

function row(cells: (string | number)[]): string {
	return cells.map((cell) => String(cell).padStart(9)).join('');
}
