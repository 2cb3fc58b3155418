import './browser';
import { everyAnswer } from '$lib/server/contest/answers';
import { readLog, type RecordedEvent } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { check } from '$lib/simulation/check';
import { Floor } from '$lib/simulation/floor';
import { isDeepStrictEqual } from 'node:util';
import { Contestant } from './contestants';
import { databaseOf, SharedDatabase } from './database';
import { beginning, inhabit } from './globals';
import { code, contestId, drawnContest, inWorld, layContest, Process } from './hall';
import { here } from './here';
import { Host } from './host';
import { Actor, World } from './scheduler';
import { Troublemaker } from './trouble';

export interface Outcome {
	/** What went wrong, a sentence each; empty when everything held. */
	faults: string[];
	/** How many things happened, by kind. */
	counts: Record<string, number>;
	steps: number;
}

export interface ScheduleOptions {
	/** Told of everything that is broken, as it happens. */
	tell?: (line: string) => void;
}

/** How long all may take to be right after the last thing was broken, ms. */
const patience = 10_000;
/** Within which Socket.IO notices by itself that the other end is gone, ms. */
const signOfLife = 25_000;

/** One contest in which things break, as the seed says; from the waiting room to the end. */
export async function runSchedule(seed: string, options: ScheduleOptions = {}): Promise<Outcome> {
	const world = new World(seed);
	const leave = inhabit(world);
	// Node ends a process for it.
	const unhandled: string[] = [];
	const note = (error: unknown) => void unhandled.push(`a failure was nobody's: ${String(error)}`);
	process.on('unhandledRejection', note);
	try {
		const outcome = await play(world, options);
		return { ...outcome, faults: [...outcome.faults, ...unhandled] };
	} finally {
		process.off('unhandledRejection', note);
		leave();
		here.exchange = null;
	}
}

async function play(world: World, { tell = () => {} }: ScheduleOptions): Promise<Outcome> {
	const { random } = world;
	const shared = new SharedDatabase(world);
	const faults: string[] = [];
	const processes = Array.from(
		{ length: random.chance(0.6) ? 2 : 1 },
		(_, i) => new Process(world, shared, `process ${i}`)
	);
	const airs = new Map<string, { fastest: number; slowest: number; doubles: number; overtakes: number }>();
	here.exchange = {
		world,
		ports: () => processes.filter(({ serves }) => serves).map(({ port }) => port),
		airOf: ({ name }) => {
			const who = name.split(',')[0] ?? '';
			let air = airs.get(who);
			if (!air) {
				const slow = random.chance(0.2);
				const own = random.of(`air ${who}`);
				air = {
					fastest: slow ? 100 : 1,
					slowest: slow ? 900 : own.between(5, 80),
					doubles: own.chance(0.5) ? 0.1 : 0,
					overtakes: own.chance(0.5) ? 0.15 : 0
				};
				airs.set(who, air);
			}
			return air;
		},
		bug: (what, error) => {
			if (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError)
				faults.push(`${what}: ${error.stack}`);
		}
	};
	const { prepared, questions } = drawnContest(world);
	await layContest(shared, prepared);
	for (const process of processes) process.start();

	const contestants = Array.from(
		{ length: Math.floor(random.between(3, 8)) },
		(_, i) => new Contestant(world, code, i + 1, random.of(`contestant ${i}`))
	);
	const hosts = Array.from(
		{ length: random.chance(0.3) ? 2 : 1 },
		(_, i) => new Host(world, contestId, i, random.of(`host ${i}`), questions)
	);
	const trouble = new Troublemaker(world, shared, processes, contestants, hosts, tell);
	world.onStep = () => {
		for (const contestant of contestants) if (world.current === contestant.actor) contestant.look();
	};

	// Things break for a while; then everything is let be, and must be right.
	await world.runUntil(() => trouble.over, 400_000);
	const observer = new Actor('observer');
	const { db } = databaseOf(shared, observer).database;
	await world.runUntil(() => false, Math.max(world.now, trouble.silentAt + signOfLife) + patience);
	// Looked at before the log is read: what is shown must not be newer than it.
	const [screens, at] = [
		contestants.map(({ sbd, screen, actor, online }) => ({ sbd, screen, actor, online })),
		shared.now
	];
	const between = await inWorld(world, observer, db, (d) => readLog(d, contestId));
	faults.push(...wrongScreens(between, at, screens).map((fault) => `10 s after the last trouble: ${fault}`));
	const ended = () => hosts.every(({ view }) => view?.phase === 'finished');
	if (!(await world.runUntil(ended, world.now + 300_000)))
		faults.push(
			`the contest never came to its end: ${JSON.stringify(hosts.map(({ view, ordered }) => [view?.next, view?.v, ordered.slice(-4)]))}`
		);
	await world.runUntil(() => false, world.now + patience);

	world.onStep = () => {};
	const log = await inWorld(world, observer, db, (d) => readLog(d, contestId));
	const answers = await inWorld(world, observer, db, (d) => everyAnswer(d, contestId));
	const record = await inWorld(world, observer, db, (d) => verifyContest(d, contestId));
	const found = check(log, answers, contestants);
	faults.push(...found.lost, ...found.doubled, ...found.wrong);
	faults.push(
		...record.problems.map(({ code: what, seq }) => `the record does not hold: ${what} at event ${seq}`)
	);
	faults.push(...ordersWrong(log, hosts));
	faults.push(...seatsWrong(log, contestants), ...takenLate(log, contestants, prepared.rules.graceSeconds));
	return {
		faults,
		counts: {
			...trouble.counts,
			events: log.length,
			answers: answers.length,
			acks: contestants.reduce((sum, { acks }) => sum + acks.length, 0),
			questions: log.filter(({ event }) => event.type === 'revealed').length
		},
		steps: world.steps
	};
}

/** What is shown a little later than it happens is still on its way: the slowest line, and the reading out (docs/decisions/messages.md). */
const onItsWay = 4000;

/** Phones with a seat that show what has not been so for a while, by the log. */
function wrongScreens(
	log: readonly RecordedEvent[],
	now: number,
	contestants: readonly Pick<Contestant, 'sbd' | 'screen' | 'actor' | 'online'>[]
): string[] {
	let floor = new Floor();
	const right = contestants.map(({ sbd }) => [floor.view(sbd)]);
	for (const [i, { seq, event }] of log.entries()) {
		if (event.type === 'undone') floor = floor.without(event.seq);
		else floor.apply({ seq, event });
		const isOver = (log[i + 1]?.at ?? Infinity) < now - onItsWay;
		if (!isOver) contestants.forEach(({ sbd }, n) => right[n]?.push(floor.view(sbd)));
	}
	return contestants.flatMap(({ sbd, screen, actor, online }, n) => {
		if (!online) return [`${actor.name} has no line`];
		if (sbd === null) return [];
		const { v: _, ...shown } = screen ?? { v: 0 };
		return right[n]?.some((view) => isDeepStrictEqual(shown, view))
			? []
			: [`${actor.name} shows ${JSON.stringify(shown)} and not ${JSON.stringify(right[n]?.at(-1))}`];
	});
}

/** Who asks for a seat again, because she has not heard that she has one, gets no second one (IN6). */
function seatsWrong(log: readonly RecordedEvent[], contestants: readonly Contestant[]): string[] {
	const seats = log.flatMap(({ event }) => (event.type === 'registered' ? event.contestants : []));
	return seats.length > contestants.length
		? [`${seats.length} seats were given to ${contestants.length} phones`]
		: [];
}

/** What was chosen after the time was up, by the true clock, was confirmed to nobody (PH3). */
function takenLate(
	log: readonly RecordedEvent[],
	contestants: readonly Contestant[],
	graceSeconds: number
): string[] {
	const until = new Map<number, number>();
	let q = 0;
	for (const { event } of log) {
		if ('q' in event) q = event.q;
		if ('closesAt' in event) until.set(q, Math.max(until.get(q) ?? 0, event.closesAt + graceSeconds * 1000));
	}
	return contestants.flatMap(({ actor, acks, choices, tappedAt }) =>
		acks.flatMap((ack) => {
			const i = choices.findIndex((choice) => isDeepStrictEqual(choice, { ...ack }));
			const late = beginning + (tappedAt[i] ?? 0) - (until.get(ack.q) ?? Infinity);
			// The database's clock is told in whole milliseconds, and measured over a line.
			return late > 50 ? [`${actor.name} chose ${Math.round(late)} ms too late, and it was confirmed`] : [];
		})
	);
}

const events: Partial<Record<string, string>> = {
	start: 'started',
	present: 'presented',
	open: 'opened',
	pause: 'paused',
	resume: 'resumed',
	reopen: 'reopened',
	reveal: 'revealed',
	void: 'voided',
	rescue: 'rescued',
	finish: 'finished'
};

/** What was confirmed to a host is in the log, once; and nothing is that nobody asked for (IN6). */
function ordersWrong(log: readonly RecordedEvent[], hosts: readonly Host[]): string[] {
	const ordered = hosts.flatMap((host) => host.ordered);
	return Object.entries(events).flatMap(([type, event]) => {
		const there = log.filter((logged) => logged.event.type === event).length;
		const done = ordered.filter((o) => o.type === type && o.done === true).length;
		const unknown = ordered.filter((o) => o.type === type && o.done === null).length;
		if (there < done) return [`${done} × ${type} was confirmed, and ${there} × ${event} is in the log`];
		if (there > done + unknown)
			return [`${event} is ${there} × in the log, and was asked for ${done + unknown} × at most`];
		return [];
	});
}
