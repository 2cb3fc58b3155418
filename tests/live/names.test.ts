import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Rules } from '$lib/contest/rules';
import type { HostCommand } from '$lib/protocol/host';
import type { StageView } from '$lib/protocol/stage';
import { contestMinutes } from '$lib/server/contest/minutes';
import { contestResults } from '$lib/server/contest/results';
import { TestConsole } from '../helpers/console';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { recordedLine, type Recorder } from '../helpers/recorder';

/* Names that people type, and the room: an insult or an imitation is in no byte that anybody else gets before staff have let it in. */

let database: FreshDatabase;
/** Two processes on one database, as behind a load balancer. */
let servers: Awaited<ReturnType<typeof liveServer>>[];
let open: { close(): void }[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	servers = [await liveServer(database), await liveServer(database)];
});
afterEach(() => {
	open.forEach((one) => one.close());
	open = [];
});
afterAll(async () => {
	await Promise.all(servers.map((server) => server.stop()));
	await database.drop();
});

const url = (process = 0) => servers[process]?.url ?? '';
const insult = 'Thằng Ngu';
/** The е is a Cyrillic one, in letters as they go over the line. */
const lookAlike = 'Lе Thi Hoa';
const honest = 'Trần Thị Bình';

/** A line of which every byte is kept. */
async function line(process: number): Promise<Recorder> {
	const one = await recordedLine(url(process));
	open.push(one);
	return one;
}
function phone(at: string, code: string, token?: string): TestPhone {
	const one = new TestPhone(at, code, token);
	open.push(one);
	return one;
}
async function desk(id: number, process = 0): Promise<TestConsole> {
	const one = await TestConsole.open(database, url(process), id, { username: `desk${id}`, role: 'judge' });
	open.push(one);
	return one;
}
async function stage(at: string, code: string): Promise<{ view: () => StageView | null }> {
	let view: StageView | null = null;
	const socket: Socket = io(`${at}/stage`, { auth: { code }, transports: ['websocket'], forceNew: true });
	socket.on('view', (now: StageView) => (view = now));
	open.push({ close: () => socket.disconnect() });
	await until(() => view !== null);
	return { view: () => view };
}
const act = async (id: number, ...commands: HostCommand[]) => {
	for (const command of commands) expect(await hostActs(database, id, command)).toEqual({ ok: true });
};
const holds = (received: string, name: string) => received.includes(Buffer.from(name).toString('latin1'));
const contest = (rules: Partial<Rules> = {}) =>
	preparedContest(database, [{}, {}], { everyoneFails: 'stay', ...rules });

describe('an insult and a look-alike', () => {
	it('are in no byte for a stage or another phone until staff let them in, in any process', async () => {
		const { id, code } = await contest({ audience: { joins: true, eliminatedPlay: true, lifeline: false } });
		const lines = [await line(0), await line(0), await line(1), await line(1)];
		const [a, b, c, d] = lines.map((one) => one.url);
		const seen = await stage(a ?? '', code);
		await stage(c ?? '', code);
		const others = [phone(b ?? '', code), phone(d ?? '', code)];
		const rude = phone(url(0), code);
		const fake = phone(url(1), code);
		const watching = phone(url(1), code);
		expect(await others[0]?.join({ name: honest })).toMatchObject({ ok: true, me: { sbd: 1, name: honest } });
		expect((await others[0]?.join())?.ok).toBe(false);
		const ack = await rude.join({ name: insult });
		expect(ack).toMatchObject({ ok: true, me: { sbd: 2, name: insult, nameState: 'waiting' } });
		expect(await fake.join({ name: lookAlike })).toMatchObject({ me: { sbd: 3, nameState: 'waiting' } });
		expect(await watching.join({ by: 'audience', name: 'BTC' })).toMatchObject({
			me: { sbd: null, name: 'BTC', nameState: 'waiting' }
		});
		await act(id, { type: 'start' }, { type: 'present', q: 1 }, { type: 'open' });
		await until(() => [rude, fake, watching].every((one) => one.view?.question?.state === 'open'));
		for (const one of [rude, fake, watching]) await one.answer(1, 1, 'B');
		await act(id, { type: 'close' }, { type: 'reveal' }, { type: 'callScene', scene: 'audience' });
		await act(id, { type: 'finish' });
		await until(() => seen.view()?.phase === 'finished' && others.every((o) => o.view?.phase === 'finished'));

		// What they stand for is there: the seats, without names.
		expect(seen.view()?.podium.slice(0, 2).map(({ sbd, name }) => [sbd, name]).sort()).toEqual([[2, ''], [3, '']]); // prettier-ignore
		expect(seen.view()?.audience.top).toMatchObject([{ player: -1, name: '' }]);
		for (const received of lines.map((one) => one.received()))
			for (const name of [insult, lookAlike, 'BTC']) expect(holds(received, name)).toBe(false);
		const results = await contestResults(database.db, id);
		const minutes = await contestMinutes(database.db, id);
		for (const text of [results, minutes].map((one) => JSON.stringify(one)))
			for (const name of [insult, lookAlike, '"BTC"']) expect(text).not.toContain(name);

		const console = await desk(id);
		await until(() => console.typed.waiting === 3);
		expect(console.names.get(2)).toMatchObject({ name: insult, state: 'waiting' });
		expect(console.typed.names.map(({ player, doubts }) => [player, doubts])).toEqual([
			[2, ['insult']],
			[3, ['letters']],
			[-1, ['office']]
		]);
		expect(await console.decideNames({ to: 'renamed', player: 2, name: '\u200b' })).toEqual({
			ok: false,
			code: 'join/bad_name'
		});
		await console.decideNames({ to: 'renamed', player: 2, name: 'Lê Văn Tám' });
		await console.decideNames({ to: 'shown', players: [3, -1] });
		await until(() => console.typed.waiting === 0);
		await until(() => seen.view()?.podium.every(({ name }) => name !== '') ?? false);
		await until(() => seen.view()?.audience.top[0]?.name === 'BTC');
		await until(() => others.every((one) => one.view?.podium.every(({ name }) => name !== '')));
		await until(() => rude.me?.name === 'Lê Văn Tám' && rude.me.nameState === undefined);
		await until(() => watching.me?.nameState === undefined);
		for (const one of lines) await until(() => holds(one.received(), lookAlike));
		for (const received of lines.map((one) => one.received())) expect(holds(received, insult)).toBe(false);
		expect(console.names.get(2)).toMatchObject({ name: 'Lê Văn Tám', state: 'shown' });
		expect(await contestResults(database.db, id)).toMatchObject({ audience: { top: [{ name: 'BTC' }] } });
	});

	it('that slipped through are taken off the stage, and her phone says so', async () => {
		const { id, code } = await contest();
		const seen = await stage(url(1), code);
		const one = phone(url(0), code);
		expect(await one.join({ name: honest })).toMatchObject({ me: { sbd: 1 } });
		await act(id, { type: 'start' }, { type: 'finish' });
		await until(() => seen.view()?.podium[0]?.name === honest);
		const console = await desk(id, 1);
		expect(await console.decideNames({ to: 'hidden', players: [1] })).toEqual({ ok: true });
		await until(() => seen.view()?.podium[0]?.name === '' && one.me?.nameState === 'hidden');
		await until(() => console.typed.names[0]?.state === 'hidden' && console.typed.waiting === 0);
		const back = phone(url(1), code, one.token ?? undefined);
		await until(() => back.me?.nameState === 'hidden');
		await console.decideNames({ to: 'shown', players: [1] });
		await until(() => seen.view()?.podium[0]?.name === honest && back.me?.nameState === undefined);
	});
});

describe('by the rules', () => {
	it('every typed name waits, and nobody of the roster', async () => {
		const { id, code } = await contest({ names: 'approved', registration: 'mixed' });
		const one = phone(url(), code);
		expect(await one.join({ name: honest })).toMatchObject({ me: { name: honest, nameState: 'waiting' } });
		const console = await desk(id);
		await until(() => console.typed.waiting === 1);
		expect(console.typed.names[0]?.doubts).toEqual([]);
	});

	it('nobody types a name: the program gives one that is hers, however often she asks', async () => {
		const { code } = await contest({
			names: 'generated',
			audience: { joins: true, eliminatedPlay: false, lifeline: false }
		});
		const secret = 'a'.repeat(40);
		const [one, again] = [phone(url(0), code), phone(url(1), code)];
		const first = await one.join({ name: insult, secret } as never);
		expect(first).toMatchObject({ ok: true, me: { sbd: 1 } });
		expect(one.me?.name).toMatch(/^\p{Lu}.* 1$/u);
		expect(await again.join({ name: '', secret } as never)).toMatchObject({ me: { name: one.me?.name } });
		const watching = phone(url(), code);
		await watching.join({ by: 'audience', name: insult });
		expect(watching.me?.name).toMatch(/^\p{Lu}.* K1$/u);
		expect(one.received.find((text) => text.includes('"hello"'))).toContain('"named":false');
	});

	it('the second of one name in a unit waits; without units two of one name are nothing special', async () => {
		const { code } = await contest();
		const states: unknown[] = [];
		for (const [name, unit] of [
			[honest, '10A1'],
			[honest, '10A2'],
			['TRAN  THI BINH', '10A1'],
			[honest, ''],
			[honest, '']
		]) {
			// prettier-ignore
			const one = phone(url(states.length % 2), code);
			expect(await one.join({ name, unit } as never)).toMatchObject({ ok: true });
			states.push(one.me?.nameState);
		}
		expect(states).toEqual([undefined, undefined, 'waiting', undefined, undefined]);
	});

	it('an insult for a unit, which the record would keep, is refused', async () => {
		const { code } = await contest();
		const one = phone(url(), code);
		expect(await one.join({ name: honest, unit: 'Con chó' } as never)).toEqual({
			ok: false,
			code: 'join/bad_unit'
		});
	});
});
