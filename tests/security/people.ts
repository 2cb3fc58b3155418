import { randomUUID } from 'node:crypto';
import { beginSignIn, programSession } from '$lib/server/auth';
import { createContest } from '$lib/server/contest/contests';
import { takeSeats } from '$lib/server/contest/seats';
import type { Database, Db } from '$lib/server/db/client';
import type { BankRole, ContestRole, StaffRole } from '$lib/server/db/schema';
import { fakeBrowser } from '../helpers/browser';
import { hostActs, preparedContest } from '../helpers/live';
import { addStaff, addTwoFactor } from '../helpers/staff';

interface Kind {
	staff: StaffRole;
	bank?: BankRole;
	contest?: ContestRole;
}

/** Everybody who may stand before a door: what they are at all, and what in the bank and the contest that it leads to. */
const kinds = {
	/** Not signed in. */
	stranger: null,
	/** An administrator who has given her password and not yet the code: a stranger still. */
	halfway: { staff: 'administrator' },
	/** Signed in, with no role in this bank or this contest. */
	judgeElsewhere: { staff: 'judge' },
	hostElsewhere: { staff: 'host' },
	organizerElsewhere: { staff: 'organizer' },
	reader: { staff: 'judge', bank: 'reader' },
	editor: { staff: 'judge', bank: 'editor' },
	owner: { staff: 'judge', bank: 'owner' },
	contestJudge: { staff: 'judge', contest: 'judge' },
	contestHost: { staff: 'judge', contest: 'host' },
	manager: { staff: 'judge', contest: 'manager' },
	administrator: { staff: 'administrator' }
} satisfies Record<string, Kind | null>;

export type Person = keyof typeof kinds;
export const people = Object.keys(kinds) as Person[];

export const everybody = people;
export const staff: Person[] = people.filter((person) => person !== 'stranger' && person !== 'halfway');
export const administrators: Person[] = ['administrator'];
export const organizers: Person[] = ['organizerElsewhere', 'administrator'];
/** Who may begin a contest of her own. */
export const beginners: Person[] = ['hostElsewhere', 'organizerElsewhere', 'administrator'];
export const readers: Person[] = ['reader', 'editor', 'owner', 'administrator'];
export const editors: Person[] = ['editor', 'owner', 'administrator'];
export const owners: Person[] = ['owner', 'administrator'];
export const members: Person[] = ['contestJudge', 'contestHost', 'manager', 'administrator'];
export const hosts: Person[] = ['contestHost', 'manager', 'administrator'];
export const managers: Person[] = ['manager', 'administrator'];

/** A bank with a question, a contest, and what everybody is in them. */
export interface Place {
	bank: string;
	question: string;
	contest: number;
	code: string;
}

/** Everybody with an account of her own: its id. */
export async function accounts(db: Db): Promise<Record<Person, string>> {
	const all = await Promise.all(
		people.map(async (person) => {
			const kind = kinds[person];
			if (!kind) return [person, ''] as const;
			const username = `${person.toLowerCase()}-${randomUUID().slice(0, 8)}`;
			const id = await addStaff(db, { username, role: kind.staff });
			if (person === 'halfway') await addTwoFactor(db, id);
			return [person, id] as const;
		})
	);
	// Made from all names of the type.
	return Object.fromEntries(all) as Record<Person, string>;
}

/** The Cookie header of somebody who has just signed in, as far as she has; empty for a stranger. */
export async function cookieOf(db: Db, all: Record<Person, string>, person: Person): Promise<string> {
	if (person === 'stranger') return '';
	if (person !== 'halfway') return await programSession(db, all[person], 'test');
	const browser = fakeBrowser();
	await beginSignIn(db, browser, all[person]);
	// Under the name of a session too: what is good for one is not for the other.
	const [id = ''] = browser.cookies.getAll().map(({ value }) => value);
	return `${browser.header()}; staff_session=${id}`;
}

/** A place of its own, with the waiting room open or the contest over if it is to be: what one of them deletes there, the next one finds in another. */
export async function newPlace(
	database: Database,
	all: Record<Person, string>,
	{ opened = false, ended = false }: { opened?: boolean | undefined; ended?: boolean | undefined } = {}
): Promise<Place> {
	const { db } = database;
	const bank = randomUUID();
	const question = randomUUID();
	await db.insertInto('bank').values({ id: bank, title: 'Ngân hàng', created_by: null }).execute();
	await db
		.insertInto('question')
		.values({
			id: question,
			bank_id: bank,
			position: 0,
			external_id: null,
			type: 'single',
			text: 'Một câu?',
			options: JSON.stringify(['Một', 'Hai']),
			key: 'B',
			accepted: '[]',
			explanation: '',
			media: '[]',
			updated_by: null
		})
		.execute();
	const { id: contest, code } =
		opened || ended
			? await preparedContest(database, [{}])
			: await createContest(db, { title: 'Hội thi', createdBy: null });
	if (ended) await playItOut(database, contest);
	else
		await db
			.insertInto('contestant')
			.values({ contest_id: contest, sbd: 1, name: 'Nguyễn Văn An', pin: '135790', token_hash: null })
			.execute();
	for (const person of people) {
		const kind: Kind | null = kinds[person];
		const user_id = all[person];
		if (kind?.bank)
			await db.insertInto('bank_role').values({ bank_id: bank, user_id, role: kind.bank }).execute();
		if (kind?.contest)
			await db
				.insertInto('contest_role')
				.values({ contest_id: contest, user_id, role: kind.contest })
				.execute();
	}
	return { bank, question, contest, code };
}

async function playItOut(database: Database, contest: number): Promise<void> {
	const an = { by: 'name' as const, name: 'Nguyễn Văn An', unit: '', secret: randomUUID() };
	await takeSeats(database.db, contest, undefined, [an]);
	for (const type of ['start', 'finish'] as const) {
		const outcome = await hostActs(database, contest, { type });
		if (!outcome.ok) throw new Error(outcome.code);
	}
}
