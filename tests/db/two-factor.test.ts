import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import {
	beginSignIn,
	checkSecondFactor,
	completeSignIn,
	endSessions,
	hashPassword,
	hasTwoFactor,
	isSignInPending,
	signIn,
	staffFromCookie,
	type SignedIn
} from '$lib/server/auth';
import { stepAt, totpCode } from '$lib/server/auth/totp';
import { databaseNow } from '$lib/server/contest/lock';
import { acceptLink } from '$lib/server/people/account';
import { disable, newLink } from '$lib/server/people/administration';
import { listAccounts } from '$lib/server/people/staff';
import {
	beginTwoFactor,
	renewRecoveryCodes,
	takeOffTwoFactor,
	turnOffTwoFactor,
	turnOnTwoFactor,
	twoFactorState
} from '$lib/server/people/two-factor';
import { fakeBrowser } from '../helpers/browser';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { addStaff, addTwoFactor } from '../helpers/staff';

let database: FreshDatabase;
let passwordHash: string;
let lan: string;

const password = 'sáng nay trời mưa';
const current = { password, address: '10.2.2.2' };

beforeAll(async () => {
	database = await freshDatabase();
	passwordHash = await hashPassword(password);
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.deleteFrom('staff_user').execute();
	lan = await addStaff(database.db, { username: 'lan', passwordHash });
});

type FakeBrowser = ReturnType<typeof fakeBrowser>;

const who = (browser: FakeBrowser) => staffFromCookie(database.db, browser.header());

async function signedIn(id = lan): Promise<{ browser: FakeBrowser; session: SignedIn }> {
	const browser = fakeBrowser();
	await signIn(database.db, browser, id);
	const session = await who(browser);
	if (!session) throw new Error('not signed in');
	return { browser, session };
}

/** The code that an app shows `by` steps from now. */
async function codeOf(secret: Uint8Array, by = 0): Promise<string> {
	return totpCode(secret, stepAt(await databaseNow(database.db)) + by);
}

/** A code that is none of those which would do. */
async function wrongCode(secret: Uint8Array): Promise<string> {
	const right = await Promise.all([-2, -1, 0, 1, 2].map((by) => codeOf(secret, by)));
	return ['000000', '111111', '222222', '333333', '444444', '555555'].find((c) => !right.includes(c)) ?? '';
}

/** Turns it on as one does on the page. */
async function turnOn(session: SignedIn): Promise<{ secret: Uint8Array; codes: string[] }> {
	await beginTwoFactor(database.db, session, current);
	const { secret } = await database.db
		.selectFrom('two_factor_setup')
		.select('secret')
		.executeTakeFirstOrThrow();
	const on = await turnOnTwoFactor(database.db, session, await codeOf(secret));
	if (!on.ok) throw new Error(on.code);
	return { secret, codes: on.codes };
}

async function pending(id = lan): Promise<FakeBrowser> {
	const browser = fakeBrowser();
	expect(await beginSignIn(database.db, browser, id)).toEqual({ codeNeeded: true });
	return browser;
}

describe('setting up', () => {
	test('needs the password, and is on only after a code made with the secret', async () => {
		const { session } = await signedIn();
		const wrong = { ...current, password: 'không phải đâu' };
		expect(await beginTwoFactor(database.db, session, wrong)).toMatchObject({
			code: 'password/current_wrong'
		});
		expect(await twoFactorState(database.db, session)).toEqual({ is: 'off' });

		expect(await beginTwoFactor(database.db, session, current)).toEqual({ ok: true });
		expect(await twoFactorState(database.db, session)).toMatchObject({
			is: 'setup',
			secret: expect.stringMatching(/^[A-Z2-7]{32}$/)
		});
		expect(await hasTwoFactor(database.db, lan)).toBe(false);
		expect(await beginSignIn(database.db, fakeBrowser(), lan)).toEqual({ codeNeeded: false });

		const { secret } = await database.db
			.selectFrom('two_factor_setup')
			.select('secret')
			.executeTakeFirstOrThrow();
		expect(await turnOnTwoFactor(database.db, session, await wrongCode(secret))).toMatchObject({
			code: 'factor/wrong'
		});
		expect(await hasTwoFactor(database.db, lan)).toBe(false);
		const spaced = (await codeOf(secret)).replace(/(...)/, '$1 ');
		expect(await turnOnTwoFactor(database.db, session, spaced)).toMatchObject({ ok: true });
		expect(await twoFactorState(database.db, session)).toMatchObject({ is: 'on', codesLeft: 10 });
	});

	test('is seen in the session that began it only, for a quarter of an hour', async () => {
		const { session } = await signedIn();
		const other = await signedIn();
		await beginTwoFactor(database.db, session, current);
		expect(await twoFactorState(database.db, other.session)).toEqual({ is: 'off' });
		expect(await turnOnTwoFactor(database.db, other.session, '000000')).toMatchObject({
			code: 'factor/setup_over'
		});
		await sql`update two_factor_setup set expires_at = expires_at - interval '15 minutes'`.execute(
			database.db
		);
		expect(await twoFactorState(database.db, session)).toEqual({ is: 'off' });
	});

	test('ends the other sessions', async () => {
		const here = await signedIn();
		const there = await signedIn();
		await turnOn(here.session);
		expect(await who(here.browser)).not.toBeNull();
		expect(await who(there.browser)).toBeNull();
	});

	test('begun in two places, it is turned on in one', async () => {
		const [one, other] = [await signedIn(), await signedIn()];
		await beginTwoFactor(database.db, one.session, current);
		const { secret } = await database.db
			.selectFrom('two_factor_setup')
			.select('secret')
			.executeTakeFirstOrThrow();
		await beginTwoFactor(database.db, other.session, current);
		await turnOnTwoFactor(database.db, one.session, await codeOf(secret));
		expect(await turnOnTwoFactor(database.db, other.session, '000000')).toMatchObject({
			code: 'factor/setup_over'
		});
	});

	test('the database holds no recovery code itself', async () => {
		const { codes } = await turnOn((await signedIn()).session);
		expect(codes).toHaveLength(10);
		expect(new Set(codes).size).toBe(10);
		const rows = JSON.stringify(await database.db.selectFrom('recovery_code').selectAll().execute());
		for (const code of codes) {
			expect(code).toMatch(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/);
			expect(rows).not.toContain(code.replaceAll('-', ''));
		}
	});
});

describe('signing in', () => {
	test('the password alone opens nothing; the code opens a session, and ends the one before', async () => {
		const secret = await addTwoFactor(database.db, lan);
		const { browser } = await signedIn();
		const before = browser.header();
		expect(await beginSignIn(database.db, browser, lan)).toEqual({ codeNeeded: true });
		expect(await who(browser)).toBeNull();
		expect(await staffFromCookie(database.db, before)).toBeNull();
		expect(await isSignInPending(database.db, browser)).toBe(true);

		expect(await completeSignIn(database.db, browser, await codeOf(secret))).toEqual({ ok: true });
		expect(await who(browser)).toMatchObject({ user: { id: lan } });
		expect(await isSignInPending(database.db, browser)).toBe(false);
	});

	test('what waits is a cookie for the sign-in page alone, and stored as a hash', async () => {
		await addTwoFactor(database.db, lan);
		const browser = await pending();
		const [cookie] = browser.set;
		expect(cookie).toMatchObject({
			name: 'pending_sign_in',
			options: { path: '/login', httpOnly: true, sameSite: 'strict', secure: false, maxAge: 300 }
		});
		const id = browser.cookies.get('pending_sign_in') ?? '';
		expect(await staffFromCookie(database.db, `staff_session=${id}`)).toBeNull();
		const rows = JSON.stringify(await database.db.selectFrom('pending_sign_in').selectAll().execute());
		expect(rows).not.toContain(id);
		const https = fakeBrowser({ url: 'https://thi.example.vn/login' });
		await beginSignIn(database.db, https, lan);
		expect(https.set[0]?.options).toMatchObject({ secure: true });
	});

	test('a code is good once, however many use it at once', async () => {
		const secret = await addTwoFactor(database.db, lan);
		const browsers = await Promise.all(Array.from({ length: 4 }, () => pending()));
		const code = await codeOf(secret);
		const done = await Promise.all(browsers.map((b) => completeSignIn(database.db, b, code)));
		expect(done.filter((r) => r.ok)).toHaveLength(1);
		expect(done.filter((r) => !r.ok && r.code === 'factor/wrong')).toHaveLength(3);
	});

	test('a refused code comes with the database’s time', async () => {
		const secret = await addTwoFactor(database.db, lan);
		const at = await databaseNow(database.db);
		const refused = await completeSignIn(database.db, await pending(), await wrongCode(secret));
		expect(refused).toMatchObject({ ok: false, code: 'factor/wrong' });
		const told = !refused.ok && refused.code === 'factor/wrong' ? refused.at : 0;
		expect(told).toBeGreaterThanOrEqual(at);
		expect(told).toBeLessThan(at + 60_000);
	});

	test('it is over after five wrong codes, though they come at once, and after five minutes', async () => {
		const secret = await addTwoFactor(database.db, lan);
		const browser = await pending();
		const wrong = await wrongCode(secret);
		const header = browser.cookies.get('pending_sign_in') ?? '';
		const again = () => {
			const copy = fakeBrowser();
			copy.cookies.set('pending_sign_in', header, { path: '/login' });
			return copy;
		};
		const tries = await Promise.all(
			Array.from({ length: 8 }, () => completeSignIn(database.db, again(), wrong))
		);
		expect(tries.filter((r) => !r.ok && r.code === 'factor/wrong')).toHaveLength(4);
		expect(tries.filter((r) => !r.ok && r.code === 'factor/sign_in_over')).toHaveLength(4);
		expect(await completeSignIn(database.db, again(), await codeOf(secret))).toMatchObject({
			code: 'factor/sign_in_over'
		});

		const late = await pending();
		await sql`update pending_sign_in set expires_at = expires_at - interval '5 minutes'`.execute(database.db);
		expect(await isSignInPending(database.db, late)).toBe(false);
		expect(await completeSignIn(database.db, late, await codeOf(secret))).toMatchObject({
			code: 'factor/sign_in_over'
		});
	});

	test('after five wrong codes the account has to wait, and nobody else', async () => {
		const secret = await addTwoFactor(database.db, lan);
		const minh = await addStaff(database.db, { username: 'minh' });
		const minhs = await addTwoFactor(database.db, minh);
		const now = Date.now();
		const check = (userId: string, typed: string, at = now) =>
			checkSecondFactor(database.db, { userId, typed, address: '10.3.3.3' }, at);
		const wrong = await wrongCode(secret);
		for (let i = 0; i < 5; i++) expect(await check(lan, wrong)).toMatchObject({ code: 'factor/wrong' });
		const held = await check(lan, await codeOf(secret));
		expect(held).toMatchObject({ code: 'auth/too_many_tries' });
		expect(await check(minh, await codeOf(minhs))).toEqual({ ok: true });
		const wait = held.ok || held.code !== 'auth/too_many_tries' ? 0 : held.wait;
		expect(await check(lan, await codeOf(secret), now + wait)).toEqual({ ok: true });
	});

	test('a recovery code stands in for the app’s, once, and for its owner only', async () => {
		const { codes } = await turnOn((await signedIn()).session);
		const [first = '', second = ''] = codes;
		const minh = await addStaff(database.db, { username: 'minh' });
		await addTwoFactor(database.db, minh);
		expect(await completeSignIn(database.db, await pending(minh), first)).toMatchObject({
			code: 'factor/recovery_wrong'
		});
		const typed = ` ${first.replaceAll('-', ' ').toUpperCase()} `;
		const browser = await pending();
		expect(await completeSignIn(database.db, browser, typed)).toEqual({ ok: true });
		expect(await completeSignIn(database.db, await pending(), first)).toMatchObject({
			code: 'factor/recovery_wrong'
		});
		expect(await completeSignIn(database.db, await pending(), second)).toEqual({ ok: true });
		const session = await who(browser);
		expect(session && (await twoFactorState(database.db, session))).toMatchObject({ codesLeft: 8 });
	});

	test('what ends sessions ends a sign-in that waits too', async () => {
		const secret = await addTwoFactor(database.db, lan);
		const browser = await pending();
		await endSessions(database.db, lan);
		expect(await completeSignIn(database.db, browser, await codeOf(secret))).toMatchObject({
			code: 'factor/sign_in_over'
		});
		const other = await pending();
		await disable(database.db, lan);
		expect(await isSignInPending(database.db, other)).toBe(false);
	});

	test('a new password by a link leaves it on', async () => {
		await addTwoFactor(database.db, lan);
		const link = await newLink(database.db, lan, null);
		const code = link.ok ? (new URL(link.path, 'http://x').searchParams.get('code') ?? '') : '';
		const chosen = { password: 'một câu mới hẳn', again: 'một câu mới hẳn' };
		expect(await acceptLink(database.db, code, chosen)).toEqual({ ok: true, userId: lan });
		expect(await beginSignIn(database.db, fakeBrowser(), lan)).toEqual({ codeNeeded: true });
	});
});

describe('recovery codes and turning off', () => {
	test('new recovery codes need the password and void the old ones', async () => {
		const { session } = await signedIn();
		const { codes } = await turnOn(session);
		const wrong = { ...current, password: 'không phải đâu' };
		expect(await renewRecoveryCodes(database.db, session, wrong)).toMatchObject({
			code: 'password/current_wrong'
		});
		const renewed = await renewRecoveryCodes(database.db, session, current);
		const [fresh = ''] = renewed.ok ? renewed.codes : [];
		expect(await completeSignIn(database.db, await pending(), codes[0] ?? '')).toMatchObject({ ok: false });
		expect(await completeSignIn(database.db, await pending(), fresh)).toEqual({ ok: true });
	});

	test('turning off needs password and code, and ends the other sessions', async () => {
		const here = await signedIn();
		const { secret, codes } = await turnOn(here.session);
		const there = await signedIn();
		const off = (typed: string, by = current) => turnOffTwoFactor(database.db, here.session, by, typed);
		expect(await off(codes[0] ?? '', { ...current, password: 'không phải đâu' })).toMatchObject({
			code: 'password/current_wrong'
		});
		expect(await off(await wrongCode(secret))).toMatchObject({ code: 'factor/wrong' });
		expect(await hasTwoFactor(database.db, lan)).toBe(true);
		expect(await off(codes[0] ?? '')).toEqual({ ok: true });
		expect(await hasTwoFactor(database.db, lan)).toBe(false);
		expect(await who(here.browser)).not.toBeNull();
		expect(await who(there.browser)).toBeNull();
		expect(await beginSignIn(database.db, fakeBrowser(), lan)).toEqual({ codeNeeded: false });
	});

	test('an administrator takes it off somebody else, whose sessions end', async () => {
		const admin = await addStaff(database.db, { username: 'quan.tri', role: 'administrator' });
		await addTwoFactor(database.db, admin);
		await addTwoFactor(database.db, lan);
		const { browser } = await signedIn();
		const waiting = await pending();
		expect(await takeOffTwoFactor(database.db, admin, admin)).toEqual({ ok: false, code: 'factor/own' });
		expect(await takeOffTwoFactor(database.db, lan, admin)).toEqual({ ok: true });
		expect(await takeOffTwoFactor(database.db, lan, admin)).toEqual({ ok: false, code: 'factor/off' });
		expect(await who(browser)).toBeNull();
		expect(await isSignInPending(database.db, waiting)).toBe(false);
		const accounts = await listAccounts(database.db);
		expect(accounts.filter((a) => a.twoFactor).map((a) => a.username)).toEqual(['quan.tri']);
	});
});
