import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashPassword } from '$lib/server/auth';
import { stepAt, totpCode } from '$lib/server/auth/totp';
import { databaseNow } from '$lib/server/contest/lock';
import { until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { addStaff } from '../helpers/staff';

/* What the log says of who came in and who was refused; and what it must never say. */

let database: FreshDatabase;
let server: TestServer;
const password = 'sáng nay trời mưa';
const wrong = 'chiều nay trời nắng';

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url } });
	const passwordHash = await hashPassword(password);
	await addStaff(database.db, { username: 'lan', role: 'judge', passwordHash });
	await addStaff(database.db, { username: 'chi', role: 'administrator', passwordHash });
}, 120_000);
afterAll(async () => {
	await server.stop();
	await database.drop();
});

/** The security lines so far. */
function noted(): Record<string, unknown>[] {
	return server
		.output()
		.split('\n')
		.flatMap((line) => / security (\{.*\})$/.exec(line)?.[1] ?? [])
		.map((json): Record<string, unknown> => JSON.parse(json));
}

async function post(path: string, fields: Record<string, string>, cookie = '') {
	const headers = { origin: server.url, cookie, accept: 'text/html' };
	const body = new URLSearchParams(fields);
	return await fetch(`${server.url}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
}

async function login(username: string): Promise<string> {
	const response = await post('/login', { username, password });
	const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
	// What is taken back is set to nothing.
	return cookies.filter((cookie) => !cookie.endsWith('=')).join('; ');
}

it('has who came in, who was refused and who changed what others may do, without a secret', async () => {
	expect((await post('/login', { username: 'lan', password: wrong })).status).toBe(400);
	expect((await post('/login', { username: `lan\n${wrong}`, password: wrong })).status).toBe(400);
	// What no column takes is no failure of the program.
	expect((await post('/login', { username: 'lan\0', password: wrong })).status).toBe(400);
	const [lan, chi] = [await login('lan'), await login('chi')];
	await fetch(`${server.url}/admin`, { headers: { cookie: lan } });
	await fetch(`${server.url}/banks/khong-co`, { headers: { cookie: lan } });
	await fetch(`${server.url}/banks/save`, {
		method: 'POST',
		headers: { cookie: chi },
		body: new Blob(['{}'])
	});
	await post('/admin?/invite', { displayName: 'Mai', username: 'mai', role: 'host' }, chi);
	const change = { current: password, password: `${password} to`, again: `${password} to` };
	expect((await post('/account?/password', change, lan)).status).toBe(303);
	await post('/logout', {}, chi);
	await until(() => noted().some(({ event }) => event === 'signed_out'));

	const events = noted().map(({ event, username, path }) =>
		[event, username ?? path].filter(Boolean).join(' ')
	);
	expect(events).toEqual([
		'wrong_password lan',
		'wrong_password',
		'wrong_password lan',
		'signed_in',
		'signed_in',
		'refused /admin',
		'refused /banks/khong-co',
		'foreign_page /banks/save',
		'link_made mai',
		'password_changed',
		'signed_in',
		'signed_out'
	]);
	const secrets = [password, wrong, ...[lan, chi].map((cookie) => cookie.split('=')[1] ?? '')];
	for (const secret of secrets) expect(server.output()).not.toContain(secret);
	// The link of the first start is printed on purpose; the invitation's code is not.
	const others = server.output().replace(/\S+\/setup\?code=\S+/g, '');
	expect(others).not.toMatch(/\b\w{4}(-\w{4}){7}\b/);
});

it('has whose codes were wrong, and when the second factor came and went', async () => {
	const mai = await addStaff(database.db, {
		username: 'mai2',
		role: 'judge',
		passwordHash: await hashPassword(password)
	});
	const before = noted().length;
	const since = () =>
		noted()
			.slice(before)
			.map(({ event, user, by }) =>
				[event, user === mai && 'mai', by === mai && 'by mai'].filter(Boolean).join(' ')
			);
	const cookie = await login('mai2');
	const at = '/account/two-factor';
	await post(`${at}?/begin`, { password }, cookie);
	const { secret } = await database.db
		.selectFrom('two_factor_setup')
		.select('secret')
		.executeTakeFirstOrThrow();
	const code = async (later = 0) => totpCode(secret, stepAt(await databaseNow(database.db)) + later);
	const codes = (html: string) => [...new Set(html.match(/\b\w{4}(-\w{4}){3}\b/g))];
	const shown = codes(await (await post(`${at}?/confirm`, { code: await code() }, cookie)).text());
	const renewed = codes(await (await post(`${at}?/renew`, { password }, cookie)).text());
	expect([shown.length, renewed.length]).toEqual([10, 10]);

	const pending = await login('mai2');
	const wrongCode = (await code()) === '000000' ? '111111' : '000000';
	expect((await post('/login/code', { code: wrongCode }, pending)).status).toBe(400);
	expect((await post('/login/code', { code: renewed[0] ?? '' }, pending)).status).toBe(303);
	expect((await post(`${at}?/off`, { password, code: await code(1) }, cookie)).status).toBe(303);
	await until(() => since().some((line) => line.startsWith('two_factor_off')));
	expect(since()).toEqual([
		'signed_in mai',
		'two_factor_on mai',
		'recovery_codes_renewed mai',
		'wrong_code mai',
		'recovery_code_used mai',
		'signed_in mai',
		'two_factor_off mai by mai'
	]);
	for (const secretCode of [...shown, ...renewed, wrongCode])
		expect(server.output()).not.toContain(secretCode);
});
