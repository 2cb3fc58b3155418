import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContest } from '$lib/server/contest/contests';
import { editDraft } from '$lib/server/contest/draft';
import { setContestMember } from '$lib/server/contest/members';
import { openApi } from '$lib/server/api/openapi';
import { longestBody } from '$lib/server/api/body';
import { listRoster } from '$lib/server/people/roster';
import { disable } from '$lib/server/people/administration';
import { until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { addStaff } from '../helpers/staff';
import { addToken } from '../helpers/tokens';
import { accounts, cookieOf, newPlace, type Person, type Place } from './people';

/* The API of the built program: what a token opens and what it does not, and how that is told. */

let database: FreshDatabase;
let server: TestServer;
let all: Record<Person, string>;
let ended: Place;
let draft: Place;

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url, TRUST_PROXY: '1' } });
	all = await accounts(database.db);
	ended = await newPlace(database, all, { ended: true });
	draft = await newPlace(database, all);
}, 120_000);
afterAll(async () => {
	await server.stop();
	await database.drop();
});

interface Answer {
	status: number;
	headers: Headers;
	body: { error?: { code: string; message: string; problems?: unknown[] } } & Record<string, unknown>;
}

async function call(
	path: string,
	token: string | null,
	{ headers = {}, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}
): Promise<Answer> {
	const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
	const response = await fetch(`${server.url}/api/v1${path}`, {
		...init,
		headers: { ...authorization, ...headers }
	});
	return { status: response.status, headers: response.headers, body: await response.json() };
}

const results = (place: Place, token: string | null, headers: Record<string, string> = {}) =>
	call(`/contests/${place.code}/results`, token, { headers });
const send = (place: Place, token: string, body: unknown, headers: Record<string, string> = {}) =>
	call(`/contests/${place.code}/roster`, token, {
		method: 'POST',
		body: typeof body === 'string' ? body : JSON.stringify(body),
		headers: { 'content-type': 'application/json', ...headers }
	});
const tokenOf = (person: Person, wanted: Parameters<typeof addToken>[2] = {}) =>
	addToken(database.db, all[person], wanted);
const codeOf = ({ status, body }: Answer) => [status, body.error?.code];

/** The security lines so far. */
const noted = () =>
	server
		.output()
		.split('\n')
		.flatMap((line) => / security (\{.*\})$/.exec(line)?.[1] ?? [])
		.map((json): Record<string, unknown> => JSON.parse(json));

describe('results', () => {
	it('are all that the contest came to, kept by nobody and for no other site', async () => {
		const { status, headers, body } = await results(ended, await tokenOf('contestJudge'), {
			origin: 'http://evil.example'
		});
		expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
		expect(headers.get('cache-control')).toBe('no-store');
		expect([...headers.keys()].filter((name) => /^(access-control|set-cookie)/.test(name))).toEqual([]);
		expect(body).toMatchObject({
			contest: { code: ended.code, phase: 'finished', startedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
			ranking: [{ rank: 1, sbd: 1, name: 'Nguyễn Văn An', unit: '' }],
			bellRinger: null,
			questions: [],
			startedWith: 1
		});
		const schema = openApi().components.schemas['Results'] as { required: string[] };
		expect(Object.keys(body).sort()).toEqual([...schema.required].sort());
	});

	it('are not there before the end, nor for who has no part in the contest', async () => {
		const manager = await tokenOf('manager');
		expect(codeOf(await results(draft, manager))).toEqual([409, 'results/not_yet']);
		expect(codeOf(await results(ended, await tokenOf('organizerElsewhere')))).toEqual([
			404,
			'contest/unknown'
		]);
		for (const code of ['000000', '1', 'abc', '%00', encodeURIComponent("' or 1=1")])
			expect(codeOf(await call(`/contests/${code}/results`, manager))).toEqual([404, 'contest/unknown']);
	});

	it('of a rehearsal are nobody’s', async () => {
		const { db } = database;
		const rehearsal = await createContest(db, {
			title: 'Tổng duyệt',
			createdBy: all.manager,
			rehearsalOf: draft.contest
		});
		const place = { ...draft, code: rehearsal.code };
		expect(codeOf(await results(place, await tokenOf('manager')))).toEqual([404, 'contest/unknown']);
		await db.deleteFrom('contest').where('id', '=', rehearsal.id).execute();
	});
});

describe('a token', () => {
	it('that is none, or ended, opens nothing, and is told so in words and in headers', async () => {
		const expired = await tokenOf('manager', { days: -1 });
		const leaver = await addStaff(database.db, { username: 'leaver', role: 'administrator' });
		const left = await addToken(database.db, leaver);
		expect((await results(ended, left)).status).toBe(200);
		await disable(database.db, leaver);
		for (const [token, code, says] of [
			[null, 'token/missing', 'Bearer'],
			['cv_khong-co', 'token/unknown', 'Bearer error="invalid_token"'],
			[expired, 'token/expired', 'Bearer error="invalid_token"'],
			[left, 'token/unknown', 'Bearer error="invalid_token"']
		] as const) {
			const answer = await results(ended, token);
			expect(codeOf(answer)).toEqual([401, code]);
			expect(answer.headers.get('www-authenticate')).toBe(says);
		}
	});

	it('does only what it is good for, where it is good', async () => {
		const reads = await tokenOf('manager', { scopes: ['results:read'] });
		const writes = await tokenOf('manager', { scopes: ['roster:write'] });
		const refused = await send(draft, reads, { contestants: [{ name: 'An' }] });
		expect(codeOf(refused)).toEqual([403, 'token/scope']);
		expect(refused.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"');
		expect(codeOf(await results(ended, writes))).toEqual([403, 'token/scope']);

		const one = await tokenOf('administrator', { contestId: draft.contest });
		expect((await call('/contests', one)).body).toEqual({
			contests: [{ id: draft.contest, code: draft.code, title: 'Hội thi', phase: 'draft' }]
		});
		expect(codeOf(await results(ended, one))).toEqual([404, 'contest/unknown']);
		expect(codeOf(await send(ended, one, { contestants: [{ name: 'An' }] }))).toEqual([
			404,
			'contest/unknown'
		]);
	});

	it('does no more than its owner may at that moment', async () => {
		const user = await addStaff(database.db, { username: 'mai', role: 'judge' });
		const token = await addToken(database.db, user);
		const contestants = [{ name: 'Phạm Thị Mai' }];
		const become = (role: 'manager' | 'host' | null) =>
			setContestMember(database.db, draft.contest, user, role);
		expect(codeOf(await send(draft, token, { contestants }))).toEqual([404, 'contest/unknown']);
		await become('host');
		expect(codeOf(await send(draft, token, { contestants }))).toEqual([403, 'contest/managers_only']);
		await become('manager');
		expect((await send(draft, token, { contestants, dryRun: true })).status).toBe(200);
		await become(null);
		expect((await call('/contests', token)).body).toEqual({ contests: [] });
		expect(codeOf(await send(draft, token, { contestants }))).toEqual([404, 'contest/unknown']);
	});

	it('is what counts: no cookie opens anything, signs anybody in, or chooses the language', async () => {
		const cookie = `${await cookieOf(database.db, all, 'administrator')}; lang=en`;
		const refused = await results(ended, null, { cookie });
		expect(codeOf(refused)).toEqual([401, 'token/missing']);
		expect(refused.body.error?.message).toMatch(/^Thiếu khóa API/);
		expect(refused.headers.getSetCookie()).toEqual([]);
		const judge = await tokenOf('contestJudge');
		const sent = await send(draft, judge, { contestants: [{ name: 'An' }] }, { cookie });
		expect(codeOf(sent)).toEqual([403, 'contest/managers_only']);
	});

	it('opens the API and no page', async () => {
		const authorization = `Bearer ${await tokenOf('administrator')}`;
		const page = await fetch(`${server.url}/account`, { headers: { authorization }, redirect: 'manual' });
		expect(page.headers.get('location')).toMatch(/^\/login/);
	});
});

describe('a list of contestants', () => {
	it('is taken in whole, from a program that says no origin, and gives no PIN', async () => {
		const place = await newPlace(database, all);
		const token = await tokenOf('manager');
		const contestants = [
			{ name: 'Trần Thị Bình', unit: '10A1' },
			{ sbd: 9, name: 'Y Wăn Êban' }
		];
		const { status, body } = await send(place, token, { contestants });
		expect(status).toBe(200);
		expect(body).toEqual({
			dryRun: false,
			addedCount: 2,
			added: [
				{ row: 1, sbd: 2 },
				{ row: 2, sbd: 9 }
			],
			already: [],
			twins: [],
			newUnits: ['10A1'],
			freeSeats: expect.any(Number)
		});
		const roster = await listRoster(database.db, place.contest);
		expect(roster.map(({ name }) => name)).toEqual(['Nguyễn Văn An', 'Trần Thị Bình', 'Y Wăn Êban']);
		for (const { pin } of roster) expect(JSON.stringify(body)).not.toContain(pin);
	});

	it('with wrong rows is refused row by row, in the language that is asked for', async () => {
		const token = await tokenOf('manager');
		const contestants = [{ name: '' }, { sbd: 1, name: 'Bình' }, { name: 'Chi' }];
		const problems = async (language: string) =>
			(await send(draft, token, { contestants }, { 'accept-language': language })).body.error;
		expect(await problems('en-GB,en;q=0.9')).toEqual({
			code: 'roster/rows',
			message: expect.stringMatching(/^Rows of the list are wrong/),
			problems: [
				{ row: 1, code: 'roster/name_missing', message: 'The name is missing.' },
				{ row: 2, code: 'roster/sbd_used', message: 'Number 1 belongs to Nguyễn Văn An already.' }
			],
			problemCount: 2
		});
		expect((await problems('fr, vi;q=0.5'))?.message).toMatch(/^Danh sách có dòng sai/);
		expect(await listRoster(database.db, draft.contest)).toHaveLength(1);
	});

	it('that is none is refused, and says where it is wrong', async () => {
		const token = await tokenOf('manager');
		const one = { name: 'An' };
		for (const [body, where] of [
			[{}, 'contestants'],
			[{ contestants: [] }, 'contestants'],
			[{ contestants: [one, { name: 5 }] }, 'contestants.1.name'],
			[{ contestants: [{ ...one, sbd: '7' }] }, 'contestants.0.sbd'],
			// Misspelt, it would be taken in after all.
			[{ contestants: [one], dryrun: true }, 'dryrun'],
			[{ contestants: [{ ...one, pin: '1234' }] }, 'contestants.0.pin'],
			[{ contestants: Array(20_001).fill(one) }, 'contestants'],
			[[one], 'body']
		] as const) {
			const answer = await send(draft, token, body);
			expect(codeOf(answer)).toEqual([400, 'request/invalid']);
			expect(answer.body.error?.message).toContain(`“${where}”`);
		}
		expect(codeOf(await send(draft, token, '{"contestants":'))).toEqual([400, 'request/broken_json']);
		expect(codeOf(await send(draft, token, '{}', { 'content-type': 'text/xml' }))).toEqual([
			415,
			'request/not_json'
		]);
		const large = JSON.stringify({ contestants: [{ name: 'x'.repeat(longestBody) }] });
		expect(codeOf(await send(draft, token, large))).toEqual([413, 'request/too_large']);
	});

	it('of the most people fits, and is taken in', async () => {
		const place = await newPlace(database, all);
		await editDraft(database.db, place.contest, (setup) => ({
			...setup,
			rules: { ...setup.rules, capacity: 25_000 }
		}));
		const contestants = Array.from({ length: 20_000 }, (_, i) => ({
			name: `Nguyễn Thị Phương Thảo ${i}`,
			unit: `Chi đoàn ${i % 300}`
		}));
		const { body } = await send(place, await tokenOf('manager'), { contestants });
		expect(body.error?.code ?? body['addedCount']).toBe(20_000);
	});
});

it('another site gets no leave to call: nothing answers a preflight', async () => {
	const response = await fetch(`${server.url}/api/v1/contests/${draft.code}/roster`, {
		method: 'OPTIONS',
		headers: {
			origin: 'http://evil.example',
			'access-control-request-method': 'POST',
			'access-control-request-headers': 'authorization, content-type'
		}
	});
	expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

it('shows its document to everybody', async () => {
	const { status, body } = await call('/openapi.json', null);
	expect(status).toBe(200);
	expect(body).toEqual(JSON.parse(JSON.stringify(openApi())));
});

it('made-up tokens are slowed down, and told for how long; a token that was good there is not', async () => {
	const from = { 'x-forwarded-for': '203.0.113.7' };
	const good = await tokenOf('manager');
	expect((await results(ended, good, from)).status).toBe(200);
	let last: Answer | undefined;
	for (let i = 0; i < 70 && last?.status !== 429; i++) last = await results(ended, `cv_sai-${i}`, from);
	expect(last && codeOf(last)).toEqual([429, 'limit/too_fast']);
	expect(last?.headers.get('retry-after')).toBe('2');
	expect((await results(ended, good, from)).status).toBe(200);
});

it('the log has whose tokens were refused and why, and no token', async () => {
	const before = noted().length;
	const since = () =>
		noted()
			.slice(before)
			.map(({ event, user, code, path }) => [event, user, code, path].filter(Boolean).join(' '));
	const from = { 'x-forwarded-for': '203.0.113.8' };
	const token = await tokenOf('contestJudge', { scopes: ['results:read'] });
	await results(ended, 'cv_bi-mat-khong-co', from);
	await send(draft, token, { contestants: [{ name: 'An' }] }, from);
	await call('/contests/000000/results', token, { headers: from });
	await until(() => since().length >= 3);
	expect(since()).toEqual([
		'token_refused token/unknown',
		`token_refused ${all.contestJudge} token/scope /api/v1/contests/${draft.code}/roster`,
		`token_refused ${all.contestJudge} contest/unknown /api/v1/contests/000000/results`
	]);
	expect(server.output()).not.toContain(token);
	expect(server.output()).not.toContain('cv_bi-mat');
});
