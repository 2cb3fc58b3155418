import sharp from 'sharp';
import type { Media } from '$lib/bank/question';
import { storeMedia } from '$lib/server/bank/media';
import { contestByCode, contestDraft } from '$lib/server/contest/contests';
import { verifyContest } from '$lib/server/contest/verify';
import type { Database } from '$lib/server/db/client';
import { rehearsalOf } from '$lib/server/rehearsal/rehearsals';
import { Random } from '$lib/simulation/random';
import type { SimulationReport } from '$lib/simulation/report';
import { simulate } from '../../src/cli/simulate-run';
import { sleep } from '../bench/load/machine';
import { preparedContest, TestPhone, type TestQuestion } from '../helpers/live';
import { Guests, type Place } from './guests';
import { sendForm } from './pages';

/** What came of one contest. */
export interface Played extends Pick<
	SimulationReport,
	'joined' | 'answered' | 'drops' | 'lost' | 'doubled' | 'wrong'
> {
	ackP99: number;
	/** People who came and went beside the crowd. */
	guests: number;
	/** What the record is found to have, what the phones were told wrongly, and where guests were let down. */
	problems: string[];
}

type House = Omit<Place, 'contest' | 'bank'>;

const questions = 12;
/** How long somebody thinks, ms. */
const paceMs = 3000;
const eliminations = ['knockout', 'lives', 'cut', 'warmup'] as const;

/**
 * Plays the `no`-th contest with so many phones whose lines break, while others come and go; some contests are rehearsed
 * before, and beside some another one is deleted while its waiting room is full.
 */
export async function playContest(
	database: Database,
	house: House,
	no: number,
	phones: number
): Promise<Played> {
	const { db } = database;
	const random = new Random('bền').of(no);
	const contest = await newContest(database, no, phones);
	const place = { ...house, contest, bank: await bankOf(database, contest.id) };
	if (no % 3 === 1) await rehearse(database, place);
	if (no % 2 === 1) await deleteAnother(database, house, no);
	const info = await contestByCode(db, contest.code);
	if (!info) throw new Error(`there is no contest ${contest.code}`);
	const guests = new Guests(place, random.of('guests'), 100_000 / phones, phones / 5);
	const report = await simulate(db, info, {
		url: house.url,
		players: phones,
		seed: `bền/${no}`,
		accuracy: 0.92,
		reconnects: 0.1,
		paceMs,
		host: { questions }
	}).finally(() => guests.leave());
	const { problems } = await verifyContest(db, contest.id);
	const { joined, answered, drops, lost, doubled, wrong } = report;
	return {
		...{ joined, answered, drops, lost, doubled, wrong },
		ackP99: report.ackMs.p99,
		guests: guests.came,
		problems: [
			...problems.map(({ code, seq }) => `record: ${code} at ${seq}`),
			...report.faults.slice(0, 10),
			...(joined < phones ? [`${phones - joined} phones of the crowd got no seat`] : []),
			...guests.troubles.slice(0, 10)
		]
	};
}

async function newContest(database: Database, no: number, phones: number) {
	const picture = await pictureOf(database, no);
	const main = Array.from({ length: questions }, (_, i): TestQuestion => {
		const text = `${no}.${i + 1}. Câu hỏi cho cả hội trường?`;
		if (i % 5 === 4) return { text, type: 'short', key: 'Hà Nội' };
		return { text, media: i % 4 === 1 ? [picture] : [] };
	});
	const beside: TestQuestion[] = [
		{ kind: 'spare' },
		{ kind: 'rescue' },
		{ kind: 'tiebreak' },
		{ kind: 'bell' }
	];
	return await preparedContest(
		database,
		[...main, ...beside],
		{
			capacity: 2 * phones,
			lateJoin: 'until_question',
			lateUntil: 6,
			phonesReadAlong: no % 2 === 0,
			sealedStart: no % 3 === 0,
			audience: { joins: true, eliminatedPlay: true, lifeline: true }
		},
		{ elimination: eliminations[no % eliminations.length], seconds: 8 }
	);
}

/** Another one each time, so that what is kept of the last ones must make room. */
async function pictureOf({ db }: Database, no: number): Promise<Media> {
	const background = { r: no % 256, g: 80, b: 120 };
	const bytes = await sharp({ create: { width: 1600, height: 900, channels: 3, background } })
		.png()
		.toBuffer();
	const stored = await storeMedia(db, bytes, null);
	if (!stored.ok) throw new Error(stored.code);
	return { ...stored.media, on: 'text', alt: 'Ảnh' };
}

async function bankOf({ db }: Database, contestId: number): Promise<string> {
	const [first] = (await contestDraft(db, contestId))?.setup.questions ?? [];
	const { bank_id } = await db
		.selectFrom('question')
		.select('bank_id')
		.where('id', '=', first?.questionId ?? '')
		.executeTakeFirstOrThrow();
	return bank_id;
}

/** The contest's rehearsal with the program's own simulated phones, wiped while they are there. */
async function rehearse({ db }: Database, { url, cookie, contest }: Place): Promise<void> {
	const page = `/host/contests/${contest.id}/rehearsal`;
	await sendForm(url, `${page}?/start`, { players: '30', percent: '80', pace: 'quick' }, cookie);
	for (let waited = 0; ((await rehearsalOf(db, contest.id))?.taken ?? 0) < 30; waited++) {
		if (waited > 300) throw new Error('the simulated phones of the rehearsal did not come');
		await sleep(100);
	}
	await sendForm(url, `${page}?/wipe`, { sure: 'on' }, cookie);
}

/** A contest whose waiting room is full is deleted: each phone is told that there is no such contest. */
async function deleteAnother(database: Database, { url, cookie }: House, no: number): Promise<void> {
	const contest = await newContest(database, no, 50);
	const phones = Array.from({ length: 30 }, () => new TestPhone(url, contest.code));
	await Promise.all(phones.map((phone, i) => phone.join({ name: `Người ${i}` })));
	await sendForm(url, `/host/contests/${contest.id}/ready?/delete`, { sure: 'on' }, cookie);
	for (let waited = 0; phones.some(({ socket }) => socket.connected); waited++) {
		if (waited > 300) throw new Error('phones of a contest that was deleted were not let go');
		await sleep(100);
	}
}
