import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { ContestFileInput } from '../../src/cli/contest-file';
import { knowledgeOf } from '../../src/cli/simulate-run';
import { contestByCode } from '$lib/server/contest/contests';
import { standInHost } from '$lib/server/people/stand-in';
import { Crowd } from '$lib/simulation/crowd';
import { SimulatedHost } from '$lib/simulation/host';
import type { Random } from '$lib/simulation/random';
import type { HostCommand } from '$lib/protocol/host';
import { operator } from '../helpers/cli';
import type { Fault, Moment } from './faults';
import type { History } from './history';
import { Screens } from './screens';
import type { World } from './world';

/** How long somebody thinks, ms. */
const paceMs = 600;
const graceSeconds = 1;
/** How long a recovery is waited for, ms. */
const patience = 45_000;

export interface ContestSize {
	phones: number;
	/** How many questions are asked in which nobody leaves, and how many in which who is wrong does. */
	questions: readonly [warmup: number, knockout: number];
}

/** Room for a fault in each of 22 questions. */
export const wholeContest: ContestSize['questions'] = [14, 8];

/** Plays a contest through, with a fault in each question and one while phones take their seats, from `next`. */
export async function playContest(
	world: World,
	history: History,
	random: Random,
	size: ContestSize,
	next: (moment: 'join' | 'question') => Fault | null
): Promise<void> {
	const { db, sql } = world.database;
	const { id, code } = await newContest(world, history, size);
	const screens = new Screens(sql, id);
	const crowd = new Crowd({
		url: world.hall.url,
		code,
		players: size.phones,
		seed: `hỗn loạn ${id}`,
		seats: [],
		accuracy: 0.93,
		reconnects: 0.02,
		paceMs,
		know: knowledgeOf(db, id),
		onAct: (phone, act) => {
			screens.note(phone, act);
			history.write({ contest: id, phone, act });
		}
	});
	const trouble = new Trouble(world, history, random, screens);
	const host = await standInHost(db, id, 'Hỗn loạn');
	let asked = 0;
	let closedAt = 0;
	const onCommand = async (type: HostCommand['type']) => {
		await trouble.settledBefore(type);
		if (type === 'close') closedAt = Date.now();
		if (type === 'reveal') await chooseLate(crowd, closedAt + 1000 * graceSeconds, random);
		if (type === 'present') {
			asked += 1;
			if (asked % 3 === 0) await look(world, history, id, code, host.cookie);
			trouble.plan(next('question'));
		}
		trouble.at(type);
	};
	const simulated = new SimulatedHost({
		url: world.hall.url,
		contestId: id,
		cookie: host.cookie,
		random: random.of('host'),
		paceMs,
		onCommand
	});
	try {
		trouble.plan(next('join'));
		trouble.at('join');
		await crowd.join();
		await trouble.settledBefore('start');
		await simulated.run();
		await trouble.end();
		// Who sits at the other process hears of the end a moment later; who never does is found by the checker.
		await screens.right(patience, () => world.ready());
	} finally {
		simulated.close();
		crowd.close();
		await host.leave();
	}
}

/** The fault that is to come, and the one that is on. */
class Trouble {
	private planned: { fault: Fault; moment: Moment } | null = null;
	private on: Promise<void> | null = null;
	/** The command that waits until the trouble is over and all is right. */
	private waits: HostCommand['type'] = 'present';

	constructor(
		private readonly world: World,
		private readonly history: History,
		private readonly random: Random,
		private readonly screens: Screens
	) {}

	plan(fault: Fault | null): void {
		this.planned = fault && { fault, moment: this.random.pick(fault.moments) };
		// Who has closed a question goes on to its reveal, whatever breaks then.
		const anywhere: HostCommand['type'] = this.random.pick(['close', 'reveal', 'present']);
		this.waits = this.planned?.moment === 'close' ? 'present' : anywhere;
	}

	/** A moment has come; what was planned for it strikes. */
	at(moment: Moment): void {
		const planned = this.planned;
		if (!planned) return;
		const burst = planned.moment === 'burst' && moment === 'open';
		if (planned.moment !== moment && !burst) return;
		const after = burst
			? this.random.between(0.3, 1.6) * paceMs
			: moment === 'join'
				? this.random.between(20, 600)
				: 0;
		this.strike(planned.fault, planned.moment, after);
	}

	/** Before the host goes on: some steps are taken in the middle of the trouble, others wait for it. */
	async settledBefore(type: HostCommand['type']): Promise<void> {
		if (type === this.waits || type === 'present' || type === 'start') await this.end();
	}

	async end(): Promise<void> {
		await this.on;
		this.on = null;
	}

	private strike(fault: Fault, moment: Moment, after: number): void {
		this.planned = null;
		this.on = this.suffer(fault, moment, after);
	}

	private async suffer({ kind, strike }: Fault, moment: Moment, after: number): Promise<void> {
		await sleep(after);
		this.history.write({ fault: kind, about: moment });
		const { world, screens } = this;
		// A database that has gone ends the hand that broke it, too.
		await Promise.resolve(strike(world, this.random)).catch((error: Error & { code?: string }) => {
			if (!/^(CONNECTION_|57P|ECONN)/.test(error.code ?? '')) throw error;
		});
		const from = Date.now();
		const wrong = await screens.right(patience, () => world.ready());
		this.history.write({
			recovered: kind,
			ms: wrong ? null : Date.now() - from,
			wrong: wrong?.slice(0, 5) ?? []
		});
	}
}

/** How long before the time is up for good the last choose, and how long after it, ms. */
const before = 500;
const after = 300;

/** Some choose in the last moment, and some a moment after it: whom it is confirmed to, for her it must count. */
async function chooseLate(crowd: Crowd, end: number, random: Random): Promise<void> {
	const online = crowd.phones.filter((phone) => phone.connected && phone.view?.you?.plays);
	const choosing = Array.from({ length: 6 }, async () => {
		const phone = online[Math.floor(random.next() * online.length)];
		await sleep(Math.max(0, end - Date.now() + random.between(-before, after)));
		const question = phone?.view?.question;
		if (question?.state === 'open') phone?.choose(question.q, 'B');
	});
	await Promise.all(choosing);
	await sleep(end + after + 150 - Date.now());
}

/** Looks at the pages that anybody can open, and knocks at the host's door from a page of another site, with her cookie. */
async function look(
	world: World,
	history: History,
	contest: number,
	code: string,
	cookie: string
): Promise<void> {
	const { url } = world.hall;
	for (const page of [`/stage/${code}`, `/stage/${code}/__data.json`, `/play/${code}`, '/']) {
		const text = await fetch(url + page)
			.then((response) => response.text())
			.catch(() => '');
		history.write({ contest, page, text });
	}
	const foreign = 'https://trang-la.example';
	const socket = io(`${url}/host`, {
		auth: { contest },
		extraHeaders: { cookie, origin: foreign },
		transports: ['websocket'],
		forceNew: true,
		reconnection: false
	});
	const letIn = await new Promise<boolean>((resolve) => {
		socket.on('view', () => resolve(true));
		socket.on('connect_error', () => resolve(false));
		setTimeout(() => resolve(false), 2000);
	});
	socket.disconnect();
	history.write({ foreign, letIn });
}

async function newContest(world: World, history: History, { phones, questions }: ContestSize) {
	let q = 0;
	const secrets: { q: number; text: string }[] = [];
	const [warmup, knockout] = questions;
	const round = (name: string, elimination: 'warmup' | 'knockout', asked: number) => ({
		name,
		elimination,
		seconds: 6,
		questions: Array.from({ length: asked }, () => question(name))
	});
	const question = (name: string) => {
		q += 1;
		const text = `hoàng yến ${q}-${Math.random().toString(36).slice(2)}`;
		secrets.push({ q, text });
		return { text: `${name} ${q}?`, options: ['Một', 'Hai', 'Ba'], answer: 'B', explanation: text };
	};
	const file: ContestFileInput = {
		title: 'Hỗn loạn',
		rules: {
			registration: 'open',
			// Room for a seat that is given twice: it must be seen.
			capacity: 2 * phones,
			everyoneFails: 'stay',
			graceSeconds,
			rescue: { afterQuestions: [warmup + Math.ceil(knockout / 2)], atMost: null }
		},
		rounds: [round('Khởi động', 'warmup', warmup), round('Chinh phục', 'knockout', knockout)],
		open: true
	};
	const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
	await writeFile(join(folder, 'contest.json'), JSON.stringify(file));
	const created = await operator(world.database)('contest create', join(folder, 'contest.json'), '--json');
	await rm(folder, { recursive: true });
	// What `contest create --json` prints.
	const contest = await contestByCode(world.database.db, (created.json as { code: string }).code);
	if (!contest) throw new Error(created.err);
	history.write({ contest: contest.id, graceSeconds, secrets });
	return { id: contest.id, code: contest.code };
}
