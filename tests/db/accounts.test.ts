import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
	checkLogin,
	ensureSetupCode,
	hashPassword,
	signIn,
	staffFromCookie,
	type StaffUser
} from '$lib/server/auth';
import {
	acceptLink,
	changePassword,
	checkLink,
	checkSetupCode,
	createFirstAdministrator
} from '$lib/server/people/account';
import { changeRole, disable, enable, invite, newLink } from '$lib/server/people/administration';
import { newPerson } from '$lib/server/people/person';
import { listAccounts, listStaff } from '$lib/server/people/staff';
import { fakeBrowser } from '../helpers/browser';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

let database: FreshDatabase;

beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.deleteFrom('one_time_code').execute();
	await database.db.deleteFrom('staff_user').execute();
});

const good = { password: 'sáng nay trời mưa', again: 'sáng nay trời mưa' };
const lan = { username: 'lan', displayName: 'Nguyễn Thị Lan', role: 'organizer' } as const;
const codeIn = (path: string) => new URL(path, 'http://x').searchParams.get('code') ?? '';

async function invited(): Promise<string> {
	const made = await invite(database.db, lan, null);
	if (!made.ok) throw new Error(made.code);
	return codeIn(made.path);
}

async function expireCodes(): Promise<void> {
	await database.db
		.updateTable('one_time_code')
		.set({ expires_at: new Date(Date.now() - 1) })
		.execute();
}

describe('the first administrator', () => {
	const first = { username: 'quan.tri', displayName: 'Quản Trị' };
	const setUp = (code: string, person = first) => createFirstAdministrator(database.db, code, person, good);

	test('is made by the code, which then is of no more use', async () => {
		const code = (await ensureSetupCode(database.db)) ?? '';
		expect(code).toMatch(/^([0-9a-z]{4}-){7}[0-9a-z]{4}$/);
		expect(await setUp(code)).toMatchObject({ ok: true });
		expect(await setUp(code, { ...first, username: 'khac' })).toEqual({ ok: false, code: 'code/used' });
		expect(await listAccounts(database.db)).toMatchObject([{ username: 'quan.tri', role: 'administrator' }]);
		expect(await ensureSetupCode(database.db)).toBeNull();
	});

	test('is one, though ten use the code at once', async () => {
		const code = (await ensureSetupCode(database.db)) ?? '';
		const tries = Array.from({ length: 10 }, (_, i) => setUp(code, { ...first, username: `nguoi${i}` }));
		const done = await Promise.all(tries);
		expect(done.filter((r) => r.ok)).toHaveLength(1);
		expect(done.filter((r) => !r.ok && r.code === 'code/used')).toHaveLength(9);
		expect(await listAccounts(database.db)).toHaveLength(1);
	});

	test('a code may be typed without hyphens, with blanks, in capitals', async () => {
		const code = (await ensureSetupCode(database.db)) ?? '';
		const typed = ` ${code.replaceAll('-', ' ').toUpperCase()} `;
		expect(await checkSetupCode(database.db, typed)).toEqual({ ok: true });
	});

	test('every start voids the code before', async () => {
		const old = (await ensureSetupCode(database.db)) ?? '';
		const code = (await ensureSetupCode(database.db)) ?? '';
		expect(await setUp(old)).toEqual({ ok: false, code: 'code/unknown' });
		expect(await setUp(code)).toMatchObject({ ok: true });
	});

	test('a wrong, expired or foreign code makes nobody', async () => {
		const code = (await ensureSetupCode(database.db)) ?? '';
		expect(await setUp('')).toEqual({ ok: false, code: 'code/unknown' });
		expect(await setUp(await invited())).toEqual({ ok: false, code: 'code/unknown' });
		await expireCodes();
		expect(await setUp(code)).toEqual({ ok: false, code: 'code/expired' });
	});

	test('a refused name or password leaves the code good', async () => {
		await addStaff(database.db, { username: 'lan' });
		const code = (await ensureSetupCode(database.db)) ?? '';
		expect(await setUp(code, { ...first, username: 'lan' })).toMatchObject({ code: 'person/username_taken' });
		const weak = await createFirstAdministrator(database.db, code, first, {
			password: 'ngắn',
			again: 'ngắn'
		});
		expect(weak).toEqual({ ok: false, code: 'password/short' });
		expect(await checkSetupCode(database.db, code)).toEqual({ ok: true });
	});

	test('the database never holds the code itself', async () => {
		const code = (await ensureSetupCode(database.db)) ?? '';
		const rows = JSON.stringify(await database.db.selectFrom('one_time_code').selectAll().execute());
		expect(rows).not.toContain(code);
		expect(rows).not.toContain(code.replaceAll('-', ''));
	});
});

describe('invitations and resets', () => {
	test('whoever is invited sets a password and can sign in', async () => {
		const code = await invited();
		expect(await checkLink(database.db, code)).toMatchObject({ ok: true, username: 'lan', invitation: true });
		expect(await acceptLink(database.db, code, good)).toMatchObject({ ok: true });
		expect(await login('lan', good.password)).toMatchObject({ ok: true });
		expect(await acceptLink(database.db, code, good)).toEqual({ ok: false, code: 'code/used' });
	});

	test('of ten who use the link at once, one sets the password', async () => {
		const code = await invited();
		const done = await Promise.all(
			Array.from({ length: 10 }, (_, i) => {
				const password = `mật khẩu thứ ${i}`;
				return acceptLink(database.db, code, { password, again: password });
			})
		);
		const winner = done.findIndex((r) => r.ok);
		expect(done.filter((r) => r.ok)).toHaveLength(1);
		expect(await login('lan', `mật khẩu thứ ${winner}`)).toMatchObject({ ok: true });
	});

	test('a new link voids the one before; an expired one is of no use', async () => {
		const old = await invited();
		const [account] = await listAccounts(database.db);
		const made = await newLink(database.db, account?.id ?? '', null);
		const code = made.ok ? codeIn(made.path) : '';
		expect(made).toMatchObject({ ok: true, purpose: 'invitation' });
		expect(await checkLink(database.db, old)).toEqual({ ok: false, code: 'code/unknown' });
		await expireCodes();
		expect(await acceptLink(database.db, code, good)).toEqual({ ok: false, code: 'code/expired' });
	});

	test('a reset ends all sessions of the user', async () => {
		const id = await addStaff(database.db, { username: 'lan' });
		const browser = fakeBrowser();
		await signIn(database.db, browser, id);
		const made = await newLink(database.db, id, null);
		expect(made).toMatchObject({ ok: true, purpose: 'reset' });
		expect(await staffFromCookie(database.db, browser.header())).not.toBeNull();
		await acceptLink(database.db, made.ok ? codeIn(made.path) : '', good);
		expect(await staffFromCookie(database.db, browser.header())).toBeNull();
	});

	test('disabling somebody voids her links, and she gets no new ones', async () => {
		const code = await invited();
		const [account] = await listAccounts(database.db);
		await disable(database.db, account?.id ?? '');
		expect(await acceptLink(database.db, code, good)).toEqual({ ok: false, code: 'code/unknown' });
		expect(await newLink(database.db, account?.id ?? '', null)).toMatchObject({ code: 'person/disabled' });
		await enable(database.db, account?.id ?? '');
		expect(await checkLink(database.db, code)).toEqual({ ok: false, code: 'code/unknown' });
	});

	test('two people can’t have one username, in whatever letters', async () => {
		await invited();
		const again = newPerson.parse({ username: ' LAN ', displayName: 'Lan khác', role: 'host' });
		expect(await invite(database.db, again, null)).toEqual({ ok: false, code: 'person/username_taken' });
		expect(await listAccounts(database.db)).toHaveLength(1);
	});

	test('a set-up code is no reset link', async () => {
		const code = (await ensureSetupCode(database.db)) ?? '';
		expect(await checkLink(database.db, code)).toEqual({ ok: false, code: 'code/unknown' });
	});
});

describe('the last active administrator', () => {
	test('can be neither demoted nor disabled', async () => {
		const id = await addStaff(database.db, { username: 'mot', role: 'administrator' });
		const refused = { ok: false, code: 'person/last_administrator' };
		expect(await changeRole(database.db, id, 'host')).toEqual(refused);
		expect(await disable(database.db, id)).toEqual(refused);
		expect(await changeRole(database.db, id, 'administrator')).toEqual({ ok: true });
	});

	test('one who is disabled, or has not accepted the invitation, does not count', async () => {
		const id = await addStaff(database.db, { username: 'mot', role: 'administrator' });
		await addStaff(database.db, { username: 'moi', role: 'administrator', passwordHash: null });
		const off = await addStaff(database.db, { username: 'khoa', role: 'administrator' });
		expect(await disable(database.db, off)).toEqual({ ok: true });
		expect(await disable(database.db, id)).toMatchObject({ code: 'person/last_administrator' });
		expect(await changeRole(database.db, off, 'judge')).toEqual({ ok: true });
	});

	test('remains, though all demote each other at once', async () => {
		const ids = await Promise.all(
			['mot', 'hai', 'ba', 'bon'].map((username) =>
				addStaff(database.db, { username, role: 'administrator' })
			)
		);
		const done = await Promise.all(
			ids.map((id, i) => (i % 2 ? disable(database.db, id) : changeRole(database.db, id, 'organizer')))
		);
		expect(done.filter((r) => r.ok)).toHaveLength(3);
		const active = (await listAccounts(database.db)).filter((a) => a.role === 'administrator' && !a.disabled);
		expect(active).toHaveLength(1);
	});

	test('nobody is nobody', async () => {
		expect(await disable(database.db, 'x')).toEqual({ ok: false, code: 'person/unknown' });
	});
});

describe('signing in', () => {
	beforeEach(async () => {
		await addStaff(database.db, { username: 'minh', passwordHash: await hashPassword(good.password) });
	});

	test('needs the right password, an account, and one that is not disabled', async () => {
		expect(await login(' MINH ', good.password)).toMatchObject({ ok: true });
		const refused = { ok: false, code: 'auth/wrong_password' };
		expect(await login('minh', 'sai mật khẩu rồi')).toEqual(refused);
		expect(await login('khong.co', good.password)).toEqual(refused);
		await database.db.updateTable('staff_user').set({ disabled_at: new Date() }).execute();
		expect(await login('minh', good.password)).toEqual(refused);
	});

	test('somebody who is invited can’t sign in without a password', async () => {
		await invited();
		expect(await login('lan', '')).toMatchObject({ code: 'auth/wrong_password' });
	});

	test('after five wrong tries even the right password has to wait, for this user only', async () => {
		await addStaff(database.db, { username: 'ngoc', passwordHash: await hashPassword(good.password) });
		const now = Date.now();
		for (let i = 0; i < 5; i++) await login('ngoc', 'sai mật khẩu rồi', now);
		const held = await login('ngoc', good.password, now);
		expect(held).toMatchObject({ ok: false, code: 'auth/too_many_tries' });
		expect(await login('minh', good.password, now)).toMatchObject({ ok: true });
		const wait = held.ok || held.code !== 'auth/too_many_tries' ? 0 : held.wait;
		expect(wait).toBeGreaterThan(0);
		expect(await login('ngoc', good.password, now + wait)).toMatchObject({ ok: true });
	});

	test('who knows a name shuts nobody out: from elsewhere its owner gets in', async () => {
		const passwordHash = await hashPassword(good.password);
		await addStaff(database.db, { username: 'khue', passwordHash });
		const now = Date.now();
		const from = (address: string, password: string) =>
			checkLogin(database.db, { username: 'khue', password, address }, now);
		for (let i = 0; i < 8; i++) await from('10.1.1.1', 'sai mật khẩu rồi');
		expect(await from('10.1.1.1', good.password)).toMatchObject({ code: 'auth/too_many_tries' });
		expect(await from('10.1.1.2', good.password)).toMatchObject({ ok: true });
		// A household has more addresses of IPv6 than anybody can try.
		for (let i = 0; i < 5; i++) await from(`2001:db8::${i}`, 'sai mật khẩu rồi');
		expect(await from('2001:db8::77', good.password)).toMatchObject({ code: 'auth/too_many_tries' });
	});

	test('a name is slowed down from many places too, and never for long', async () => {
		const now = Date.now();
		const tries = Array.from({ length: 60 }, (_, i) =>
			checkLogin(database.db, { username: 'nhieu.noi', password: 'sai', address: `10.2.0.${i}` }, now)
		);
		const held = (await Promise.all(tries)).flatMap((r) => ('wait' in r ? [r.wait] : []));
		expect(held).toHaveLength(10);
		expect(Math.max(...held)).toBeLessThanOrEqual(30_000);
	});

	test('from one address, guessing many names is slowed down too', async () => {
		const address = '10.9.9.9';
		const tries = Array.from({ length: 40 }, (_, i) =>
			checkLogin(database.db, { username: `ten${i}`, password: 'sai', address })
		);
		const results = await Promise.all(tries);
		expect(results.filter((r) => !r.ok && r.code === 'auth/too_many_tries')).toHaveLength(10);
	});

	test('an unknown name takes as long as a known one', async () => {
		/** The quickest of three, in ms: whatever else the machine does only makes it slower. */
		const quickest = async (username: string) => {
			const times: number[] = [];
			for (let i = 0; i < 3; i++) {
				const start = performance.now();
				await login(username, 'sai mật khẩu rồi');
				times.push(performance.now() - start);
			}
			return Math.min(...times);
		};
		const [known, unknown] = [await quickest('minh'), await quickest('khong.biet')];
		expect(unknown).toBeGreaterThan(known * 0.5);
	});
});

describe('changing one’s password', () => {
	test('needs the current one, ends every session, and the new one is the one', async () => {
		const id = await addStaff(database.db, {
			username: 'thu',
			passwordHash: await hashPassword(good.password)
		});
		const user: StaffUser = { id, username: 'thu', displayName: 'Thu', role: 'host' };
		const browser = fakeBrowser();
		await signIn(database.db, browser, id);
		const change = (current: string, next: string) =>
			changePassword(
				database.db,
				user,
				{ password: current, address: '10.1.1.1' },
				{ password: next, again: next }
			);

		expect(await change('không phải đâu', 'một câu mới hẳn')).toEqual({
			ok: false,
			code: 'password/current_wrong'
		});
		expect(await change(good.password, 'ngắn')).toEqual({ ok: false, code: 'password/short' });
		expect(await staffFromCookie(database.db, browser.header())).not.toBeNull();

		expect(await change(good.password, 'một câu mới hẳn')).toEqual({ ok: true });
		expect(await staffFromCookie(database.db, browser.header())).toBeNull();
		expect(await login('thu', good.password)).toMatchObject({ ok: false });
		expect(await login('thu', 'một câu mới hẳn')).toMatchObject({ ok: true });
	});
});

test('those who can be given a role: the invited too, the disabled not', async () => {
	await invited();
	const off = await addStaff(database.db, { username: 'khoa' });
	await disable(database.db, off);
	expect((await listStaff(database.db)).map((p) => p.username)).toEqual(['lan']);
	expect(await listAccounts(database.db)).toMatchObject([
		{ username: 'lan', invited: true, disabled: false },
		{ username: 'khoa', disabled: true }
	]);
});

function login(username: string, password: string, now = Date.now()) {
	return checkLogin(database.db, { username, password, address: '192.168.1.30' }, now);
}
