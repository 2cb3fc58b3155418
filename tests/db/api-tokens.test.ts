import { createHash } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
	checkToken,
	deleteToken,
	hashPassword,
	listTokens,
	mostTokens,
	type NewToken,
	type StaffUser
} from '$lib/server/auth';
import { createContest, deleteContest } from '$lib/server/contest/contests';
import { acceptLink, changePassword } from '$lib/server/people/account';
import { disable, enable, newLink } from '$lib/server/people/administration';
import { newToken } from '$lib/server/people/token-form';
import { makeToken } from '$lib/server/people/tokens';
import { readForm } from '$lib/server/form';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

const password = 'sáng nay trời mưa';
const passwordHash = await hashPassword(password);
const address = '192.168.1.20';
const anything: NewToken = { name: 'Trang tin', scopes: ['results:read'], days: 30, contestId: null };

let lan: StaffUser;
beforeEach(async () => {
	await db.deleteFrom('staff_user').execute();
	lan = await staff('lan');
	await staff('quan.tri', 'administrator');
});

async function staff(username: string, role: StaffUser['role'] = 'organizer'): Promise<StaffUser> {
	const id = await addStaff(db, { username, role, passwordHash });
	return { id, username, displayName: `Tên ${username}`, role };
}

const make = (wanted: Partial<NewToken> = {}, user = lan) =>
	makeToken(db, user, { password, address }, { ...anything, ...wanted });

async function made(wanted: Partial<NewToken> = {}, user = lan): Promise<string> {
	const done = await make(wanted, user);
	if (!done.ok) throw new Error(done.code);
	return done.token;
}

/** Each test comes from a place of its own: what one guesses holds up no other. */
let places = 0;
const check = (token: string, from = `10.1.0.${(places += 1)}`) => checkToken(db, { token, address: from });
const unknown = { ok: false, code: 'token/unknown' };

describe('a token', () => {
	test('says who calls and what for; nothing that is stored is the token', async () => {
		const token = await made({ scopes: ['roster:write', 'results:read'] });
		expect(token).toMatch(/^cv_[\w-]{43}$/);
		expect(await check(token)).toEqual({
			ok: true,
			holder: {
				id: expect.any(String),
				scopes: ['roster:write', 'results:read'],
				contestId: null,
				user: lan
			}
		});
		const rows = await db.selectFrom('api_token').selectAll().execute();
		const token_hash = createHash('sha256').update(token).digest('hex');
		expect(rows).toMatchObject([{ token_hash, user_id: lan.id, name: 'Trang tin' }]);
		expect(JSON.stringify(rows)).not.toContain(token);
		expect(await check(token_hash)).toEqual(unknown);
	});

	test('is listed with the day on which it was last used, which is all that is kept of its use', async () => {
		const token = await made();
		expect(await listTokens(db, lan.id)).toMatchObject([{ name: 'Trang tin', lastUsedOn: null }]);
		await check(token);
		const [listed] = await listTokens(db, lan.id);
		const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
		expect(listed?.lastUsedOn).toBe(today);
		await db.updateTable('api_token').set({ last_used_on: '2026-01-01' }).execute();
		await check(token);
		expect((await listTokens(db, lan.id))[0]?.lastUsedOn).toBe(today);
	});

	test('expires after its days', async () => {
		const token = await made({ days: 30 });
		const [{ expiresAt } = { expiresAt: new Date(0) }] = await listTokens(db, lan.id);
		expect(Math.round((expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(30);
		await db
			.updateTable('api_token')
			.set({ expires_at: new Date(Date.now() - 1) })
			.execute();
		expect(await check(token)).toEqual({ ok: false, code: 'token/expired' });
	});

	test('is deleted by its owner alone', async () => {
		const token = await made();
		const [{ id } = { id: '' }] = await listTokens(db, lan.id);
		const minh = await staff('minh');
		expect(await deleteToken(db, minh.id, id)).toBe(false);
		expect(await check(token)).toMatchObject({ ok: true });
		expect(await deleteToken(db, lan.id, id)).toBe(true);
		expect(await deleteToken(db, lan.id, id)).toBe(false);
		expect(await check(token)).toEqual(unknown);
	});

	test('that is limited to a contest goes with it, rather than be good for all', async () => {
		const { id } = await createContest(db, { title: 'Hội thi', createdBy: lan.id });
		const token = await made({ contestId: id });
		expect(await check(token)).toMatchObject({ holder: { contestId: id } });
		await deleteContest(db, id);
		expect(await check(token)).toEqual(unknown);
	});
});

describe('a token ends', () => {
	test('when its owner is disabled, and does not come back with her', async () => {
		const token = await made();
		await disable(db, lan.id);
		expect(await check(token)).toEqual(unknown);
		expect(await make()).toMatchObject({ ok: false });
		await enable(db, lan.id);
		expect(await check(token)).toEqual(unknown);
	});

	test('with a disabled owner whose row was written by hand', async () => {
		const token = await made();
		await db.updateTable('staff_user').set({ disabled_at: new Date() }).where('id', '=', lan.id).execute();
		expect(await check(token)).toEqual(unknown);
	});

	test('when she changes her password, or sets one by a link', async () => {
		const chosen = { password: 'một câu mới hẳn', again: 'một câu mới hẳn' };
		const one = await made();
		expect(await changePassword(db, lan, { password, address }, chosen)).toEqual({ ok: true });
		expect(await check(one)).toEqual(unknown);

		const minh = await staff('minh');
		const other = await made({}, minh);
		const link = await newLink(db, minh.id, null);
		if (!link.ok) throw new Error(link.code);
		const code = new URL(link.path, 'http://x').searchParams.get('code') ?? '';
		expect(await acceptLink(db, code, chosen)).toMatchObject({ ok: true });
		expect(await check(other)).toEqual(unknown);
	});
});

describe('a token is not made', () => {
	test('without the password, whoever sits at her machine', async () => {
		const wrong = { password: 'sai mật khẩu rồi', address };
		expect(await makeToken(db, lan, wrong, anything)).toEqual({ ok: false, code: 'password/current_wrong' });
		expect(await listTokens(db, lan.id)).toEqual([]);
	});

	test('for a contest that its owner has nothing to do with', async () => {
		const { id } = await createContest(db, { title: 'Của người khác', createdBy: null });
		expect(await make({ contestId: id })).toEqual({ ok: false, code: 'token/contest_unknown' });
		expect(await make({ contestId: 999_999 })).toEqual({ ok: false, code: 'token/contest_unknown' });
	});

	test('when there are many already, also by several at once', async () => {
		await db
			.insertInto('api_token')
			.values(
				Array.from({ length: mostTokens - 1 }, (_, i) => ({
					id: `t${i}`,
					token_hash: `h${i}`,
					user_id: lan.id,
					name: 'Cũ',
					scopes: ['results:read' as const],
					contest_id: null,
					expires_at: new Date()
				}))
			)
			.execute();
		const done = await Promise.all([make(), make(), make()]);
		expect(done.filter(({ ok }) => ok)).toHaveLength(1);
		expect(done.find(({ ok }) => !ok)).toEqual({ ok: false, code: 'token/too_many' });
	});

	test('from a form that names no scope, no such days, or no name', () => {
		const fields = { name: ' Trang  tin ', results: 'on', days: '90', contest: '', password };
		const read = (change: Record<string, string | undefined>) => {
			const data = new FormData();
			for (const [name, value] of Object.entries({ ...fields, ...change }))
				if (value !== undefined) data.set(name, value);
			return readForm(newToken, data);
		};
		expect(read({})).toMatchObject({
			ok: true,
			value: { name: 'Trang tin', scopes: ['results:read'], days: 90, contest: null }
		});
		for (const [field, change] of [
			['scopes', { results: undefined }],
			['days', { days: '3650' }],
			['name', { name: ' ' }],
			['name', { name: 'x'.repeat(101) }],
			['contest', { contest: 'x' }]
		] as const)
			expect(Object.keys((read(change) as { errors?: object }).errors ?? {})).toEqual([field]);
	});
});

describe('tokens that come too often', () => {
	test('are held up: a good one after 60 calls, made-up ones from one place after 60', async () => {
		const token = await made();
		const calls = [];
		for (let i = 0; i < 62; i++) calls.push(await check(token, '10.2.0.1'));
		expect(calls.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(60);
		expect(calls.at(-1)).toEqual({ ok: false, code: 'limit/too_fast', wait: 1 });

		const guesses = [];
		for (let i = 0; i < 62; i++) guesses.push(await check(`cv_${'A'.repeat(43)}`, '10.2.0.2'));
		expect(guesses.at(0)).toEqual(unknown);
		expect(guesses.at(-1)).toEqual({ ok: false, code: 'limit/too_fast', wait: 2 });
	});

	test('from one place hold up no token that has been good there', async () => {
		const [old, fresh] = [await made(), await made()];
		await check(old, '10.2.0.3');
		for (let i = 0; i < 62; i++) await check('cv_khong-co', '10.2.0.3');
		expect(await check(old, '10.2.0.3')).toMatchObject({ ok: true });
		expect(await check(fresh, '10.2.0.3')).toMatchObject({ ok: false, code: 'limit/too_fast' });
		expect(await check(fresh, '10.2.0.4')).toMatchObject({ ok: true });
	});
});
