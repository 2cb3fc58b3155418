import { randomBytes } from 'node:crypto';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HostCommand } from '$lib/protocol/host';
import type { StageView } from '$lib/protocol/stage';
import { foldFrom } from '$lib/server/contest/log';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { recordedLine, type Recorder } from '../helpers/recorder';

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;
let open: { close(): void }[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
});
afterEach(() => {
	open.forEach((one) => one.close());
	open = [];
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

const act = async (id: number, ...commands: HostCommand[]) => {
	for (const command of commands) expect(await hostActs(database, id, command)).toEqual({ ok: true });
};

/** A phone on a line of its own, of which every byte is kept. */
async function watched(code: string, token?: string): Promise<{ phone: TestPhone; line: Recorder }> {
	const line = await recordedLine(server.url);
	const phone = new TestPhone(line.url, code, token);
	open.push(phone, line);
	await until(() => phone.view !== null);
	return { phone, line };
}

describe('[PH10] sealed start', () => {
	const text = `canary${randomBytes(4).toString('hex')}`;
	const options = ['Một', 'Hai', 'Ba'];
	const asked = { text, options };

	async function contest() {
		const rules = {
			sealedStart: true,
			phonesReadAlong: true,
			audience: { joins: true, eliminatedPlay: false, lifeline: false }
		};
		const { id, code } = await preparedContest(database, [{ text }, {}], rules);
		const [seat, onlooker, guest] = [await watched(code), await watched(code), await watched(code)];
		await seat.phone.join();
		await onlooker.phone.join({ by: 'audience' });
		await act(id, { type: 'start' });
		return { id, code, seat, onlooker, guest, all: [seat, onlooker, guest] };
	}

	it('[PH2] no byte of the text comes before the opening, and then the key alone to whoever has it', async () => {
		const { id, code, all, seat } = await contest();
		const stage = io(`${server.url}/stage`, { auth: { code }, transports: ['websocket'], forceNew: true });
		open.push(stage);
		let shown: StageView | null = null;
		stage.on('view', (view: StageView) => (shown = view));
		await act(id, { type: 'present', q: 1 });
		await until(
			() => all.every(({ phone }) => phone.view?.question?.sealed) && shown?.question?.state === 'presented'
		);
		expect(JSON.stringify(shown)).not.toContain(text);
		for (const { phone, line } of all) {
			expect(phone.view?.question).toMatchObject({ state: 'presented', text: '', options: [], unseal: null });
			expect(line.received()).not.toContain(text);
			expect(line.received()).not.toContain('"Hai"');
		}
		const waiting = await watched(code, seat.phone.token ?? '');
		await until(() => waiting.phone.view?.question?.sealed !== undefined && waiting.phone.me !== null);
		const now = [...all.slice(1), waiting];
		const before = now.map(({ line }) => line.received().length);
		await act(id, { type: 'open' });
		await until(() => now.every(({ phone }) => phone.view?.question?.state === 'open'));
		await until(() => shown?.question?.text === text);
		for (const [i, { phone, line }] of now.entries()) {
			expect(phone.view?.question).toMatchObject(asked);
			expect(line.received()).not.toContain(text);
			expect(line.received().length - (before[i] ?? 0)).toBeGreaterThan(0);
		}
		expect(await waiting.phone.answer(1, 1, 'B')).toMatchObject({ ok: true });
		await act(id, { type: 'close' }, { type: 'reveal' });
		await until(() => now.every(({ phone }) => phone.view?.reveal));
		for (const { phone } of now) expect(phone.view?.question).toMatchObject({ ...asked, unseal: null });
	});

	it('shows the right thing whenever a phone comes back', async () => {
		const { id, code, seat } = await contest();
		const token = seat.phone.token ?? '';
		const back = async (state: string) => {
			const { phone } = await watched(code, token);
			await until(() => phone.view?.question?.state === state);
			return phone.view?.question;
		};
		await act(id, { type: 'present', q: 1 });
		expect(await back('presented')).toMatchObject({ text: '', sealed: expect.any(String) });
		await act(id, { type: 'open' });
		expect(await back('open')).toMatchObject({ ...asked, sealed: null, unseal: null });
		await act(id, { type: 'pause' });
		expect(await back('paused')).toMatchObject(asked);
		await act(id, { type: 'resume' }, { type: 'close' }, { type: 'reveal' });
		expect(await back('revealed')).toMatchObject(asked);
	});

	it('[JU3] a question that is taken back stays sealed, and is sealed anew when it comes again', async () => {
		const { id, all } = await contest();
		await act(id, { type: 'present', q: 1 });
		await until(() => all.every(({ phone }) => phone.view?.question?.sealed));
		const { undo } = await foldFrom(database.db, id);
		await act(id, { type: 'undo', seq: undo?.seq ?? 0 });
		await until(() => all.every(({ phone }) => phone.view?.question === null));
		for (const { line } of all) expect(line.received()).not.toContain(text);
		await act(id, { type: 'present', q: 1 }, { type: 'open' });
		await until(() => all.every(({ phone }) => phone.view?.question?.state === 'open'));
		for (const { phone } of all) expect(phone.view?.question).toMatchObject(asked);
	});
});
