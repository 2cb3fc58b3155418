import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeSeats } from '$lib/server/contest/seats';
import { DatabaseClock } from '$lib/server/live/clock';
import type { LiveContest } from '$lib/server/live/contest';
import { LiveContests } from '$lib/server/live/contests';
import { Presence } from '$lib/server/live/presence';
import { hostActs, preparedContest, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

/* A process that serves contest after contest for months keeps none of them in memory for ever. */

const kept = 200;
let database: FreshDatabase;
let contests: LiveContests;
let shown: Set<number>;
let gone: LiveContest[];

beforeEach(async () => {
	database = await freshDatabase();
	const clock = new DatabaseClock(database.db);
	contests = new LiveContests(database, clock, new Presence(database.db, randomUUID()), kept);
	shown = new Set();
	gone = [];
	contests.onScreens(({ id }) => shown.has(id));
	contests.onGone((contest) => gone.push(contest));
	await contests.start(
		() => {},
		() => {}
	);
});
afterEach(async () => {
	await contests.stop();
	await database.drop();
});

/** A contest in which somebody has a seat. */
async function waiting(): Promise<number> {
	const { id } = await preparedContest(database, [{}]);
	const an = { by: 'name', name: 'An', unit: '', secret: 'a'.repeat(32) } as const;
	expect(await takeSeats(database.db, id, undefined, [an])).toMatchObject([{ ok: true }]);
	return id;
}
async function running(): Promise<number> {
	const id = await waiting();
	expect(await hostActs(database, id, { type: 'start' })).toEqual({ ok: true });
	return id;
}
async function finished(): Promise<number> {
	const id = await running();
	expect(await hostActs(database, id, { type: 'finish' })).toEqual({ ok: true });
	return id;
}
/** The loaded contest. */
async function taken(id: number): Promise<LiveContest> {
	const contest = await contests.get(id);
	if (!contest) throw new Error(`there is no contest ${id}`);
	return contest;
}

it('a contest that has ended is let go when no screen shows it, and read again for whoever comes back', async () => {
	const id = await finished();
	const before = await taken(id);
	expect(await contests.get(id)).toBe(before);
	await until(() => gone.length > 0);
	expect(gone).toEqual([before]);
	const after = await taken(id);
	expect(after).not.toBe(before);
	expect(after.state).toEqual(before.state);
	expect(await contests.byCode(after.code, '')).toBe(after);
});

it('one that is shown stays, and so does one that is not over', async () => {
	const [seen, unseen] = [await finished(), await finished()];
	shown.add(seen);
	const stay = await Promise.all([seen, await waiting(), await running()].map(taken));
	const leaves = await taken(unseen);
	await until(() => gone.length > 0);
	expect(gone).toEqual([leaves]);
	for (const contest of stay) expect(await contests.get(contest.id)).toBe(contest);

	shown.clear();
	await until(() => gone.length > 1);
	expect(gone.map(({ id }) => id)).toEqual([unseen, seen]);
});
