import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { unsaid, type Media, type Question } from '$lib/bank/question';
import { createBank } from '$lib/server/bank/banks';
import { mediaFile, purgeMedia, storeMedia, type StoredMedia } from '$lib/server/bank/media';
import { addQuestion, editQuestion } from '$lib/server/bank/questions';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

let by: string;
let bank: string;
beforeEach(async () => {
	await db.deleteFrom('contest').execute();
	await db.deleteFrom('bank').execute();
	await db.deleteFrom('media').execute();
	await db.deleteFrom('staff_user').execute();
	by = await addStaff(db, { username: 'lan' });
	const created = await createBank(db, { title: 'Thử', note: '' }, by);
	if (!created.ok) throw new Error(created.code);
	bank = created.id;
});

const stored = async (red: number, width = 800): Promise<StoredMedia> => {
	const background = { r: red, g: 0, b: 0 };
	const bytes = await sharp({ create: { width, height: 600, channels: 3, background } })
		.png()
		.toBuffer();
	const outcome = await storeMedia(db, bytes, by);
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.media;
};
const shown = (media: StoredMedia): Media => ({ ...media, on: 'text', alt: 'Cờ' });
const asking = (...media: Media[]): Question => ({
	...unsaid,
	type: 'single',
	text: 'Đây là gì?',
	options: ['Cờ', 'Sao'],
	key: 'A',
	media
});
const ids = async () => (await db.selectFrom('media').select('id').execute()).map((r) => r.id).sort();
const age = () =>
	db
		.updateTable('media')
		.set({ created_at: sql`now() - interval '3 days'` })
		.execute();

describe('pictures, sounds and films', () => {
	it('are kept once, whole and small', async () => {
		const media = await stored(200);
		expect(await stored(200)).toEqual(media);
		expect(await ids()).toEqual([media.id]);
		const [whole, small] = [await mediaFile(db, media.id, 'whole'), await mediaFile(db, media.id, 'small')];
		expect(whole?.mime).toBe('image/webp');
		expect(await sharp(whole?.bytes).metadata()).toMatchObject({ width: 800, height: 600 });
		expect(await sharp(small?.bytes).metadata()).toMatchObject({ width: 720, height: 540 });
		expect(await mediaFile(db, 'f'.repeat(64), 'whole')).toBeNull();
	});

	it('have only one size when they are no pictures', async () => {
		const outcome = await storeMedia(db, Buffer.from('ID3 a sound'), by);
		const id = outcome.ok ? outcome.media.id : '';
		expect((await mediaFile(db, id, 'small'))?.mime).toBe('audio/mpeg');
	});

	it('change nothing when they are refused', async () => {
		expect(await storeMedia(db, Buffer.from('<svg/>'), by)).toEqual({
			ok: false,
			code: 'media/unknown_kind'
		});
		expect(await ids()).toEqual([]);
	});
});

describe('what nobody uses', () => {
	it('is forgotten after two days, and not before', async () => {
		await stored(10);
		expect(await purgeMedia(db)).toBe(0);
		await age();
		expect(await purgeMedia(db)).toBe(1);
		expect(await ids()).toEqual([]);
	});

	it('has two days again when it is brought in anew', async () => {
		const media = await stored(10);
		await age();
		await stored(10);
		expect(await purgeMedia(db)).toBe(0);
		expect(await ids()).toEqual([media.id]);
	});

	it('does not comprise what a question has, had, or had when it was deleted', async () => {
		const [now, before, trashed] = [await stored(10), await stored(20), await stored(30)];
		const added = await addQuestion(db, bank, asking(shown(before)), by);
		const gone = await addQuestion(db, bank, asking(shown(trashed)), by);
		if (!added.ok || !gone.ok) throw new Error('not added');
		// Another sitting: what one types in the same one is a single version.
		await db
			.updateTable('question_version')
			.set({ at: new Date(Date.now() - 3_600_000) })
			.execute();
		await editQuestion(db, { bankId: bank, id: added.id, version: 1 }, asking(shown(now)), by);
		await db.updateTable('question').set({ deleted_at: new Date() }).where('id', '=', gone.id).execute();
		await db.deleteFrom('question_version').where('question_id', '=', gone.id).execute();
		await age();
		expect(await purgeMedia(db)).toBe(0);
		expect(await ids()).toEqual([now.id, before.id, trashed.id].sort());
	});
});
