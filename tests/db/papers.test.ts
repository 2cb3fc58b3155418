import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { emptyCertificate } from '$lib/papers/certificate';
import { plainText } from '$lib/bank/markup';
import { emptyLetterhead } from '$lib/papers/letterhead';
import { minutesPaper } from '$lib/papers/minutes';
import { purgeMedia } from '$lib/server/bank/media';
import { contestDraft } from '$lib/server/contest/contests';
import { contestMinutes } from '$lib/server/contest/minutes';
import { contestPaper, dropGround, keepPaper, setGround } from '$lib/server/contest/paper';
import { docxText } from '../helpers/docx-text';
import { certificateOrder } from '$lib/server/papers/certificate-order';
import { floorPaper, posterPaper, seatCardPaper, sheetPaper } from '$lib/server/papers/hall-papers';
import { printAside, type PrintOrder } from '$lib/server/papers/print-aside';
import { judgedContest } from '../helpers/judged';
import { openPdf, pictureOf, textsOf } from '../helpers/pdf';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

vi.setConfig({ testTimeout: 60_000 });
const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

/** Every letter with every mark that Vietnamese has, and names of the peoples of Kon Tum. */
const names = [
	'Nguyễn Thị Phương Uyển',
	'Đặng Vũ Ỷ Lan',
	'Y Wăn Êban',
	'H’Ƀŭăn Ơ̆ Niê Kđăm',
	'Trần Hoàng Bảo Ngọc Khánh Quỳnh Như Tôn Nữ Công Huyền'
];
const letters = 'aăâeêioôơuưy';
const marks = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const everyLetter = [...letters, ...letters.toUpperCase()]
	.flatMap((letter) => marks.map((mark) => (letter + mark).normalize('NFC')))
	.concat('đ', 'Đ')
	.join('');

const { id } = await judgedContest(database);
const hoa = await addStaff(db, { username: 'hoa' });
const seats = await db
	.selectFrom('contestant')
	.select('sbd')
	.where('contest_id', '=', id)
	.orderBy('sbd')
	.execute();
for (const [i, { sbd }] of seats.entries())
	await db
		.updateTable('contestant')
		.set({ name: names[i % names.length] ?? '', unit: `Chi đoàn ${10 + (i % 3)}A${i}` })
		.where('contest_id', '=', id)
		.where('sbd', '=', sbd)
		.execute();
await keepPaper(db, id, {
	letterhead: {
		...emptyLetterhead,
		superior: 'Tỉnh đoàn Kon Tum',
		body: 'Đoàn Trường THPT Kon Tum',
		number: '05-BB/ĐTN',
		place: 'Kon Tum',
		venue: 'Hội trường A, 123 đường Phan Đình Phùng',
		organizers: '1. Nguyễn Văn An, Bí thư Đoàn trường – Trưởng ban\n- Lê Thị Bình, Phó Bí thư',
		judges: 'Phạm Quốc Hưng, giáo viên Giáo dục kinh tế và pháp luật',
		signOrganizer: 'Nguyễn Văn An'
	}
});

const printed = async (order: PrintOrder, name: string) => {
	const bytes = await printAside(order);
	const pdf = await openPdf(bytes);
	if (env['LOOK']) {
		if (!existsSync(env['LOOK'])) mkdirSync(env['LOOK']);
		writeFileSync(`${env['LOOK']}/${name}.pdf`, bytes);
		for (let n = 1; n <= Math.min(3, pdf.numPages); n++)
			writeFileSync(`${env['LOOK']}/${name}-${n}.png`, await pictureOf(pdf, n, 1.6));
	}
	return { bytes, pdf, texts: await textsOf(pdf) };
};
/** A text without the ends of its lines: what is long goes over several. */
const flat = (texts: string[]) => texts.join(' ').replace(/\s+/g, ' ');

describe('minutes', async () => {
	const minutes = await contestMinutes(db, id);
	if (!minutes) throw new Error('there are no minutes');
	const paper = minutesPaper(minutes, (await contestPaper(db, id)).letterhead);

	it('as PDF: the head, the boards, every name, decisions with reasons, the seal, and room to sign', async () => {
		const { texts } = await printed({ draw: 'paper', paper }, 'minutes');
		const all = flat(texts);
		for (const said of [
			'ĐOÀN TNCS HỒ CHÍ MINH',
			'TỈNH ĐOÀN KON TUM',
			'ĐOÀN TRƯỜNG THPT KON TUM',
			'Số: 05-BB/ĐTN',
			'Kon Tum, ngày',
			'BIÊN BẢN',
			'1. Nguyễn Văn An, Bí thư Đoàn trường – Trưởng ban',
			'2. Lê Thị Bình, Phó Bí thư',
			'Lý do:',
			'THƯ KÝ',
			minutes.record.head,
			...names
		])
			expect(all, said).toContain(said);
		expect(texts.length).toBeGreaterThan(1);
		for (const [i, page] of texts.entries()) expect(page).toContain(`– ${i + 1}/${texts.length}`);
	});

	it('as Word: the same words', async () => {
		const text = docxText(await printAside({ draw: 'word', paper }));
		for (const block of paper.blocks)
			if (block.type === 'text') expect(text).toContain(block.runs.map((run) => run.text).join(''));
		for (const name of names) expect(text).toContain(name);
		for (const { office } of paper.signatures) expect(text).toContain(office.toUpperCase());
	});

	it('every Vietnamese letter is in the fonts of documents and of certificates, and comes out as it went in', async () => {
		const runs = [{}, { bold: true }, { italic: true }, { bold: true, italic: true }].map((look) => ({
			text: `${everyLetter} `,
			...look
		}));
		const letterPaper = { ...paper, blocks: [{ type: 'text' as const, runs }] };
		const document = (await printed({ draw: 'paper', paper: letterPaper }, 'letters')).texts
			.join('')
			.replace(/\s/g, '');
		expect(document.split(everyLetter)).toHaveLength(5);
		const order = await certificateOrder(db, id, 'sample');
		if (!order) throw new Error('there is no sample');
		const said = everyLetter.slice(0, 40);
		order.words = { ...order.words, kind: said, verb: said, issuer: [said, said], about: said };
		order.lines = [{ name: everyLetter.slice(60, 100), from: said, deed: said }];
		const [certificate = ''] = (await printed({ draw: 'certificates', paper: order }, 'certificate-letters'))
			.texts;
		const found = certificate.replace(/\s/g, '');
		expect(found.split(said).length).toBeGreaterThanOrEqual(5);
		expect(found).toContain(everyLetter.slice(60, 100));
	});

	it('a formula reads as text, and its signs are there', async () => {
		const said = plainText(
			String.raw`Nếu $x \in A \cup B$ và $\sqrt{3^2+4^2} \ge \frac{a+b}{2} \Rightarrow \varnothing \perp \infty$ thì $\overrightarrow{AB} \parallel \widehat{ABC}$`
		);
		expect(said).toContain('√(3²+4²) ≥ (a+b)/2 ⇒ ∅ ⊥ ∞');
		const block = { type: 'text' as const, runs: [{ text: said }, { text: ` ${said}`, bold: true }] };
		const { texts } = await printed({ draw: 'paper', paper: { ...paper, blocks: [block] } }, 'formula');
		for (const sign of '∈∪√²≥⇒∅⊥∞∥') expect(flat(texts).split(sign).length, sign).toBeGreaterThanOrEqual(3);
	});

	it('a row longer than a page goes on over the next, and nothing of it is lost', async () => {
		const numbers = Array.from({ length: 4000 }, (_, i) => i + 10_000);
		const long = {
			...paper,
			blocks: [
				{
					type: 'table' as const,
					columns: [
						{ title: 'Giờ', share: 0.2 },
						{ title: 'SBD', share: 0.8 }
					],
					rows: [[[[{ text: '09:00:00' }]], [[{ text: numbers.join(', ') }]]]]
				}
			]
		};
		const { texts } = await printed({ draw: 'paper', paper: long }, 'long');
		const found = new Set(flat(texts).match(/\b1[0-3]\d{3}\b/g));
		expect(found.size).toBe(4000);
		expect(texts.length).toBeGreaterThan(3);
	});
});

describe('certificates', () => {
	it.each(['drum', 'bell'] as const)(
		'on the ground of the %s: a page for each, the name whole on one line',
		async (ground) => {
			await keepPaper(db, id, {
				certificate: {
					...emptyCertificate,
					ground,
					kind: ground === 'bell' ? 'praise' : 'certificate',
					office: 'TM. Ban Thường vụ\nBí thư',
					signName: 'Nguyễn Văn An',
					decision: 'Theo Quyết định số 12-QĐ/ĐTN ngày 26/3/2027'
				}
			});
			const order = await certificateOrder(db, id, 'all');
			if (!order) throw new Error('the contest has not ended');
			const { texts, bytes } = await printed({ draw: 'certificates', paper: order }, ground);
			expect(texts).toHaveLength(order.lines.length);
			for (const [i, { name, from, deed }] of order.lines.entries())
				for (const said of [name, from, deed, 'TM. BAN THƯỜNG VỤ', 'Kon Tum, ngày'])
					expect(texts[i]).toContain(said);
			expect(texts[0]).toContain(ground === 'bell' ? 'GIẤY KHEN' : 'GIẤY CHỨNG NHẬN');
			// The ground is in the file once, so a page more is its words alone.
			const more = { ...order, lines: Array.from({ length: 9 }, () => order.lines).flat() };
			const whole = await printAside({ draw: 'certificates', paper: more });
			const pages = more.lines.length - order.lines.length;
			expect((whole.length - bytes.length) / pages).toBeLessThan(3000);
		}
	);

	it('winners are those with an award, from the first down, and who rang the bell', async () => {
		const order = await certificateOrder(db, id, 'winners');
		const all = await certificateOrder(db, id, 'all');
		expect(order?.lines.length).toBeGreaterThan(0);
		expect(order?.lines.every(({ deed }) => deed !== 'Đã tham gia')).toBe(true);
		expect(order?.lines[0]?.deed).toBe('Đã đạt Giải Nhất');
		expect(all?.lines.map(({ deed }) => deed)).toEqual(
			expect.arrayContaining(order?.lines.map(({ deed }) => deed) ?? [])
		);
	});

	it("the organizer's own picture lies behind them, once in the file however many they are, and is not forgotten", async () => {
		const picture = await sharp({ create: { width: 1900, height: 1344, channels: 3, background: '#15406a' } })
			.composite([
				{
					input: Buffer.from(
						'<svg width="600" height="200"><text x="10" y="150" font-size="120" fill="gold">KON TUM</text></svg>'
					),
					left: 60,
					top: 1050
				}
			])
			.png()
			.toBuffer();
		expect(await setGround(db, id, picture, hoa)).toEqual({ ok: true });
		await keepPaper(db, id, { certificate: { ...emptyCertificate, ground: 'own', ink: 'light', top: 30 } });
		await db
			.updateTable('media')
			.set({ created_at: new Date(0) })
			.execute();
		await purgeMedia(db);
		const order = await certificateOrder(db, id, 'all');
		if (!order) throw new Error('the contest has not ended');
		expect(order.picture).not.toBeNull();
		const { bytes } = await printed({ draw: 'certificates', paper: order }, 'own');
		const { length } = await printAside({
			draw: 'certificates',
			paper: { ...order, lines: order.lines.slice(0, 1) }
		});
		expect(bytes.length - length).toBeLessThan(8000 * order.lines.length);
		await dropGround(db, id);
		expect((await certificateOrder(db, id, 'all'))?.picture).toBeNull();
		expect((await contestPaper(db, id)).certificate.ground).toBe('drum');
		expect(await setGround(db, id, new TextEncoder().encode('<svg/>'), hoa)).toMatchObject({ ok: false });
	});
});

describe('for the hall', async () => {
	const draft = await contestDraft(db, id);
	if (!draft) throw new Error('there is no contest');
	const origin = 'http://192.168.1.20:3000';

	it('seat cards: eight on a page, each with number, name, unit and PIN', async () => {
		const paper = await seatCardPaper(db, draft, origin);
		const { texts } = await printed({ draw: 'cards', paper }, 'cards');
		expect(texts).toHaveLength(Math.ceil(paper.cards.length / 8));
		const all = flat(texts);
		for (const { sbd, name, pin } of paper.cards)
			for (const said of [String(sbd), name, pin]) expect(all).toContain(said);
	});

	it('a poster with address, code and steps', async () => {
		const { texts } = await printed({ draw: 'poster', paper: posterPaper(draft, origin) }, 'poster');
		const all = flat(texts);
		for (const said of ['192.168.1.20:3000', draft.code, draft.title]) expect(all).toContain(said);
	});

	it('a floor plan row by row, over as many pages as it takes', async () => {
		const small = await floorPaper(db, draft, 3);
		expect(flat((await printed({ draw: 'floor', paper: small }, 'floor')).texts)).toContain('SÂN KHẤU');
		const seats = Array.from({ length: 500 }, (_, i) => ({
			sbd: i + 1,
			name: names[i % names.length] ?? ''
		}));
		const { texts } = await printed({ draw: 'floor', paper: { ...small, columns: 15, seats } }, 'floor-500');
		const numbers = new Set(flat(texts).match(/\b\d{1,3}\b/g));
		expect(numbers.size).toBe(500);
	});

	it('paper answer sheets, two on a page, with names or blank', async () => {
		const named = await sheetPaper(db, draft, true);
		const { texts } = await printed({ draw: 'sheets', paper: named }, 'sheets');
		expect(texts).toHaveLength(Math.ceil(named.people.length / 2));
		for (const { name } of named.people) expect(flat(texts)).toContain(name);
		const blank = await printed(
			{ draw: 'sheets', paper: await sheetPaper(db, draft, false) },
			'sheets-blank'
		);
		expect(blank.texts).toHaveLength(1);
	});
});
