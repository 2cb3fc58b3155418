import postgres from 'postgres';
import { performance } from 'node:perf_hooks';
import { wholeTable, type TableView } from '$lib/bank/filter';
import { levels, questionTypes, reviewStatuses } from '$lib/bank/question';
import { createBank } from '$lib/server/bank/banks';
import { tableFacets, tableWindow } from '$lib/server/bank/table';
import { openDatabase, type Db } from '$lib/server/db/client';
import { acquirePostgres } from '$lib/server/db/embedded';
import { migrate } from '$lib/server/db/migrate';
import { fillBank } from '../helpers/big-bank';

/**
 * `npm run bench`: how long the server takes to answer for a bank of 10,000 questions, in a database of its own. Prints a
 * table of medians and 95th percentiles in milliseconds.
 */

const size = 10_000;
const runs = 40;

const server = await acquirePostgres({ databaseUrl: undefined, dataDir: '.data/bench' });
const admin = postgres(server.url, { max: 1, onnotice: () => {} });
const name = `bench_${process.pid}`;
await admin`create database ${admin(name)}`;
const url = new URL(server.url);
url.pathname = name;
const database = openDatabase(url.href, 'bench');
try {
	await migrate(database.db);
	await measure(database.db);
} finally {
	await database.close();
	await admin`drop database ${admin(name)} with (force)`;
	await admin.end();
	await server.release();
}

async function measure(db: Db): Promise<void> {
	const made = await createBank(db, { title: 'Ngân hàng lớn', note: '' }, null);
	if (!made.ok) throw new Error(made.code);
	await fillBank(db, made.id, size);
	const window = (view: Partial<TableView>, from = 0) =>
		tableWindow(db, made.id, { ...wholeTable, ...view }, from);
	const cases: [string, () => Promise<unknown>][] = [
		['first rows', () => window({})],
		['last rows', () => window({}, size - 100)],
		['search: frequent word', () => window({ text: 'thanh nien' })],
		['search: rare word', () => window({ text: 'câu 4711' })],
		['search: no hit', () => window({ text: 'khong co tu nay' })],
		['search: a letter', () => window({ text: 'a' })],
		['topic', () => window({ topic: 'Chủ đề 7' })],
		['level', () => window({ level: levels[1] })],
		['type', () => window({ type: questionTypes[0] })],
		['status', () => window({ status: reviewStatuses[0] })],
		['tag', () => window({ tag: 'Nhãn 3' })],
		['author', () => window({ author: '-' })],
		['no source', () => window({ check: 'no_source' })],
		['doubtful', () => window({ check: 'doubtful' })],
		['unfit', () => window({ check: 'unfit' })],
		[
			'search and three filters',
			() => window({ text: 'thanh', topic: 'Chủ đề 7', level: levels[1], check: 'no_source' })
		],
		['deleted', () => window({ deleted: true })],
		['sorted by text', () => window({ sort: 'text' })],
		['sorted by text, last rows', () => window({ sort: 'text' }, size - 100)],
		['sorted by topic', () => window({ sort: 'topic' })],
		['sorted by level', () => window({ sort: 'level' })],
		['sorted by share right', () => window({ sort: 'share', direction: 'down' })],
		['facets', () => tableFacets(db, made.id)]
	];
	console.log(`${size} questions, ${runs} runs each\n`);
	console.log(line('', 'median', 'p95'));
	for (const [what, run] of cases) {
		const times = await timesOf(run);
		console.log(line(what, at(times, 0.5), at(times, 0.95)));
	}
}

/** In milliseconds, the shortest first. */
async function timesOf(run: () => Promise<unknown>): Promise<number[]> {
	await run();
	const times: number[] = [];
	for (let i = 0; i < runs; i++) {
		const start = performance.now();
		await run();
		times.push(performance.now() - start);
	}
	return times.sort((a, b) => a - b);
}

function at(times: number[], share: number): string {
	return `${(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1)} ms`;
}

function line(what: string, median: string, p95: string): string {
	return `${what.padEnd(28)}${median.padStart(10)}${p95.padStart(10)}`;
}
