import { afterAll, expect, it } from 'vitest';
import { readCsv } from '$lib/server/files/csv';
import { answersCsv, rankingCsv, writeResults } from '$lib/server/files/results-tables';
import { readWorkbook } from '$lib/server/files/workbook';
import { Zip } from '$lib/server/files/zip';
import { contestantPath, contestResults } from '$lib/server/contest/results';
import { codeOf } from '$lib/server/contest/contests';
import { publicResults, publish, withdraw } from '$lib/server/contest/publication';
import { takeSeats } from '$lib/server/contest/seats';
import { erasePerson } from '$lib/server/people/erasure';
import { AnswerBatch } from '$lib/server/live/answer-batch';
import { hostActs, preparedContest } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);
const hoa = await addStaff(db, { username: 'hoa' });

const people = [
	{ name: 'Nguyễn Thị Ngọc Ánh', unit: 'Chi đoàn 10A1' },
	{ name: '=HYPERLINK("http://x")', unit: '+84' },
	{ name: 'Y Wăn Êban, Đăk Tô', unit: 'Chi đoàn "10A2"' }
];

/** Three play two questions, the second of which is typed; the second contestant leaves by the first. */
async function played(): Promise<number> {
	const { id } = await preparedContest(database, [{ text: 'Một?' }, { type: 'short', key: 'Đại thắng' }]);
	await takeSeats(
		db,
		id,
		undefined,
		people.map(({ name, unit }, i) => ({ by: 'name', name, unit, secret: `bí mật ${i}`.padEnd(32, '-') }))
	);
	const ask = async (q: number, answers: Record<number, string>) => {
		await hostActs(database, id, { type: 'present', q });
		await hostActs(database, id, { type: 'open' });
		const batch = new AnswerBatch(database.answers, id, 'answer');
		for (const [sbd, value] of Object.entries(answers))
			await batch.put({ q, player: Number(sbd), value, choiceNo: 1, receivedAt: Date.now() });
		await hostActs(database, id, { type: 'close' });
		await hostActs(database, id, { type: 'reveal' });
	};
	await hostActs(database, id, { type: 'start' });
	await ask(1, { 1: 'B', 2: 'C', 3: 'B' });
	await ask(2, { 1: 'đại thắng', 3: '=1+1' });
	expect(await contestResults(db, id)).toBeNull();
	expect(await contestantPath(db, id, 1)).toBeNull();
	await hostActs(database, id, { type: 'finish' });
	return id;
}

const id = await played();
const results = await contestResults(db, id);
if (!results) throw new Error('there are no results');

it('a workbook has the ranking, the units, the questions and all answers, with figures as figures and names as they are', async () => {
	const bytes = await writeResults(results);
	const sheets = readWorkbook(new Zip(bytes), 1000);
	expect(sheets.map(({ name }) => name)).toEqual([
		'Xếp hạng',
		'Đơn vị',
		'Câu hỏi',
		'Câu trả lời của thí sinh'
	]);
	const rows = (n: number) => sheets[n]?.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? '')) ?? [];
	expect(rows(0)[0]?.[0]).toBe('Xếp hạng – Thử nghiệm');
	expect(
		rows(0)
			.find((row) => row[1] === '1')
			?.slice(0, 4)
	).toEqual(['1', '1', 'Nguyễn Thị Ngọc Ánh', 'Chi đoàn 10A1']);
	expect(rows(0).find((row) => row[1] === '3')?.[2]).toBe('Y Wăn Êban, Đăk Tô');
	expect(rows(2).find((row) => row[0] === 'Câu 1')).toMatchObject(
		expect.arrayContaining(['Một?', 'Hai', '3', '2'])
	);
	expect(
		rows(3)
			.find((row) => row[0] === '2')
			?.slice(3)
	).toEqual(['C ✗']);
	const xml = new TextDecoder().decode(new Zip(bytes).read('xl/worksheets/sheet1.xml'));
	expect(xml).toMatch(/<sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/);
	expect(xml).not.toMatch(/<f>/);
	// A rank is a number that Excel can sort, not a text.
	expect(xml).toMatch(/<c r="A5"[^>]*t="n"[^>]*><v>1<\/v>|<c r="A5"(?![^>]*t="s")[^>]*><v>1<\/v>/);
});

it('no cell of any file is a formula', async () => {
	const dangerous = /^[=+\-@\t\r]/;
	for (const { rows } of readWorkbook(new Zip(await writeResults(results)), 1000))
		for (const { cells } of rows) for (const cell of cells) expect(cell?.text ?? '').not.toMatch(dangerous);
	for (const csv of [rankingCsv(results), answersCsv(results)])
		for (const { cells } of readCsv(csv.slice(1), 1000))
			for (const cell of cells) expect(cell?.text ?? '').not.toMatch(dangerous);
});

it('CSV opens in Excel with its letters, and holds commas and quotes', () => {
	const csv = rankingCsv(results);
	expect(csv.startsWith('\ufeff')).toBe(true);
	const rows = readCsv(csv.slice(1), 1000).map(({ cells }) => cells.map((cell) => cell?.text ?? ''));
	expect(rows.find((row) => row[1] === '3')?.slice(1, 4)).toEqual([
		'3',
		'Y Wăn Êban, Đăk Tô',
		'Chi đoàn "10A2"'
	]);
	const answers = readCsv(answersCsv(results).slice(1), 1000).map(({ cells }) =>
		cells.map((c) => c?.text ?? '')
	);
	expect(answers.filter((row) => row[0] === '1').map((row) => row.slice(3, 6))).toEqual([
		['Câu 1', 'B. Hai', 'Đúng'],
		['Câu 2', 'đại thắng', 'Đúng']
	]);
	expect(answers.find((row) => row[0] === '3' && row[3] === 'Câu 2')?.slice(4, 6)).toEqual(["'=1+1", 'Sai']);
});

it('the way of a contestant has what she answered and where she left', async () => {
	const path = await contestantPath(db, id, 2);
	expect(path).toMatchObject({ rank: { rank: 3 }, ranked: 3, award: 'Giải Nhì', rangBell: false });
	expect(path?.steps.slice(-2)).toMatchObject([
		{ type: 'answered', turn: 1, judged: { value: 'C', right: false } },
		{ type: 'moved', because: 'revealed', status: 'out' }
	]);
	expect(await contestantPath(db, id, 4)).toBeNull();
});

it('published by number, everybody sees no name, and what was typed wrong stays with whom it was typed by', async () => {
	const code = await codeOf(db, id);
	expect(await publicResults(db, code)).toBeNull();
	expect(await publish(db, id, { people: 'numbers', questions: true }, hoa)).toBe(true);
	const shown = await publicResults(db, code);
	const all = JSON.stringify(shown);
	for (const { name, unit } of people) {
		expect(all).not.toContain(JSON.stringify(name));
		expect(shown?.lines.map((line) => line.unit)).not.toContain(unit);
	}
	expect(all).not.toContain('=1+1');
	expect(shown?.lines.map(({ sbd, rank }) => [sbd, rank])).toEqual(
		results.ranking.map(({ sbd, rank }) => [sbd, rank])
	);
	expect(shown?.questions).toHaveLength(2);
	expect(shown?.questions?.[1]?.given).toEqual([{ value: 'đại thắng', count: 1, right: true }]);
});

it('published by name, with the questions only where the organizer wants it, until it is withdrawn', async () => {
	const code = await codeOf(db, id);
	await publish(db, id, { people: 'names', questions: false }, hoa);
	const shown = await publicResults(db, code);
	expect(shown?.lines.find(({ sbd }) => sbd === 1)).toMatchObject(people[0] ?? {});
	expect(shown?.questions).toBeNull();
	// A name that was erased meanwhile is gone from what is read again and again, too.
	await erasePerson(db, id, 1, 'asked', null);
	expect(JSON.stringify(await publicResults(db, code))).not.toContain('Ngọc Ánh');
	await withdraw(db, id);
	expect(await publicResults(db, code)).toBeNull();
});

it('nothing is published before the end', async () => {
	const { id: running } = await preparedContest(database, [{}]);
	expect(await publish(db, running, { people: 'names', questions: true }, hoa)).toBe(false);
	expect(await publicResults(db, await codeOf(db, running))).toBeNull();
});
