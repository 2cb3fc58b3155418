import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Rules } from '$lib/contest/rules';
import { contestDraft, createContest } from '$lib/server/contest/contests';
import { editDraft } from '$lib/server/contest/draft';
import { foldFrom } from '$lib/server/contest/log';
import { takeSeats } from '$lib/server/contest/seats';
import { readRoster, writeRoster } from '$lib/server/files/roster';
import {
	addContestants,
	editContestant,
	listRoster,
	removeContestants,
	type NewContestant
} from '$lib/server/people/roster';
import { rosterPreview } from '$lib/server/people/roster-form';
import { preparedContest } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);
beforeEach(async () => {
	await db.deleteFrom('contest').execute();
});

async function draft(rules: Partial<Rules> = {}): Promise<number> {
	const { id } = await createContest(db, { title: 'Cuộc thi', createdBy: null });
	await editDraft(db, id, (setup) => ({ ...setup, rules: { ...setup.rules, ...rules } }));
	return id;
}
const person = (
	name: string,
	sbd: number | null = null,
	pin: string | null = null,
	unit = '',
	reserve = false
): NewContestant => ({
	sbd,
	name,
	unit,
	pin,
	reserve
});
const add = (id: number, ...people: NewContestant[]) => addContestants(db, id, people, 'test');
const names = async (id: number) => (await listRoster(db, id)).map((line) => `${line.sbd} ${line.name}`);

describe('the roster before the waiting room opens', () => {
	it('[CO1] gives the lowest free numbers to those without, in their order, around those that are given', async () => {
		const id = await draft();
		await add(id, person('An', 2));
		expect(await add(id, person('Bình'), person('Chi', 3), person('Dung'), person('Em'))).toEqual({
			ok: true,
			sbds: [1, 3, 4, 5]
		});
		expect(await names(id)).toEqual(['1 Bình', '2 An', '3 Chi', '4 Dung', '5 Em']);
	});

	it('[CO2] draws a PIN of six digits for whoever has none, and keeps the others', async () => {
		const id = await draft();
		await add(id, person('An', null, '0042'), ...Array.from({ length: 30 }, (_, i) => person(`B${i}`)));
		const [first, ...others] = (await listRoster(db, id)).map((line) => line.pin);
		expect(first).toBe('0042');
		expect(others.every((pin) => /^\d{6}$/.test(pin))).toBe(true);
		expect(new Set(others).size).toBeGreaterThan(25);
	});

	it('[CO1] takes all or none: an SBD that is taken or twice refuses the whole list', async () => {
		const id = await draft();
		await add(id, person('An', 1));
		const taken = { ok: false, code: 'roster/sbd_taken' };
		expect(await add(id, person('Bình'), person('Chi', 1))).toEqual(taken);
		expect(await add(id, person('Bình', 7), person('Chi', 7))).toEqual(taken);
		expect(await names(id)).toEqual(['1 An']);
	});

	it('[CO2] never goes over the capacity, however many come at once', async () => {
		const id = await draft({ capacity: 5 });
		const all = await Promise.all(Array.from({ length: 8 }, (_, i) => add(id, person(`Người ${i}`))));
		expect(all.filter((done) => done.ok)).toHaveLength(5);
		expect(all.find((done) => !done.ok)).toEqual({ ok: false, code: 'roster/full' });
		expect((await listRoster(db, id)).map((line) => line.sbd)).toEqual([1, 2, 3, 4, 5]);
	});

	it('takes 12,000 in one go', async () => {
		const id = await draft({ capacity: 20_000 });
		const done = await add(id, ...Array.from({ length: 12_000 }, (_, i) => person(`Người ${i}`)));
		expect(done.ok && done.sbds.length).toBe(12_000);
	});

	it('[CO1] adds their units to the contest’s list, each once, and none when refused', async () => {
		const id = await draft({ capacity: 3 });
		await editDraft(db, id, (setup) => ({ ...setup, units: ['10A1'] }));
		await add(id, person('An', null, null, '10A1'), person('Bình', null, null, ' 10A2 '), person('Chi'));
		await add(id, person('Dung', null, null, '10A9'));
		expect((await contestDraft(db, id))?.setup.units).toEqual(['10A1', '10A2']);
	});

	it('corrects and deletes entries', async () => {
		const id = await draft();
		await add(id, person('An', 1), person('Bình', 2), person('Chi', 3));
		const entry = { sbd: 9, name: 'Ân', unit: '10A1', pin: '1234', reserve: true };
		expect(await editContestant(db, id, 1, entry)).toEqual({ ok: true });
		expect(await editContestant(db, id, 2, { ...entry, sbd: 3 })).toEqual({
			ok: false,
			code: 'roster/sbd_taken'
		});
		expect(await editContestant(db, id, 77, { ...entry, sbd: 77 })).toEqual({
			ok: false,
			code: 'roster/gone'
		});
		expect(await removeContestants(db, id, 3)).toEqual({ ok: true });
		expect(await names(id)).toEqual(['2 Bình', '9 Ân']);
		await removeContestants(db, id, 'all');
		expect(await names(id)).toEqual([]);
	});

	it('never touches another contest', async () => {
		const [id, other] = [await draft(), await draft()];
		await add(id, person('An', 1));
		await add(other, person('Bình', 1));
		await editContestant(db, id, 1, { sbd: 2, name: 'X', unit: '', pin: '0000', reserve: false });
		await removeContestants(db, id, 'all');
		expect(await names(other)).toEqual(['1 Bình']);
	});
});

describe('the roster of an open waiting room', () => {
	it('[CO3] a reserve is one in the log too, whether she was on the list before or comes later', async () => {
		const id = await draft();
		await add(id, person('An', 1, '1234', '', true), person('Bình', 2));
		await editContestant(db, id, 2, { sbd: 2, name: 'Bình', unit: '', pin: '0000', reserve: true });
		await editContestant(db, id, 1, { sbd: 1, name: 'An', unit: '', pin: '1234', reserve: false });
		expect((await listRoster(db, id)).map((line) => line.reserve)).toEqual([false, true]);
		const open = await preparedContest(database, [{}], { capacity: 2 });
		await add(open.id, person('An', 5, null, '', true), person('Bình', 6));
		const { contestants } = await foldFrom(db, open.id);
		expect([5, 6].map((sbd) => contestants.get(sbd)?.status)).toEqual(['reserve', 'registered']);
	});

	it('[CO2] takes more people in and registers them in the log at once', async () => {
		const { id } = await preparedContest(database, [{}], { registration: 'roster', capacity: 2 });
		expect(await add(id, person('An', 5, '1234', '10A1'))).toEqual({ ok: true, sbds: [5] });
		expect((await foldFrom(db, id)).contestants.get(5)).toMatchObject({ status: 'registered', unit: '10A1' });
		const [seat] = await takeSeats(db, id, undefined, [{ by: 'pin', sbd: 5, pin: '1234' }]);
		expect(seat).toMatchObject({ ok: true, seat: { name: 'An' } });
		expect((await listRoster(db, id))[0]?.seated).toBe(true);
	});

	it('[CO2] counts the seats that the waiting room has, not those of a later draft', async () => {
		const { id } = await preparedContest(database, [{}], { capacity: 1 });
		await editDraft(db, id, (setup) => ({ ...setup, rules: { ...setup.rules, capacity: 50 } }));
		expect((await add(id, person('An'))).ok).toBe(true);
		expect(await add(id, person('Bình'))).toEqual({ ok: false, code: 'roster/full' });
	});

	it('changes and deletes nobody any more, and adds nobody after the start', async () => {
		const { id } = await preparedContest(database, [{}], { capacity: 10 });
		await add(id, person('An', 1));
		const refused = { ok: false, code: 'roster/prepared' };
		expect(
			await editContestant(db, id, 1, { sbd: 1, name: 'X', unit: '', pin: '0000', reserve: false })
		).toEqual(refused);
		expect(await removeContestants(db, id, 1)).toEqual(refused);
		expect(await removeContestants(db, id, 'all')).toEqual(refused);
		await db.updateTable('contest').set({ phase: 'running' }).where('id', '=', id).execute();
		expect(await add(id, person('Bình'))).toEqual({ ok: false, code: 'contest/started' });
		expect(await names(id)).toEqual(['1 An']);
	});
});

describe('files', () => {
	it('[CO1] what was exported is recognised as being there when it is imported again', async () => {
		const id = await draft();
		await add(id, person('=1+1 An', 7, '0042', '10A1'), person('Bình'));
		const file = await writeRoster(await listRoster(db, id));
		expect((await readRoster(file)).contestants).toMatchObject([
			{ sbd: 1, name: 'Bình' },
			{ sbd: 7, name: '=1+1 An', pin: '0042' }
		]);
		const preview = await rosterPreview(db, id, file);
		expect(preview).toMatchObject({ fresh: [], problems: [] });
		expect(preview?.repeated).toHaveLength(2);
	});
});
