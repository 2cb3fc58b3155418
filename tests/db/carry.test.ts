import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { minutesPaper } from '$lib/papers/minutes';
import { storeMedia } from '$lib/server/bank/media';
import { carryFaultText, carryOut, openCarried } from '$lib/server/carry';
import { readCarried } from '$lib/server/carry/read';
import { createContest, contestDraft, saveDraft } from '$lib/server/contest/contests';
import { setLookPicture } from '$lib/server/contest/look';
import { contestMinutes } from '$lib/server/contest/minutes';
import { contestPaper, keepPaper } from '$lib/server/contest/paper';
import { changedSincePrepared, prepareContest } from '$lib/server/contest/prepare';
import { contestResults } from '$lib/server/contest/results';
import { takeSeats } from '$lib/server/contest/seats';
import { verifyContest } from '$lib/server/contest/verify';
import { CarriedContests } from '$lib/server/live/carried';
import { listRoster, addContestants } from '$lib/server/people/roster';
import { emptyLetterhead } from '$lib/papers/letterhead';
import { presets } from '$lib/contest/presets';
import { backupFolder } from '../helpers/backup';
import { operator } from '../helpers/cli';
import { forge } from '../helpers/carry';
import { judgedContest } from '../helpers/judged';
import { hostActs, preparedContest } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

vi.setConfig({ testTimeout: 60_000 });

const office = await freshDatabase();
afterAll(office.drop);
/** Another installation, for the test that asks. */
async function installation(): Promise<FreshDatabase> {
	const database = await freshDatabase();
	onTestFinished(database.drop);
	return database;
}
async function carried(database: FreshDatabase, id: number): Promise<Uint8Array> {
	const out = await carryOut(database.db, id);
	if (!out.ok) throw new Error(out.code);
	return out.bytes;
}
async function opened(database: FreshDatabase, bytes: Uint8Array) {
	const taken = await openCarried(database.db, null, bytes);
	if (!taken.ok) throw new Error(carryFaultText(taken));
	return taken;
}
/** How many rows there are of everything that a contest brings. */
async function rowsIn({ sql }: FreshDatabase): Promise<unknown> {
	return await sql`
		select (select count(*) from contest) as contests, (select count(*) from contest_event) as events,
			(select count(*) from media) as media, (select count(*) from bank) as banks`;
}

const { id } = await judgedContest(office);
const hoa = await addStaff(office.db, { username: 'hoa' });
await keepPaper(office.db, id, { letterhead: { ...emptyLetterhead, place: 'Kon Tum' } });
const logo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a01020' } })
	.png()
	.toBuffer();
await setLookPicture(office.db, id, 'logo', logo, hoa);
const file = await carried(office, id);

describe('a contest that was played', () => {
	it('gives the same ranking, minutes and head in an installation that had nothing, and its record holds', async () => {
		const hall = await installation();
		const taken = await opened(hall, file);
		expect(taken).toMatchObject({ continued: false, otherCode: false });
		const [here, there] = [await contestResults(office.db, id), await contestResults(hall.db, taken.id)];
		expect(there?.ranking).toEqual(here?.ranking);
		expect(there).toEqual(here);
		const [then, now] = [await verifyContest(office.db, id), await verifyContest(hall.db, taken.id)];
		expect(now).toEqual({ ...then, problems: [] });
		const paper = async ({ db }: FreshDatabase, contest: number) => {
			const minutes = await contestMinutes(db, contest);
			return minutes && minutesPaper(minutes, (await contestPaper(db, contest)).letterhead);
		};
		expect(await paper(hall, taken.id)).toEqual(await paper(office, id));
		const look = await hall.db.selectFrom('stage_look').select('logo').executeTakeFirst();
		expect(
			await hall.db
				.selectFrom('media')
				.select('mime')
				.where('id', '=', look?.logo ?? '')
				.executeTakeFirst()
		).toEqual({ mime: 'image/webp' });
		const tokens = await hall.db
			.selectFrom('contestant')
			.select('token_hash')
			.where('token_hash', 'is not', null)
			.execute();
		expect(tokens).toEqual([]);
	});

	it('is opened once, beside contests that have its number and its code already', async () => {
		const hall = await installation();
		for (let i = 0; i < 3; i++) await createContest(hall.db, { title: 'Cuộc thi khác', createdBy: null });
		const code = (await contestDraft(office.db, id))?.code ?? '';
		await hall.db.updateTable('contest').set({ code }).where('id', '=', 1).execute();
		const taken = await opened(hall, file);
		expect(taken.otherCode).toBe(true);
		expect((await verifyContest(hall.db, taken.id)).problems).toEqual([]);
		expect(await openCarried(hall.db, null, file)).toEqual({ ok: false, code: 'carry/same' });
		// And what is decided here afterwards is chained on.
		const decided = await hostActs(hall, taken.id, {
			type: 'setAward',
			sbd: 1,
			award: null,
			reason: 'Trao nhầm'
		});
		expect(decided.ok).toBe(true);
		expect((await verifyContest(hall.db, taken.id)).problems).toEqual([]);
		expect(await openCarried(hall.db, null, file)).toEqual({ ok: false, code: 'carry/older' });
	});

	it('with one byte changed anywhere it is refused with its place, and nothing is written', async () => {
		const hall = await installation();
		const before = await rowsIn(hall);
		const places = new Map<string, number>();
		for (let at = 0; at < file.length; at += Math.max(1, Math.floor(file.length / 400))) {
			const changed = Uint8Array.from(file);
			changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
			const read = await readCarried(changed);
			expect(read.ok, `byte ${at}`).toBe(false);
			if (read.ok) continue;
			expect(['carry/changed', 'carry/changed_event']).toContain(read.code);
			places.set(read.place ?? read.code, (places.get(read.place ?? read.code) ?? 0) + 1);
		}
		expect([...places.keys()].filter((place) => place.includes('.')).length).toBeGreaterThan(2);
		for (let i = 1; i <= 72; i++) {
			const changed = Uint8Array.from(file);
			changed[file.length - i] = (changed[file.length - i] ?? 0) ^ 1;
			expect((await readCarried(changed)).ok, `byte ${i} from the end`).toBe(false);
		}
		const changed = Uint8Array.from(file);
		changed[200] = (changed[200] ?? 0) ^ 1;
		expect((await openCarried(hall.db, null, changed)).ok).toBe(false);
		expect(await rowsIn(hall)).toEqual(before);
	});

	it('with an event changed and all seals made anew it is refused at that event', async () => {
		const hall = await installation();
		const before = await rowsIn(hall);
		const forged = forge(file, 'log.jsonl', (text) => text.replace('"sbd":1', '"sbd":2'));
		const refused = await openCarried(hall.db, null, forged);
		expect(refused).toMatchObject({ ok: false, code: 'carry/changed_event' });
		if (refused.ok) return;
		expect(carryFaultText(refused)).toMatch(/ở sự kiện \d+/);
		// An answer of a judged question that is not the one that was judged.
		const answers = forge(file, 'answers.jsonl', (text) => text.replace('"value":"B"', '"value":"C"'));
		expect(await openCarried(hall.db, null, answers)).toMatchObject({
			ok: false,
			code: 'carry/record',
			fault: { code: 'answers' }
		});
		expect(await rowsIn(hall)).toEqual(before);
	});

	it('what is cut, of another program, or newer is refused in words', async () => {
		const { db } = office;
		expect(await openCarried(db, null, file.subarray(0, file.length - 1000))).toMatchObject({
			code: 'carry/cut'
		});
		expect(await openCarried(db, null, new TextEncoder().encode('không phải'))).toMatchObject({
			code: 'carry/not_ours'
		});
		const newer = forge(file, 'manifest.json', (text) => text.replace('"version":1', '"version":2'));
		expect(await openCarried(db, null, newer)).toMatchObject({ code: 'carry/newer' });
	});

	it('files of every version of the format open', async () => {
		const kept = 'tests/db/carried/1.chuongvang';
		if (!existsSync(kept)) {
			mkdirSync('tests/db/carried', { recursive: true });
			writeFileSync(kept, file);
		}
		const hall = await installation();
		const taken = await opened(hall, new Uint8Array(readFileSync(kept)));
		expect((await verifyContest(hall.db, taken.id)).problems).toEqual([]);
		expect((await contestResults(hall.db, taken.id))?.ranking.length).toBeGreaterThan(3);
	});
});

describe('a contest that is prepared at the office, played in the hall and brought home', async () => {
	const picture = await storeMedia(office.db, logo, hoa);
	if (!picture.ok) throw new Error(picture.code);
	const { id: draft } = await preparedContest(office, [{ text: 'Một?' }, { text: 'Hai?' }], {
		registration: 'mixed'
	});
	await office.db
		.updateTable('question')
		.set({ media: JSON.stringify([{ ...picture.media, on: 'text', alt: 'Trống đồng' }]) })
		.where('text', '=', 'Một?')
		.execute();
	await addContestants(
		office.db,
		draft,
		[{ sbd: 7, name: 'Y Wăn Êban', unit: '10A1', pin: null }],
		`staff:${hoa}`
	);
	await prepareContest(office.db, draft, `staff:${hoa}`);
	const out = await carried(office, draft);
	const hall = await freshDatabase();
	afterAll(hall.drop);
	await createContest(hall.db, { title: 'Khác', createdBy: null });
	const taken = await opened(hall, out);

	it('has its questions, pictures, people with their PINs and cards, and opens as it was', async () => {
		const there = await contestDraft(hall.db, taken.id);
		if (!there) throw new Error('it is gone');
		expect(there.phase).toBe('lobby');
		expect(there.setup.questions).toHaveLength(2);
		expect(await changedSincePrepared(hall.db, there)).toBe(false);
		expect(await listRoster(hall.db, taken.id)).toEqual(await listRoster(office.db, draft));
		expect(await hall.db.selectFrom('media').select('id').execute()).toEqual([{ id: picture.media.id }]);
		// Phones ask for it by the number that it had at the office.
		expect(await new CarriedContests(hall.db).named(draft)).toEqual([taken.id]);
	});

	it('the same file once more is not something that was played elsewhere', async () => {
		const folder = backupFolder();
		onTestFinished(() => void folder.remove());
		const again = folder.path('again.chuongvang');
		writeFileSync(again, await carried(hall, taken.id));
		const { code, out } = await operator(hall)('contest import', again);
		expect([code, out[0]]).toEqual([0, expect.stringContaining('không có phần thi nào mới')]);
	});

	it('is not carried while it is played; afterwards it goes on at home, under its own code and with its own people', async () => {
		const an = { by: 'name' as const, name: 'Nguyễn Văn An', unit: '10A1', secret: 'bí mật'.padEnd(32, '-') };
		await takeSeats(hall.db, taken.id, undefined, [an]);
		expect(await hostActs(hall, taken.id, { type: 'start' })).toMatchObject({ ok: true });
		expect(await carryOut(hall.db, taken.id)).toEqual({ ok: false, code: 'carry/running' });
		await hostActs(hall, taken.id, { type: 'finish' });
		const home = await carried(hall, taken.id);
		const stranger = await addStaff(office.db, { username: 'la' });
		const asStranger = { id: stranger, displayName: 'Lạ', username: 'la', role: 'organizer' as const };
		expect(await openCarried(office.db, asStranger, home)).toEqual({ ok: false, code: 'carry/not_yours' });
		expect(await opened(office, home)).toMatchObject({ id: draft, continued: true, otherCode: false });
		expect((await verifyContest(office.db, draft)).problems).toEqual([]);
		expect((await contestDraft(office.db, draft))?.phase).toBe('finished');
		expect((await contestResults(office.db, draft))?.ranking).toEqual(
			(await contestResults(hall.db, taken.id))?.ranking
		);
		expect((await contestDraft(office.db, draft))?.setup.questions).toHaveLength(2);
	});

	it('two that went on apart from each other are two contests', async () => {
		const { id: one } = await preparedContest(office, [{ text: 'Ba?' }]);
		const bytes = await carried(office, one);
		const other = await installation();
		const there = await opened(other, bytes);
		for (const [database, contest] of [
			[office, one],
			[other, there.id]
		] as const) {
			const name = database === office ? 'Ở nhà' : 'Ở hội trường';
			await takeSeats(database.db, contest, undefined, [
				{ by: 'name', name, unit: '', secret: name.padEnd(32, '-') }
			]);
			await hostActs(database, contest, { type: 'start' });
			await hostActs(database, contest, { type: 'finish' });
		}
		const back = await opened(office, await carried(other, there.id));
		expect(back).toMatchObject({ continued: false, otherCode: true });
		expect(back.id).not.toBe(one);
	});
});

it('a draft goes with its questions, and is a draft there too', async () => {
	const { id: draft } = await createContest(office.db, {
		title: 'Nháp',
		createdBy: hoa,
		setup: presets.school100
	});
	const question = await office.db.selectFrom('question').select('id').executeTakeFirstOrThrow();
	const setup = {
		...presets.school100,
		questions: [{ questionId: question.id, kind: 'main' as const, round: 0, seconds: null }]
	};
	await saveDraft(office.db, draft, { setup });
	const hall = await installation();
	await hall.db.deleteFrom('bank').execute();
	const taken = await opened(hall, await carried(office, draft));
	expect((await contestDraft(hall.db, taken.id))?.setup).toEqual(setup);
	expect(await hall.db.selectFrom('bank').select('title').execute()).toEqual([{ title: 'Câu hỏi: Nháp' }]);
});
