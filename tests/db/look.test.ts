import sharp from 'sharp';
import { sql } from 'kysely';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { presets } from '$lib/contest/presets';
import { createContest } from '$lib/server/contest/contests';
import {
	dropLookPicture,
	lookFile,
	mostSponsors,
	setLookPicture,
	setTheme,
	stageLook
} from '$lib/server/contest/look';
import { purgeMedia, storeMedia } from '$lib/server/bank/media';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

let by: string;
let contest: number;
beforeEach(async () => {
	await db.deleteFrom('contest').execute();
	await db.deleteFrom('media').execute();
	await db.deleteFrom('staff_user').execute();
	by = await addStaff(db, { username: 'lan' });
	contest = (await newContest()).id;
});

const newContest = (rehearsalOf?: number) =>
	createContest(db, {
		title: 'Thử',
		setup: presets.school100,
		createdBy: by,
		...(rehearsalOf ? { rehearsalOf } : {})
	});
/** A picture that can be seen through, of a colour of its own. */
const picture = (red: number) =>
	sharp({ create: { width: 300, height: 200, channels: 4, background: { r: red, g: 0, b: 0, alpha: 0.5 } } })
		.png()
		.toBuffer();
const idIn = (address: string | null | undefined) => address?.split('/').at(-1) ?? '';

it('is dark and without pictures until somebody says otherwise', async () => {
	expect(await stageLook(db, contest)).toEqual({
		theme: 'night',
		logo: null,
		background: null,
		sponsors: []
	});
	await setTheme(db, contest, 'day');
	expect(await stageLook(db, contest)).toMatchObject({ theme: 'day' });
});

it('keeps a logo cut out, and gives it out to anybody by the address of the look alone', async () => {
	expect(await setLookPicture(db, contest, 'logo', await picture(200), by)).toEqual({ ok: true });
	const { logo } = await stageLook(db, contest);
	expect(logo).toMatch(new RegExp(`^/look/${contest}/[0-9a-f]{64}$`));
	const file = await lookFile(db, contest, idIn(logo));
	expect((await sharp(file?.bytes).metadata()).hasAlpha).toBe(true);
	const other = await newContest();
	expect(await lookFile(db, other.id, idIn(logo))).toBeNull();
	await dropLookPicture(db, contest, 'logo');
	expect(await lookFile(db, contest, idIn(logo))).toBeNull();
});

it('shows sponsors in the order in which they came, each once, up to as many as can be read', async () => {
	for (let i = 0; i < mostSponsors; i++)
		expect(await setLookPicture(db, contest, 'sponsor', await picture(i * 10), by)).toEqual({ ok: true });
	const [first, second] = (await stageLook(db, contest)).sponsors;
	expect(await setLookPicture(db, contest, 'sponsor', await picture(250), by)).toEqual({
		ok: false,
		code: 'look/too_many'
	});
	await dropLookPicture(db, contest, 0);
	const { sponsors } = await stageLook(db, contest);
	expect(sponsors).toHaveLength(mostSponsors - 1);
	expect(sponsors).not.toContain(first);
	expect(sponsors[0]).toBe(second);
	await setLookPicture(db, contest, 'sponsor', await picture(10), by);
	expect((await stageLook(db, contest)).sponsors).toHaveLength(mostSponsors - 1);
});

it('takes pictures only, and says what is wrong with anything else', async () => {
	expect(await setLookPicture(db, contest, 'logo', Buffer.from('<svg/>'), by)).toMatchObject({ ok: false });
	const refused = { ok: false, code: 'look/not_a_picture' };
	for (const bytes of [Buffer.from('ID3 a song'), Buffer.alloc(6_000_000, 'ID3'), Buffer.from('a letter')])
		expect(await setLookPicture(db, contest, 'logo', bytes, by)).toEqual(refused);
	expect(await db.selectFrom('media').select('id').execute()).toEqual([]);
	expect((await stageLook(db, contest)).logo).toBeNull();
});

it('a rehearsal looks like its contest, and what is shown is not cleared away', async () => {
	await setLookPicture(db, contest, 'background', await picture(90), by);
	await storeMedia(db, await picture(240), by);
	const rehearsal = await newContest(contest);
	expect(await stageLook(db, rehearsal.id)).toEqual(await stageLook(db, contest));
	await db
		.updateTable('media')
		.set({ created_at: sql`now() - interval '3 days'` })
		.execute();
	expect(await purgeMedia(db), 'only what nothing shows').toBe(1);
	await db.deleteFrom('contest').execute();
	expect(await purgeMedia(db)).toBe(1);
});
