import { afterAll, beforeEach, expect, it } from 'vitest';
import { contestDraft, createContest } from '$lib/server/contest/contests';
import { editDraft } from '$lib/server/contest/draft';
import { foldFrom } from '$lib/server/contest/log';
import { listRoster } from '$lib/server/people/roster';
import { sendRoster, type SentContestant } from '$lib/server/people/roster-sent';
import { preparedContest } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';

/* Lists of contestants as other systems send them: the rules of a file, all or none. */

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);
beforeEach(async () => {
	await db.deleteFrom('contest').execute();
});

async function draft(capacity = 100): Promise<number> {
	const { id } = await createContest(db, { title: 'Cuộc thi', createdBy: null });
	await editDraft(db, id, (setup) => ({ ...setup, rules: { ...setup.rules, capacity }, units: ['10A1'] }));
	return id;
}
const send = (id: number, contestants: SentContestant[], dryRun = false) =>
	sendRoster(db, id, contestants, { actor: 'staff:x', dryRun });
const names = async (id: number) =>
	(await listRoster(db, id)).map(({ sbd, name, unit }) => [sbd, name, unit]);

it('takes all in, with their numbers and new units', async () => {
	const id = await draft();
	const sent = [
		{ name: ' Nguyễn  Văn\u0000 An ', unit: '10A1' },
		{ sbd: 7, name: 'Trần Bình', unit: '10A2' },
		{ name: 'Trần Bình', unit: '10A2' },
		{ name: 'Lê Chi' }
	];
	expect(await send(id, sent)).toEqual({
		ok: true,
		roster: {
			added: [
				{ row: 1, sbd: 1 },
				{ row: 2, sbd: 7 },
				{ row: 3, sbd: 2 },
				{ row: 4, sbd: 3 }
			],
			already: [],
			twins: [{ row: 3, other: 2 }],
			newUnits: ['10A2'],
			freeSeats: 96
		}
	});
	expect(await names(id)).toEqual([
		[1, 'Nguyễn Văn An', '10A1'],
		[2, 'Trần Bình', '10A2'],
		[3, 'Lê Chi', ''],
		[7, 'Trần Bình', '10A2']
	]);
	expect((await contestDraft(db, id))?.setup.units).toEqual(['10A1', '10A2']);
	expect((await listRoster(db, id)).every(({ pin }) => /^\d{6}$/.test(pin))).toBe(true);
});

it('a dry run tells the same and leaves nothing', async () => {
	const id = await draft();
	const sent = [{ name: 'An', unit: 'Lớp mới' }, { name: 'Bình' }];
	const told = await send(id, sent, true);
	expect(await names(id)).toEqual([]);
	expect((await contestDraft(db, id))?.setup.units).toEqual(['10A1']);
	expect(await send(id, sent)).toEqual(told);
});

it('the same list again, also twice at once, adds nobody twice', async () => {
	const id = await draft();
	const sent = [
		{ sbd: 1, name: 'An' },
		{ name: 'Bình', unit: '10A1' }
	];
	const both = await Promise.all([send(id, sent), send(id, sent)]);
	expect(both.map((one) => one.ok && one.roster.added.length).sort()).toEqual([0, 2]);
	expect(await send(id, [...sent, { name: 'Chi' }])).toMatchObject({
		roster: { added: [{ row: 3, sbd: 3 }], already: [1, 2] }
	});
	expect(await names(id)).toHaveLength(3);
});

it('one wrong row, and nobody is taken in; all that is wrong is told', async () => {
	const id = await draft();
	await send(id, [{ sbd: 5, name: 'Người cũ' }]);
	const sent = [
		{ name: 'An' },
		{ name: '   ' },
		{ sbd: 100_000, name: 'Bình' },
		{ sbd: 3, name: 'Chi' },
		{ sbd: 3, name: 'Dung' },
		{ sbd: 5, name: 'Giang' },
		{ name: 'x'.repeat(101), unit: 'y'.repeat(201) },
		{ sbd: -1, name: 'Hà' }
	];
	const done = await send(id, sent);
	expect(done).toMatchObject({ ok: false, code: 'roster/rows' });
	const problems = !done.ok && done.code === 'roster/rows' ? done.problems : [];
	expect(problems.map(({ row, code }) => [row, code])).toEqual([
		[2, 'roster/name_missing'],
		[3, 'roster/sbd_form'],
		[5, 'roster/sbd_twice'],
		[6, 'roster/sbd_used'],
		[7, 'roster/name_long'],
		[7, 'roster/unit_long'],
		[8, 'roster/sbd_form']
	]);
	expect(await names(id)).toEqual([[5, 'Người cũ', '']]);
});

it('is refused where the floor is full or the contest has started; in an open waiting room they are registered', async () => {
	const small = await draft(1);
	expect(await send(small, [{ name: 'An' }, { name: 'Bình' }])).toEqual({ ok: false, code: 'roster/full' });
	expect(await names(small)).toEqual([]);

	const { id } = await preparedContest(database, [{}]);
	expect(await send(id, [{ name: 'An' }], true)).toMatchObject({ ok: true });
	expect((await foldFrom(db, id)).contestants.size).toBe(0);
	expect(await send(id, [{ name: 'An' }])).toMatchObject({ ok: true });
	expect((await foldFrom(db, id)).contestants.size).toBe(1);
	await db.updateTable('contest').set({ phase: 'running' }).where('id', '=', id).execute();
	expect(await send(id, [{ name: 'Bình' }])).toEqual({ ok: false, code: 'contest/started' });
	expect(await send(999_999, [{ name: 'Bình' }])).toEqual({ ok: false, code: 'contest/unknown' });
});
