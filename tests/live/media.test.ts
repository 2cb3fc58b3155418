import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HostCommand } from '$lib/protocol/host';
import type { Media } from '$lib/bank/question';
import type { Rules } from '$lib/contest/rules';
import { mediaFile, purgeMedia, storeMedia } from '$lib/server/bank/media';
import { foldFrom } from '$lib/server/contest/log';
import { prepareContest } from '$lib/server/contest/prepare';
import { hostActs, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { startServer, type TestServer } from '../helpers/server';

let database: FreshDatabase;
let server: TestServer;
let phones: TestPhone[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	server = await startServer({ env: { DATABASE_URL: database.url } });
});
afterEach(() => {
	phones.forEach((phone) => phone.close());
	phones = [];
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

const stored = async (bytes: Buffer, on: Media['on']): Promise<Media> => {
	const outcome = await storeMedia(database.db, bytes, null);
	if (!outcome.ok) throw new Error(outcome.code);
	return { ...outcome.media, on, alt: 'Tháp Rùa' };
};
const picture = (red: number) =>
	sharp({ create: { width: 1000, height: 500, channels: 3, background: { r: red, g: 9, b: 9 } } })
		.png()
		.toBuffer();

/** A contest with a picture on the first question, another on its explanation, and a sound on the second. */
async function contest(rules: Partial<Rules> = {}) {
	const [seen, why] = [
		await stored(await picture(200), 'text'),
		await stored(await picture(90), 'explanation')
	];
	const heard = await stored(Buffer.from('ID3 a sound of twenty bytes'), 'text');
	const { id, code } = await preparedContest(database, [{ media: [seen, why] }, { media: [heard] }], {
		phonesReadAlong: true,
		...rules
	});
	const phone = new TestPhone(server.url, code);
	phones.push(phone);
	await until(() => phone.view !== null);
	await phone.join();
	const act = async (...commands: HostCommand[]) => {
		for (const command of commands) expect(await hostActs(database, id, command)).toEqual({ ok: true });
	};
	const { prepared } = await foldFrom(database.db, id);
	const tokens = prepared?.questions.flatMap((q) => q.media.map((m) => `/m/${m.token}`)) ?? [];
	await act({ type: 'start' });
	return { id, phone, act, seen, tokens };
}
const get = (src: string, headers: Record<string, string> = {}) =>
	fetch(new URL(src, server.url), { headers });
const states = async (srcs: string[]) =>
	(await Promise.all(srcs.map((src) => get(src)))).map((r) => r.status);

describe('[QU1] what is seen and heard with a question', () => {
	it('[PH2] is there for the room when its time has come, and not before', async () => {
		const { phone, act, seen, tokens } = await contest();
		expect(await states(tokens)).toEqual([404, 404, 404]);
		await act({ type: 'present', q: 1 });
		await until(() => phone.view?.question?.media.length === 1);
		const [media] = phone.view?.question?.media ?? [];
		expect(media).toEqual({ src: tokens[0], kind: 'image', alt: 'Tháp Rùa', width: 1000, height: 500 });
		expect(await states(tokens)).toEqual([200, 404, 404]);
		expect(phone.received.join('')).not.toContain(seen.id);

		const whole = await get(media?.src ?? '');
		expect(Object.fromEntries(whole.headers)).toMatchObject({
			'content-type': 'image/webp',
			'cache-control': 'private, max-age=31536000, immutable',
			'x-content-type-options': 'nosniff'
		});
		expect(await sharp(await whole.arrayBuffer()).metadata()).toMatchObject({ width: 1000 });
		const small = await get(`${media?.src}?s`);
		expect(await sharp(await small.arrayBuffer()).metadata()).toMatchObject({ width: 720 });

		await act({ type: 'open' });
		await until(() => phone.view?.question?.state === 'open');
		expect(await phone.answer(1, 1, 'B')).toMatchObject({ ok: true });
		await act({ type: 'close' });
		expect(await states(tokens)).toEqual([200, 404, 404]);
		await act({ type: 'reveal' });
		await until(() => phone.view?.reveal?.media[0]?.src === tokens[1]);
		expect(await states(tokens)).toEqual([200, 200, 404]);
		await act({ type: 'present', q: 2 });
		await until(() => phone.view?.question?.media[0]?.kind === 'audio');
		const part = await get(tokens[2] ?? '', { range: 'bytes=0-2' });
		expect([part.status, part.headers.get('content-type'), await part.text()]).toEqual([
			206,
			'audio/mpeg',
			'ID3'
		]);
	});

	it('[PH2] has names that nobody can guess: another contest with the same picture has others', async () => {
		const [one, other] = [await contest(), await contest()];
		expect(new Set([...one.tokens, ...other.tokens]).size).toBe(6);
		expect(await states(['/m/x', '/m/1-', `/m/${one.id}-${'A'.repeat(43)}`, '/m/999999999-A'])).toEqual([
			404, 404, 404, 404
		]);
	});

	it('has the same names when the contest is prepared again, so that nothing has changed', async () => {
		const { id, code } = await preparedContest(database, [
			{ media: [await stored(await picture(7), 'text')] }
		]);
		const name = async () => (await foldFrom(database.db, id)).prepared?.questions[0]?.media[0]?.token;
		const before = await name();
		await prepareContest(database.db, id, 'test');
		expect(await name()).toBe(before);
		expect(code).toBeTruthy();
	});

	it('[QU4] is not forgotten as long as the contest is there, whatever becomes of the bank', async () => {
		const { seen } = await contest();
		await database.db.deleteFrom('bank').execute();
		await database.db
			.updateTable('media')
			.set({ created_at: new Date(0) })
			.execute();
		await purgeMedia(database.db);
		expect(await mediaFile(database.db, seen.id, 'whole')).not.toBeNull();
	});

	it('is for staff alone by the address of the bank', async () => {
		const { seen } = await contest();
		const response = await fetch(new URL(`/media/${seen.id}`, server.url), { redirect: 'manual' });
		expect(response.status).toBe(303);
	});
});

describe('[PH10] sealed start', () => {
	it('[PH2] brings the picture early and encrypted, and shows it at the opening without another request', async () => {
		const { phone, act, tokens } = await contest({ sealedStart: true });
		await act({ type: 'present', q: 1 });
		await until(() => phone.view?.question?.early.length === 1);
		expect(phone.view?.question?.media).toEqual([]);
		const early = await get(phone.view?.question?.early[0] ?? '');
		expect(early.status).toBe(200);
		const sealed = Buffer.from(await early.arrayBuffer());
		expect(sealed.toString('latin1')).not.toContain('WEBP');
		expect(phone.received.join('')).not.toContain(tokens[0]);
		await new Promise((resolve) => setTimeout(resolve, 300));
		await act({ type: 'open' });
		await until(() => phone.view?.question?.state === 'open');
		const [media] = phone.view?.question?.media ?? [];
		expect(media?.src).toMatch(/^blob:/);
		const shown = Buffer.from(await (await fetch(media?.src ?? '')).arrayBuffer());
		expect(shown.length).toBe(sealed.length);
		expect(await sharp(shown).metadata()).toMatchObject({ format: 'webp', width: 720 });
		expect(phone.received.join('')).not.toContain(tokens[0]);
	});
});
