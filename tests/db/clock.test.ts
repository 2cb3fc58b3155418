import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { DatabaseClock } from '$lib/server/live/clock';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let clock: DatabaseClock;
let jumps: number[];

beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());
afterEach(() => {
	clock.stop();
	vi.useRealTimers();
	vi.restoreAllMocks();
});

/** Measures; then the monotonic clock and the database's drift apart by so much, and it measures again. */
async function apart(ms: number): Promise<void> {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	clock = new DatabaseClock(database.db);
	jumps = [];
	clock.onJump((jumped) => jumps.push(jumped));
	await clock.start();
	const monotonic = performance.now.bind(performance);
	vi.spyOn(performance, 'now').mockImplementation(() => monotonic() - ms);
	vi.advanceTimersByTime(10_000);
	await sleep(300);
}

it.each([5000, -5000])('[PH11] a clock that is set by %i ms is noticed, and followed', async (ms) => {
	await apart(ms);
	expect(jumps).toHaveLength(1);
	expect(Math.abs((jumps[0] ?? 0) - ms)).toBeLessThan(500);
	expect(Math.abs(clock.now() - Date.now())).toBeLessThan(500);
});

it('a clock that drifts has not been set', async () => {
	await apart(400);
	expect(jumps).toEqual([]);
});
