import { afterEach, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { metricsText, observe, observeProcess } from './metrics';

/** The value of a series; null: there is none. */
async function read(series: string): Promise<number | null> {
	const { text } = await metricsText();
	const line = text.split('\n').find((one) => one.startsWith(`${series} `));
	return line === undefined ? null : Number(line.slice(series.length + 1));
}

/** By how much each series grows while something happens. */
async function growth(happens: () => void, ...series: string[]): Promise<number[]> {
	const before = await Promise.all(series.map(read));
	happens();
	const after = await Promise.all(series.map(read));
	return after.map((value, i) => (value ?? 0) - (before[i] ?? 0));
}

let stop = () => {};
afterEach(() => stop());

test('answers are counted by what phones were told, and timed when they were acknowledged', async () => {
	const grown = await growth(
		() => {
			observe.answered(null, 3);
			observe.answered(null, 700);
			observe.answered('answer/closed', 2);
		},
		'chuongvang_answers_total{outcome="accepted"}',
		'chuongvang_answers_total{outcome="answer/closed"}',
		'chuongvang_answer_ack_seconds_bucket{le="0.005"}',
		'chuongvang_answer_ack_seconds_bucket{le="1"}',
		'chuongvang_answer_ack_seconds_count'
	);
	expect(grown).toEqual([2, 1, 1, 2, 2]);
});

test('what has not happened yet is there as 0', async () => {
	expect(await read('chuongvang_answers_total{outcome="answer/locked"}')).not.toBeNull();
	expect(await read('chuongvang_commands_total{outcome="command/stale"}')).not.toBeNull();
	expect(await read('chuongvang_joins_total{outcome="seat/full"}')).not.toBeNull();
});

test('codes without end do not make series without end', async () => {
	for (let i = 0; i < 1000; i++) observe.joined(`made/up_${i}`);
	const { text } = await metricsText();
	expect(text.split('\n').filter((line) => line.startsWith('chuongvang_joins_total{')).length).toBeLessThan(
		160
	);
	expect(await read('chuongvang_joins_total{outcome="other"}')).toBeGreaterThan(800);
});

test('what is read at the moment is the sum of all who tell it', async () => {
	const lines = { contestant: 3, onlooker: 2, unseated: 1, stage: 1, host: 1 };
	const source = { lines: () => lines, contests: () => 1, brokenRecords: () => 2 };
	const ends = [true, false].map((up) => observe.from({ ...source, databaseAnswers: async () => up }));
	stop = () => ends.forEach((end) => end());
	expect(await read('chuongvang_lines{kind="contestant"}')).toBe(6);
	expect(await read('chuongvang_broken_records')).toBe(4);
	expect(await read('chuongvang_database_up')).toBe(0);
	stop();
	expect(await read('chuongvang_lines{kind="contestant"}')).toBe(0);
	expect(await read('chuongvang_database_up')).toBe(1);
});

test('the process is measured too, once', async () => {
	observeProcess();
	observeProcess();
	expect(await read('process_resident_memory_bytes')).toBeGreaterThan(1e7);
	expect(await read('nodejs_eventloop_lag_p99_seconds')).not.toBeNull();
});

test('docs/observe.md has every figure of ours with its kind, and no other', async () => {
	const { text } = await metricsText();
	const named = [...text.matchAll(/^# TYPE (chuongvang_\w+) (\w+)$/gm)].map(
		([, name, kind]) => `${name} ${kind}`
	);
	const page = readFileSync('docs/observe.md', 'utf8');
	const told = [...page.matchAll(/^\| `(chuongvang_\w+)[^|]*\|\s*(\w+)/gm)].map(
		([, name, kind]) => `${name} ${kind}`
	);
	expect(told.sort()).toEqual(named.sort());
});
