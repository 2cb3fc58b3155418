import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let first: FreshDatabase;
let second: FreshDatabase;

beforeAll(async () => {
	[first, second] = await Promise.all([freshDatabase(), freshDatabase()]);
});
afterAll(async () => {
	await Promise.all([first.drop(), second.drop()]);
});

test('test databases are migrated and apart from each other', async () => {
	await first.db.insertInto('bank').values({ id: 'b', title: 'Một', created_by: null }).execute();
	expect(await first.db.selectFrom('bank').select('title').execute()).toEqual([{ title: 'Một' }]);
	expect(await second.db.selectFrom('bank').select('title').execute()).toEqual([]);
});

test('nothing acknowledged can be lost: durability is as PostgreSQL ships it', async () => {
	const [row] = await first.sql`
		select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
			current_setting('full_page_writes') as pages, current_setting('server_encoding') as encoding`;
	expect(row).toEqual({ fsync: 'on', commit: 'on', pages: 'on', encoding: 'UTF8' });
});
