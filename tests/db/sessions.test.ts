import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
	endSession,
	endSessions,
	listSessions,
	sessionIsValid,
	signIn,
	signOut,
	staffFromCookie
} from '$lib/server/auth';
import { disable, enable } from '$lib/server/people/administration';
import { fakeBrowser } from '../helpers/browser';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

let database: FreshDatabase;
let lan: string;

beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.deleteFrom('staff_user').execute();
	lan = await addStaff(database.db, { username: 'lan' });
	await addStaff(database.db, { username: 'quan.tri', role: 'administrator' });
});

const who = (browser: ReturnType<typeof fakeBrowser>) => staffFromCookie(database.db, browser.header());

async function signedIn() {
	const browser = fakeBrowser();
	await signIn(database.db, browser, lan);
	return browser;
}

test('the cookie says who is signed in, and nothing that is stored is the cookie', async () => {
	const browser = await signedIn();
	const id = browser.cookies.get('staff_session') ?? '';
	expect(id).toHaveLength(32);
	const rows = await database.db.selectFrom('staff_session').selectAll().execute();
	const hash = createHash('sha256').update(id).digest('hex');
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatchObject({ id_hash: hash, address: '192.168.1.20', user_agent: 'Firefox' });
	expect(JSON.stringify(rows)).not.toContain(id);
	expect(await who(browser)).toMatchObject({ user: { id: lan, username: 'lan' }, sessionHash: hash });
});

test('the hash that is stored does not open the door', async () => {
	await signedIn();
	const { id_hash } = await database.db
		.selectFrom('staff_session')
		.select('id_hash')
		.executeTakeFirstOrThrow();
	expect(await staffFromCookie(database.db, `staff_session=${id_hash}`)).toBeNull();
	expect(await staffFromCookie(database.db, undefined)).toBeNull();
	expect(await staffFromCookie(database.db, 'staff_session=')).toBeNull();
});

test('the cookie is out of reach of scripts, and secure exactly on https', async () => {
	const http = await signedIn();
	expect(http.set[0]?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false, path: '/' });
	const https = fakeBrowser({ url: 'https://thi.example.vn/' });
	await signIn(database.db, https, lan);
	expect(https.set[0]?.options).toMatchObject({ secure: true });
});

test('signing in again gives a new id and ends the session before', async () => {
	const browser = await signedIn();
	const before = browser.header();
	await signIn(database.db, browser, lan);
	expect(browser.header()).not.toBe(before);
	expect(await staffFromCookie(database.db, before)).toBeNull();
	expect(await who(browser)).not.toBeNull();
});

test('unused for seven days, a session is over', async () => {
	const browser = await signedIn();
	const hash = (await who(browser))?.sessionHash ?? '';
	await age(hash, '6 days 23 hours');
	expect(await sessionIsValid(database.db, hash)).toBe(true);
	await age(hash, '2 hours');
	expect(await sessionIsValid(database.db, hash)).toBe(false);
	expect(await who(browser)).toBeNull();
});

test('used every day, a session lasts thirty days and no longer', async () => {
	const browser = await signedIn();
	const hash = (await who(browser))?.sessionHash ?? '';
	for (let day = 1; day < 30; day++) {
		await age(hash, '1 day');
		expect(await who(browser), `day ${day}`).not.toBeNull();
	}
	await age(hash, '1 day 1 hour');
	expect(await sessionIsValid(database.db, hash)).toBe(false);
	expect(await who(browser)).toBeNull();
});

test('signing out ends the session, not only the cookie', async () => {
	const browser = await signedIn();
	const header = browser.header();
	await signOut(database.db, browser);
	expect(browser.header()).toBe('');
	expect(await staffFromCookie(database.db, header)).toBeNull();
});

test('a disabled user is cut off at once, and enabling her revives no session', async () => {
	const browser = await signedIn();
	const hash = (await who(browser))?.sessionHash ?? '';
	await disable(database.db, lan);
	expect(await sessionIsValid(database.db, hash)).toBe(false);
	expect(await who(browser)).toBeNull();
	await enable(database.db, lan);
	expect(await who(browser)).toBeNull();
});

test('even a session that outlived the disabling is not valid', async () => {
	const browser = await signedIn();
	const hash = (await who(browser))?.sessionHash ?? '';
	await database.db
		.updateTable('staff_user')
		.set({ disabled_at: new Date() })
		.where('id', '=', lan)
		.execute();
	expect(await sessionIsValid(database.db, hash)).toBe(false);
	expect(await who(browser)).toBeNull();
});

test('one ends one of her own sessions, all others, and nobody else’s', async () => {
	const [phone, laptop, hall] = [await signedIn(), await signedIn(), await signedIn()];
	const here = (await who(laptop))?.sessionHash ?? '';
	const there = (await who(phone))?.sessionHash ?? '';
	const minh = await addStaff(database.db, { username: 'minh' });

	await endSession(database.db, minh, there);
	expect(await listSessions(database.db, lan)).toHaveLength(3);
	await endSession(database.db, lan, there);
	expect(await who(phone)).toBeNull();
	await endSessions(database.db, lan, here);
	expect(await who(hall)).toBeNull();
	expect((await listSessions(database.db, lan)).map((s) => s.hash)).toEqual([here]);
});

/** Makes a session as old as if so much time had passed. */
async function age(hash: string, interval: string): Promise<void> {
	const back = sql`${interval}::interval`;
	await sql`update staff_session set
		created_at = created_at - ${back}, last_seen_at = last_seen_at - ${back},
		expires_at = expires_at - ${back}, absolute_expires_at = absolute_expires_at - ${back}
		where id_hash = ${hash}`.execute(database.db);
}
