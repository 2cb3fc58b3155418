import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';
import { addToken } from '../helpers/tokens';
import { routes, type Door } from './doors';
import { accounts, cookieOf, newPlace, people, staff, type Person, type Place } from './people';

/*
 * Every page, end point and action of the program, tried by everybody: whoever may not is turned away, and whoever may is not.
 * Each tries it in a bank and a contest of her own, so that nothing is gone when the next one comes.
 */

let database: FreshDatabase;
let server: TestServer;
let all: Awaited<ReturnType<typeof accounts>>;

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url } });
	all = await accounts(database.db);
}, 120_000);
afterAll(async () => {
	await server.stop();
	await database.drop();
});

it('lists every route of the program with all that it does, and no other', () => {
	const listed = Object.entries(routes).map(([route, doors]) => [route, Object.keys(doors).sort()]);
	expect(Object.fromEntries(listed)).toEqual(routesOfTheProgram());
});

it('opens what asks for a token to nobody’s cookie', async () => {
	for (const [route, doors] of Object.entries(routes))
		for (const [what, door] of Object.entries(doors))
			for (const person of door.token ? people : []) {
				const place = await newPlace(database, all, door);
				const { status } = await ask(route, what, { ...door, token: undefined }, person, place, server.url);
				expect({ route, what, person, status }).toEqual({ route, what, person, status: 401 });
			}
});

describe.each(Object.entries(routes))('%s', (route, doors) => {
	it.each(Object.entries(doors))('%s', async (what, door) => {
		for (const person of people) {
			const turned = await turnedAway(route, what, door, person);
			const expected = !door.may.includes(person);
			expect({ person, turned }).toEqual({ person, turned: expected });
		}
	});
});

/** What a page of another site can send along with everybody's cookie without asking first, beside bytes without a type. */
const simpleTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** From another site, everybody's cookie opens nothing that changes anything. */
it('takes nothing that changes something from another site, whatever it calls itself', async () => {
	const changing = Object.entries(routes).flatMap(([route, doors]) =>
		Object.entries(doors)
			.filter(([what]) => what !== 'GET')
			.map(([what, door]) => ({ route, what, token: door.token }))
	);
	expect(changing.length).toBeGreaterThan(50);
	const place = await newPlace(database, all);
	const cookie = await cookieOf(database.db, all, 'administrator');
	for (const { route, what, token } of changing) {
		const url = new URL(addressOf(route, place), server.url);
		if (what.startsWith('?')) url.search = what;
		for (const [i, type] of ['', 'application/json', ...simpleTypes].entries())
			for (const origin of i < 2 ? ['null', `${server.url}0`, undefined] : ['http://evil.example']) {
				const headers = { cookie, ...(origin ? { origin } : {}), ...(type ? { 'content-type': type } : {}) };
				const body = new Blob(['{"target":{"create":{"title":"x","language":"vi","note":""}},"taken":[]}']);
				const { status } = await answerOf(
					await fetch(url, { method: 'POST', redirect: 'manual', headers, body })
				);
				// What asks for a token does not ask where one comes from; SvelteKit itself asks that of forms.
				const refused = token && !simpleTypes.includes(type) ? 401 : 403;
				expect({ route, what, origin, type, status }).toEqual({ route, what, origin, type, status: refused });
			}
	}
});

/** Whether she was sent to the login page, or told that she may not (403) or that there is no such thing (404). */
async function turnedAway(route: string, what: string, door: Door, person: Person): Promise<boolean> {
	const place = await newPlace(database, all, door);
	const { status, location } = await ask(route, what, door, person, place, server.url);
	if (door.nothingThere && status === 404) return false;
	if (status >= 500) throw new Error(`${route} ${what} failed for ${person}: ${status}`);
	return status === 401 || status === 403 || status === 404 || location.startsWith('/login?');
}

async function ask(
	route: string,
	what: string,
	door: Door,
	person: Person,
	place: Place,
	origin: string | undefined
): Promise<{ status: number; location: string }> {
	const url = new URL(addressOf(route, place), server.url);
	url.search = what.startsWith('?') ? what : (door.query ?? '');
	const headers: Record<string, string> = { accept: 'text/html', ...(await shown(door, person)) };
	if (origin !== undefined) headers['origin'] = origin;
	const body = new URLSearchParams(door.form?.(place) ?? {});
	const init: RequestInit = { redirect: 'manual', headers };
	if (what === 'GET') return answerOf(await fetch(url, init));
	if (door.json) {
		headers['content-type'] = 'application/json';
		return answerOf(await fetch(url, { ...init, method: 'POST', body: JSON.stringify(door.json(place)) }));
	}
	return answerOf(await fetch(url, { ...init, method: 'POST', body }));
}

/** By what she is known: her token where a door asks for one, if she could make one, else her cookie. */
async function shown(door: Door, person: Person): Promise<Record<string, string>> {
	if (door.token && staff.includes(person))
		return { authorization: `Bearer ${await addToken(database.db, all[person])}` };
	// Signed in anew, since some of what is tried signs one out.
	return { cookie: await cookieOf(database.db, all, person) };
}

async function answerOf(response: Response): Promise<{ status: number; location: string }> {
	await response.arrayBuffer();
	const location = response.headers.get('location') ?? '';
	return {
		status: response.status,
		location: location && new URL(location, server.url).href.replace(server.url, '')
	};
}

function addressOf(route: string, place: Place): string {
	return (
		route
			.replace(/\/\([a-z]+\)/g, '')
			.replace('/contests/[id]', `/contests/${place.contest}`)
			.replace('/banks/[id]', `/banks/${place.bank}`)
			.replace('[question]', place.question)
			.replace('[code]', place.code)
			.replace(/\[(player|sbd)\]/, '1')
			.replace('[paper]', 'poster')
			.replace('[contest]', place.code)
			.replace(/\[(token|media|id)\]/, 'khong-co') || '/'
	);
}

/** Each route of the folder, with its methods and the names of its actions. */
function routesOfTheProgram(): Record<string, string[]> {
	const found = new Map<string, Set<string>>();
	const note = (file: string, what: string) => {
		const route = `/${file}`.replace(/\/\+[^/]*$/, '');
		found.set(route, (found.get(route) ?? new Set()).add(what));
	};
	for (const file of readdirSync('src/routes', { recursive: true, encoding: 'utf8' })) {
		const source = () => readFileSync(`src/routes/${file}`, 'utf8');
		if (/\+page(\.server)?\.(svelte|ts)$/.test(file)) note(file, 'GET');
		if (file.endsWith('+page.server.ts'))
			for (const [, name = ''] of (source().split('export const actions')[1] ?? '').matchAll(
				/^\t(\w+): (?:async )?\(/gm
			))
				note(file, name === 'default' ? 'POST' : `?/${name}`);
		if (file.endsWith('+server.ts'))
			for (const [, method = ''] of source().matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g))
				note(file, method);
	}
	return Object.fromEntries([...found].map(([route, what]) => [route, [...what].sort()]));
}
