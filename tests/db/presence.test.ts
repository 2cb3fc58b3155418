import { afterAll, expect, it } from 'vitest';
import { Presence } from '$lib/server/live/presence';
import { preparedContest } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

it('[EL3] whom a process had on the line since the opening was heard, though it has said nothing for a minute', async () => {
	const { id } = await preparedContest(database, [{}]);
	const minute = 60_000;
	const seen_at = new Date(Date.now() - minute);
	await db
		.insertInto('presence')
		.values({ process_id: 'quiet', contest_id: id, seats: [7], heard: [7], seen_at })
		.execute();
	const presence = new Presence(db, 'another');
	expect(await presence.neverHeard(id, [7, 8], Date.now() - 2 * minute)).toEqual([8]);
	expect(await presence.neverHeard(id, [7, 8], Date.now() - minute / 2)).toEqual([7, 8]);
	expect([...(await presence.of(id))]).toEqual([]);
});
