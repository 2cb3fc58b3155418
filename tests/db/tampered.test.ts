import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContestEvent } from '$lib/contest/events';
import type { RecordFault } from '$lib/protocol/common';
import { canonical } from '$lib/server/contest/chain';
import { readRows } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { judgedContest } from '../helpers/judged';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

/*
 * Somebody who has the database changes the record by hand. Whatever is a part of it and changed in one place is named with that
 * place. Not a part of it, and so not named: names and units on the list of seats, the draft that the contest was prepared from,
 * the phone's counter of choices, and the ids of commands.
 */

// Each change of each row is one verification.
vi.setConfig({ testTimeout: 180_000 });

let database: FreshDatabase;
let id: number;
let actor: string;
let rows: Awaited<ReturnType<typeof readRows>>;
/** The tables that hold the record. */
const tables = ['contest', 'contest_event', 'answer', 'appeal', 'contestant'] as const;

beforeAll(async () => {
	database = await freshDatabase();
	({ id, actor } = await judgedContest(database));
	rows = await readRows(database.db, id);
	for (const table of tables) await run(`create table kept_${table} as table ${table}`);
}, 120_000);
afterAll(() => database.drop());

beforeEach(restore);

/** As it was played. */
async function restore(): Promise<void> {
	const contest = ['code', 'title', 'setup', 'phase', 'version', 'head', 'open_question', 'accept_until'];
	const set = [...contest, 'first_choice_locks'].map((column) => `${column} = kept.${column}`).join(', ');
	const others = tables.slice(1).map((t) => `delete from ${t}; insert into ${t} select * from kept_${t};`);
	await run(`update contest c set ${set} from kept_contest kept where kept.id = c.id; ${others.join(' ')}`);
}

const run = async (text: string) => void (await database.sql.unsafe(text));
const problems = async () => (await verifyContest(database.db, id)).problems;
const last = () => rows.length;
const seqOf = (type: ContestEvent['type']) => rows.find((row) => row.type === type)?.seq ?? 0;
const named = (code: RecordFault['code'], seq: number) => expect.arrayContaining([{ code, seq }]);
const event = (seq: number) => `where contest_id = ${id} and seq = ${seq}`;

it('[JU2] holds as it was played, with every act of the judges in it', async () => {
	expect(await problems()).toEqual([]);
});

describe('[JU1] [JU2] who did it, and why', () => {
	const byStaff: ContestEvent['type'][] = [
		'groupJudged',
		'absentJudged',
		'boardsMarked',
		'boardsJudged',
		'rulesChanged',
		'voided',
		'corrected',
		'appealAnswered',
		'statusSet',
		'rescued',
		'awardSet'
	];
	it.each(byStaff)('%s names who did it', (type) => {
		const done = rows.filter((row) => row.type === type);
		expect(done.length).toBeGreaterThan(0);
		for (const row of done) expect(row.actor).toBe(actor);
	});

	it.each(['rulesChanged', 'voided', 'corrected', 'appealAnswered', 'statusSet', 'awardSet'] as const)(
		'%s says why',
		(type) => {
			const done = rows.filter((row) => row.type === type);
			expect(done.length).toBeGreaterThan(0);
			for (const { data } of done) expect(data).toMatchObject({ reason: expect.stringMatching(/\S/) });
		}
	);

	it('a rescue that was drawn and one that was made by hand are told apart', () => {
		const rescues = rows.filter((row) => row.type === 'rescued').map(({ data }) => data);
		expect(rescues).toMatchObject([{ byHand: false, choice: 'random' }, { byHand: true }]);
	});
});

describe('[JU2] rows of the log', () => {
	const columns: [string, string][] = [
		['at', 'at + 1'],
		['actor', "actor || 'x'"],
		['type', "type || 'x'"],
		['data', `data || '{"x": 1}'`],
		['data', `data || '{"type": "x"}'`],
		['data', "'[]'"],
		['data', "'null'"],
		['hash', 'sha256(hash)']
	];
	it.each(columns)('%s of any row, set to %s, is named', async (column, value) => {
		for (const { seq } of rows) {
			await run(`update contest_event set ${column} = ${value} ${event(seq)}`);
			expect(await problems(), `event ${seq}`).toEqual(named('hash', seq));
			await restore();
		}
	});

	it('any row that was taken out is named, in the middle and at the end', async () => {
		for (const { seq } of rows) {
			await run(`delete from contest_event ${event(seq)}`);
			const wanted = seq === last() ? named('version', seq - 1) : named('gap', seq + 1);
			expect(await problems(), `event ${seq}`).toEqual(wanted);
			await restore();
		}
	});

	it('two neighbours that changed places are named', async () => {
		for (let seq = 1; seq < last(); seq++) {
			await run(`update contest_event set seq = 9999 ${event(seq)}`);
			await run(`update contest_event set seq = ${seq} ${event(seq + 1)}`);
			await run(`update contest_event set seq = ${seq + 1} ${event(9999)}`);
			expect(await problems(), `event ${seq}`).toEqual(named('hash', seq));
			await restore();
		}
	});

	it('a row that was put in is named, before the first and behind the last', async () => {
		for (const seq of [0, -1, last() + 1, last() + 7]) {
			await run(
				`insert into contest_event select contest_id, ${seq}, at, actor, type, data, null, hash from kept_contest_event ${event(5)}`
			);
			expect((await problems()).map((p) => p.seq)).toContain(seq);
			await restore();
		}
	});

	it('all rows gone, and all of the contest’s end: nothing passes for a record', async () => {
		await run(`delete from contest_event where contest_id = ${id}`);
		expect(await problems()).toEqual(named('version', 0));
	});

	it('the rows of another contest are no record of this one', async () => {
		const other = await judgedContest(database);
		await run(`delete from contest_event where contest_id = ${id}`);
		await run(`insert into contest_event select ${id}, seq, at, actor, type, data, null, hash from contest_event where contest_id = ${other.id}`); // prettier-ignore
		expect(await problems()).toEqual(named('hash', 1));
	});
});

describe('[JU2] the contest’s row', () => {
	it.each([
		['version', 'version - 1', 'version'],
		['head', 'sha256(head)', 'head'],
		['head', "'\\x'", 'head'],
		['phase', "'running'", 'row'],
		['open_question', '1', 'row'],
		['accept_until', '1', 'row'],
		['first_choice_locks', 'not first_choice_locks', 'row']
	] as const)('%s, set to %s, is named', async (column, value, code) => {
		await run(`update contest set ${column} = ${value} where id = ${id}`);
		expect(await problems()).toEqual([{ code, seq: last() }]);
	});
});

describe('[PH6] answers after their reveal', () => {
	it.each([
		["update answer set value = value || 'x' where question = 3 and sbd = 1"],
		['update answer set received_at = received_at - 1 where question = 3 and sbd = 1'],
		['update answer set sbd = 4 where question = 3 and sbd = 1'],
		['update answer set question = 4 where question = 3 and sbd = 1'],
		['delete from answer where question = 3 and sbd = 1'],
		['delete from answer where question = 3'],
		[
			"insert into answer select contest_id, 3, 4, 'B', 1, received_at from answer where question = 3 and sbd = 1"
		]
	])('%s', async (change) => {
		await run(change);
		const reveal = rows.find(({ type, data }) => type === 'revealed' && (data as { q: number }).q === 3);
		expect(await problems()).toEqual([{ code: 'answers', seq: reveal?.seq }]);
	});

	it('a right answer given to the one who failed, and the SBD of both exchanged', async () => {
		await run('update answer set sbd = 3 - sbd + 100 where question = 3 and sbd in (1, 2)');
		await run('update answer set sbd = sbd - 100 where question = 3 and sbd > 100');
		expect((await problems()).map((p) => p.code)).toEqual(['answers']);
	});
});

describe('[JU5] appeals', () => {
	it.each([["text = text || '.'"], ['sbd = 1'], ['no = 2']])('set %s', async (change) => {
		await run(`update appeal set ${change}`);
		const seq = change === 'no = 2' ? last() : seqOf('appealed');
		expect(await problems()).toEqual([{ code: 'appeal', seq }]);
	});

	it('an appeal that nobody made', async () => {
		await run("insert into appeal select contest_id, 2, 1, 'Thêm vào sau', created_at from appeal");
		expect(await problems()).toEqual([{ code: 'appeal', seq: last() }]);
	});
});

describe('[CO1] the list of seats', () => {
	it('an SBD that was changed is named', async () => {
		await run('update contestant set sbd = 77 where sbd = 3');
		expect(await problems()).toEqual([{ code: 'seat', seq: last(), sbd: 77 }]);
	});

	it('names lie outside, so that they can be erased: two that changed places are not seen, nor one that is gone', async () => {
		await run("update contestant set name = case sbd when 1 then 'Bình' else 'An' end where sbd in (1, 2)");
		await run('delete from contestant where sbd = 3');
		expect(await problems()).toEqual([]);
	});

	it('[QU4] neither does the draft count, once the contest was prepared from it', async () => {
		await run(`update contest set setup = '{}', title = 'Khác' where id = ${id}`);
		expect(await problems()).toEqual([]);
	});
});

describe('[JU2] any one change', () => {
	/** Another value in the place of one that may stand in an event. */
	const other = (value: unknown): unknown => {
		if (typeof value === 'number') return value + 1;
		if (typeof value === 'string') return `${value}x`;
		if (typeof value === 'boolean') return !value;
		return value === null ? 0 : null;
	};

	/** The value with one thing changed somewhere inside: `path` says how to go down. */
	function changed(value: unknown, path: readonly number[]): unknown {
		const [step = 0, ...rest] = path;
		if (value === null || typeof value !== 'object' || path.length === 0) return other(value);
		const keys = Object.keys(value);
		const key = keys[step % (keys.length + 1)];
		if (key === undefined) return Array.isArray(value) ? [...value, 0] : { ...value, x: 0 };
		if (Array.isArray(value)) return value.map((one, i) => (String(i) === key ? changed(one, rest) : one));
		return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, k === key ? changed(v, rest) : v]));
	}

	it('inside the data of any event is named with its event', async () => {
		const anywhere = fc.array(fc.nat(40), { maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(fc.nat(rows.length - 1), anywhere, async (i, path) => {
				const row = rows[i];
				const data = changed(row?.data, path);
				expect(canonical(data)).not.toBe(canonical(row?.data));
				await database.db
					.updateTable('contest_event')
					.set({ data: JSON.stringify(data) })
					.where('contest_id', '=', id)
					.where('seq', '=', i + 1)
					.execute();
				const found = await problems();
				await restore();
				expect(found).toContainEqual({ code: 'hash', seq: i + 1 });
			}),
			{ numRuns: 150 }
		);
	});

	it('a tail that was cut off, or another put in its place, is named as long as the contest’s row says what it was', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: rows.length - 1 }), fc.boolean(), async (keep, forge) => {
				await run(`delete from contest_event where contest_id = ${id} and seq > ${keep}`);
				if (forge)
					await run(
						`insert into contest_event select contest_id, seq, at, 'staff:x', type, data, null, '\\x${randomBytes(32).toString('hex')}' from kept_contest_event where contest_id = ${id} and seq > ${keep}`
					);
				const found = await problems();
				await restore();
				expect(found).toEqual(forge ? named('hash', keep + 1) : named('version', keep));
			}),
			{ numRuns: 30 }
		);
	});
});
