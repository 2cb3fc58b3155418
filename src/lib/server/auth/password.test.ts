import { expect, test } from 'vitest';
import { hashPassword, passwordProblem, verifyPassword } from './password';

test.each([
	['chín ký tự', 'ngắn thôi', 'password/short'],
	['two hundred and one', 'ab1'.repeat(67), 'password/long'],
	['the username', 'Lan.Nguyen', 'password/username'],
	['on the list', 'MatKhau123', 'password/common'],
	['known elsewhere', 'Manchester', 'password/common'],
	['known elsewhere, further down', 'tony123123', 'password/common'],
	['our own name', 'Rung Chuông Vàng', 'password/common'],
	['our own name, with a year', 'ChuongVang@2026!', 'password/common'],
	['a word of ours, in disguise', 'P@ssw0rd!2026', 'password/common'],
	['a word of ours among others', 'vàng ơi chuông vàng', null],
	['one character', 'aaaaaaaaaaaa', 'password/common'],
	['good', 'sáng nay trời mưa', null],
	['two hundred', 'ab1'.repeat(66) + 'xy', null]
])('a password: %s', (_what, password, problem) => {
	expect(passwordProblem(password, password, 'lan.nguyen')).toBe(problem);
});

test('typed differently the second time', () => {
	expect(passwordProblem('sáng nay trời mưa', 'sáng nay trời nắng', 'lan')).toBe('password/differs');
});

test('stored as argon2id with the parameters of OWASP, salted', async () => {
	const [one, two] = await Promise.all([
		hashPassword('sáng nay trời mưa'),
		hashPassword('sáng nay trời mưa')
	]);
	expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(one).not.toBe(two);
});

test('the same password from a keyboard that composes and from one that does not', async () => {
	const stored = await hashPassword('sáng nay trời mưa'.normalize('NFC'));
	expect(await verifyPassword(stored, 'sáng nay trời mưa'.normalize('NFD'))).toBe(true);
	expect(await verifyPassword(stored, 'sáng nay trời nắng')).toBe(false);
});

test('without a hash every password is wrong', async () => {
	expect(await verifyPassword(null, 'sáng nay trời mưa')).toBe(false);
	expect(await verifyPassword(null, '')).toBe(false);
});
