import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { userCommands } from '../../src/cli/user';
import type { Io } from '../../src/cli/command';
import { checkLogin } from '$lib/server/auth';
import { checkLink } from '$lib/server/people/account';
import { listAccounts } from '$lib/server/people/staff';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { addStaff, addTwoFactor } from '../helpers/staff';

let database: FreshDatabase;

beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.deleteFrom('staff_user').execute();
});

/** Types a command; `input` is what the standard input holds. */
async function type(line: string, input = '') {
	const out: string[] = [];
	const err: string[] = [];
	const io: Io = {
		out: (text) => out.push(text),
		err: (text) => err.push(text),
		json: (value) => out.push(JSON.stringify(value)),
		input: async () => input,
		db: async () => database
	};
	const command = userCommands.find((c) => line.startsWith(c.name));
	if (!command) throw new Error(line);
	const args = line.slice(command.name.length).trim().split(/ +/).filter(Boolean);
	return { code: await command.run(args, io), out, err };
}

const linkIn = (out: string[]) => new URL(out.at(-1) ?? '', 'http://x').searchParams.get('code') ?? '';

test('user create without a password prints a link that sets one', async () => {
	const { code, out, err } = await type('user create --username lan --name Lan --role organizer');
	expect({ code, err }).toEqual({ code: 0, err: [] });
	expect(out.at(-1)).toMatch(/^\/invite\?code=/);
	expect(await checkLink(database.db, linkIn(out))).toMatchObject({ ok: true, username: 'lan' });
});

test('with PUBLIC_URL the whole address is printed', async () => {
	vi.stubEnv('PUBLIC_URL', 'https://thi.example.vn/');
	const made = await type('user create --username lan --name Lan --role organizer');
	expect(made.out.at(-1)).toMatch(/^https:\/\/thi\.example\.vn\/invite\?code=/);
	expect((await type('user link --username lan')).out.at(-1)).toMatch(
		/^https:\/\/thi\.example\.vn\/\w+\?code=/
	);
	vi.unstubAllEnvs();
});

test('user create --password-stdin takes the password from the standard input', async () => {
	const line = 'user create --username lan --name Lan --role host --password-stdin';
	const { code, out } = await type(line, 'sáng nay trời mưa\r\n');
	expect(code).toBe(0);
	expect(out.join()).not.toContain('sáng nay');
	const login = { username: 'lan', password: 'sáng nay trời mưa', address: '' };
	expect(await checkLogin(database.db, login)).toMatchObject({ ok: true });
});

test.each([
	['user create', 'Cách dùng: user create'],
	['user create --username l@n --name Lan --role host', 'Tên đăng nhập gồm 3–32 ký tự'],
	['user create --username lan --name Lan', 'Vai trò không hợp lệ'],
	['user create --username lan --name Lan --role boss', 'administrator, organizer, host, judge'],
	['user create --username lan --name Lan --role host --password-stdin', 'ít nhất 10 ký tự'],
	['user create --username lan --name Lan --role host --pasword-stdin', 'Cách dùng: user create'],
	['user create --username co.roi --name Lan --role host', 'đã có người dùng'],
	['user link', 'Cách dùng: user link'],
	['user link --username khong.co', 'Không có tài khoản khong.co'],
	['user two-factor-off', 'Cách dùng: user two-factor-off'],
	['user two-factor-off --username khong.co', 'Không có tài khoản khong.co'],
	['user two-factor-off --username co.roi', 'không bật xác thực hai bước']
])('bad input changes nothing and says what is wrong: %s', async (line, message) => {
	await addStaff(database.db, { username: 'co.roi' });
	const { code, out, err } = await type(line, 'ngắn');
	expect({ code, out }).toEqual({ code: 2, out: [] });
	expect(err.join('\n')).toContain(message);
	expect(await listAccounts(database.db)).toHaveLength(1);
});

test('user link is the way back in for an administrator who lost her password', async () => {
	await addStaff(database.db, { username: 'quan.tri', role: 'administrator' });
	const { code, out } = await type('user link --username Quan.Tri');
	expect(code).toBe(0);
	expect(await checkLink(database.db, linkIn(out))).toMatchObject({ ok: true, invitation: false });
});

test('user two-factor-off is the way back in for an administrator who lost her phone', async () => {
	const id = await addStaff(database.db, { username: 'quan.tri', role: 'administrator' });
	await addTwoFactor(database.db, id);
	const { code, out } = await type('user two-factor-off --username Quan.Tri');
	expect({ code, out }).toEqual({ code: 0, out: [expect.stringContaining('quan.tri')] });
	expect(await listAccounts(database.db)).toMatchObject([{ username: 'quan.tri', twoFactor: false }]);
});
