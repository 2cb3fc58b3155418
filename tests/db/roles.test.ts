import { afterAll, beforeAll, expect, test } from 'vitest';
import { bankRole, contestRole, type StaffUser } from '$lib/server/auth';
import type { StaffRole } from '$lib/server/db/schema';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

let database: FreshDatabase;
let contest: number;

beforeAll(async () => {
	database = await freshDatabase();
	await database.db
		.insertInto('bank')
		.values([
			{ id: 'sample', title: 'Mẫu', created_by: null },
			{ id: 'mine', title: 'Của Lan', created_by: null }
		])
		.execute();
	const row = await database.sql<{ id: number }[]>`
		insert into contest (code, title, setup, card_secret) values ('ABC234', 'Thi', '{}', '\\x00') returning id`;
	contest = row[0]?.id ?? 0;
});
afterAll(() => database.drop());

async function somebody(username: string, role: StaffRole): Promise<StaffUser> {
	const id = await addStaff(database.db, { username, role });
	return { id, username, displayName: username, role };
}

test('a bank: administrators own all, the others have the role that they were given', async () => {
	const lan = await somebody('lan', 'organizer');
	const others = [await somebody('minh', 'organizer'), await somebody('mc', 'host')];
	await database.db
		.insertInto('bank_role')
		.values({ bank_id: 'mine', user_id: lan.id, role: 'reader' })
		.execute();

	expect(await bankRole(database.db, await somebody('sep', 'administrator'), 'mine')).toBe('owner');
	expect(await bankRole(database.db, lan, 'mine')).toBe('reader');
	for (const other of others) expect(await bankRole(database.db, other, 'mine')).toBeNull();
});

test('a bank in which nobody has a role belongs to all organizers', async () => {
	expect(await bankRole(database.db, await somebody('to.chuc', 'organizer'), 'sample')).toBe('editor');
	expect(await bankRole(database.db, await somebody('cham', 'judge'), 'sample')).toBeNull();
});

test('a contest: administrators manage all, the others have the role that they were given', async () => {
	const host = await somebody('dan', 'host');
	await database.db
		.insertInto('contest_role')
		.values({ contest_id: contest, user_id: host.id, role: 'host' })
		.execute();
	expect(await contestRole(database.db, await somebody('sep2', 'administrator'), contest)).toBe('manager');
	expect(await contestRole(database.db, host, contest)).toBe('host');
	expect(await contestRole(database.db, await somebody('ngoai', 'organizer'), contest)).toBeNull();
});

test('nobody has a role in what does not exist', async () => {
	const all = await somebody('sep3', 'administrator');
	expect(await bankRole(database.db, all, 'none')).toBeNull();
	expect(await contestRole(database.db, all, contest + 1)).toBeNull();
});
