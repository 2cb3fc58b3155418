import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { Random } from '$lib/simulation/random';
import { Line } from '../helpers/line';
import { TestPhone } from '../helpers/live';
import { fetchAll, signIn, signOut, type Account } from './pages';

/** The contest that is played, and who may look behind it. */
export interface Place {
	/** Of the server. */
	url: string;
	contest: { id: number; code: string };
	bank: string;
	account: Account;
	/** The Cookie header of that account. */
	cookie: string;
}

interface Visit {
	place: Place;
	random: Random;
	/** Resolves after so long, or when everybody is asked to leave. */
	stay: (ms: number) => Promise<void>;
}

const websocket = ['websocket'];
const polling = ['polling'];
const screen = { width: 1920, height: 1080, ratio: 1, sound: 'on', fullscreen: true };

/** What people do who come and go while a contest is played, and how often each of them comes. */
const visits: [times: number, visit: (visit: Visit) => Promise<void>][] = [
	[6, (visit) => phone(visit, websocket)],
	[3, (visit) => phone(visit, polling)],
	[4, onlooker],
	[1, secondDevice],
	[1, deadLine],
	[1, strangeCode],
	[2, stage],
	[2, console],
	[5, page],
	[1, account]
];
const draw = visits.flatMap(([times, visit]) => Array<typeof visit>(times).fill(visit));

/** A stream of people who come to a contest, stay for a while and leave for good. */
export class Guests {
	/** How many have come, and what went wrong with each of those who were let down. */
	came = 0;
	readonly troubles: string[] = [];
	private readonly here = new Set<Promise<void>>();
	private readonly leaving = new AbortController();
	private readonly timer: NodeJS.Timeout;

	/** `every`: one comes, ms, unless `most` are there: a slow machine is not buried under them. */
	constructor(
		private readonly place: Place,
		private readonly random: Random,
		every: number,
		private readonly most: number
	) {
		setMaxListeners(Infinity, this.leaving.signal);
		this.timer = setInterval(() => this.come(), every);
	}

	/** Nobody comes any more, and all leave; resolves when they have. */
	async leave(): Promise<void> {
		clearInterval(this.timer);
		this.leaving.abort();
		await Promise.all(this.here);
	}

	private come(): void {
		if (this.here.size >= this.most) return;
		const { place } = this;
		const random = this.random.of((this.came += 1));
		const visit = draw[Math.floor(random.next() * draw.length)] ?? page;
		const stay = (ms: number) => sleep(ms, undefined, { signal: this.leaving.signal }).catch(() => {});
		const visiting = visit({ place, random, stay })
			.catch((error: unknown) => void this.troubles.push(`guest ${this.came}: ${said(error)}`))
			.finally(() => this.here.delete(visiting));
		this.here.add(visiting);
	}
}

/** What `fetch` fails of is in the cause. */
function said(error: unknown): string {
	return error instanceof Error && error.cause ? `${error.message}: ${String(error.cause)}` : String(error);
}

/** Nobody waits for ever: on a slow machine a reply that has not come in time is none. */
const soon = <T>(reply: Promise<T>) => reply.catch(() => null);

/** Takes a seat while there are any, answers, looks at pictures, and leaves: with a word, or as a phone does whose battery is empty. */
async function phone({ place, random, stay }: Visit, transports: string[]): Promise<void> {
	const one = new TestPhone(place.url, place.contest.code, undefined, transports);
	try {
		await stay(1000);
		await soon(one.join({ name: 'Người qua đường' }));
		await play(one, { place, random, stay });
		if (random.chance(0.3)) one.socket.io.engine.transport.close();
	} finally {
		one.close();
	}
}

async function onlooker({ place, random, stay }: Visit): Promise<void> {
	const one = new TestPhone(place.url, place.contest.code);
	try {
		await soon(one.join({ by: 'audience', name: 'Khán giả' }));
		await play(one, { place, random, stay });
	} finally {
		one.close();
	}
}

/** For some ten seconds: answers what is open and fetches what there is to see. */
async function play(one: TestPhone, { place, random, stay }: Visit): Promise<void> {
	const seconds = Math.ceil(random.between(3, 20));
	for (let c = 1; c <= seconds; c++) {
		await stay(1000);
		const { question, you } = one.view ?? {};
		if (question?.state === 'open' && you?.plays)
			await soon(one.answer(question.q, c, random.pick(['A', 'B', 'C'])));
		const [media] = question?.media ?? [];
		// What was sealed has been fetched and opened by the phone itself (PH10).
		if (media?.src.startsWith('/m/') && random.chance(0.3)) await fetchAll(place.url, [`${media.src}?s`]);
	}
}

/** The seat is opened on another phone, which the first one is told (CO6). */
async function secondDevice({ place, stay }: Visit): Promise<void> {
	const first = new TestPhone(place.url, place.contest.code);
	const secret = randomBytes(24).toString('base64url');
	const ack = await soon(first.join({ name: 'Hai máy', secret }));
	const token = ack?.ok ? ack.token : undefined;
	const second = new TestPhone(place.url, place.contest.code, token);
	await stay(3000);
	second.close();
	first.close();
}

/** Packets vanish and nobody is told: the server finds out by itself within 25 s. */
async function deadLine({ place, stay }: Visit): Promise<void> {
	const line = await Line.to(place.url);
	const one = new TestPhone(line.url, place.contest.code);
	try {
		await soon(one.join({ name: 'Thang máy' }));
		line.black();
		await stay(40_000);
	} finally {
		one.close();
		await line.close();
	}
}

async function strangeCode({ place, random, stay }: Visit): Promise<void> {
	const code = String(Math.floor(random.between(100_000, 1_000_000)));
	const one = new TestPhone(place.url, code);
	await stay(2000);
	one.close();
}

async function stage({ place, random, stay }: Visit): Promise<void> {
	await fetchAll(place.url, [`/stage/${place.contest.code}`]);
	const auth = { code: place.contest.code, screen };
	const socket = io(`${place.url}/stage`, { auth, transports: websocket, forceNew: true });
	await stay(random.between(2000, 30_000));
	socket.disconnect();
}

async function console({ place, random, stay }: Visit): Promise<void> {
	const { url, contest, cookie } = place;
	await fetchAll(url, [`/host/contests/${contest.id}/live`], cookie);
	const socket = io(`${url}/host`, {
		auth: { contest: contest.id },
		extraHeaders: { cookie, origin: url },
		transports: websocket,
		forceNew: true
	});
	await stay(random.between(2000, 30_000));
	socket.disconnect();
}

/** Any page of the program, and a file read and written now and then. */
async function page({ place, random }: Visit): Promise<void> {
	const { url, contest, bank, cookie } = place;
	const own = `/host/contests/${contest.id}`;
	const open = ['/', `/play/${contest.code}`, '/login', '/readyz', '/m/1-unknown'] as const;
	const behind = [
		...['', '/ready', '/rules', '/roster', '/questions', '/hall', '/hall/facts', '/judges', '/minutes'].map(
			(part) => own + part
		),
		...['/roster/export?format=xlsx', '/roster/template', '/cards', '/poster', '/look'].map((p) => own + p),
		...['', '/rows', '/review', '/checks', '/export/file?format=docx', '/export/file?format=xlsx'].map(
			(part) => `/banks/${bank}${part}`
		),
		...['/host/contests', '/banks', '/admin', '/account', '/banks/import'],
		'/nowhere'
	];
	const [first = '/', ...others] = behind;
	await fetchAll(url, [random.pick(open)]);
	await fetchAll(url, [random.pick([first, ...others])], cookie);
}

/** In with the right password or a wrong one, and out again. */
async function account({ place, random }: Visit): Promise<void> {
	const right = random.chance(0.8);
	const cookie = await signIn(
		place.url,
		right ? place.account : { ...place.account, password: 'sai mật khẩu' }
	);
	if (cookie !== null) await signOut(place.url, cookie);
}
