import { presets } from '$lib/contest/presets';
import { plainRound, type Round, type Rules } from '$lib/contest/rules';
import type { ContestQuestion, Prepared } from '$lib/contest/state';
import { readConfig } from '$lib/server/config';
import { act } from '$lib/server/contest/act';
import { noHead } from '$lib/server/contest/chain';
import { startLive } from '$lib/server/live';
import type { Db } from '$lib/server/db/client';
import { databaseOf, type SharedDatabase } from './database';
import { Actor, type World } from './scheduler';
import { Port } from './sockets';

export const contestId = 1;
export const code = '123456';

/** A contest of the kind that this seed draws. */
export function drawnContest({ random }: World): { prepared: Prepared; questions: number } {
	const questions = Math.floor(random.between(3, 6));
	const base = presets.school100.rules;
	const rules: Rules = {
		...base,
		registration: 'open',
		capacity: 50,
		lateJoin: random.pick(['never', 'first_close']),
		graceSeconds: random.pick([0, 0.3, 1]),
		firstChoiceLocks: random.chance(0.25),
		phonesReadAlong: random.chance(0.5),
		sealedStart: random.chance(0.3),
		everyoneFails: random.pick(['stay', 'void', 'rescue']),
		audience: { joins: false, eliminatedPlay: false, lifeline: false },
		rescue: {
			...base.rescue,
			afterQuestions: random.chance(0.5) ? [2] : [],
			atMost: null,
			floorEmpty: true,
			quota: 2,
			choice: random.pick(['recent', 'random', 'most_correct'])
		}
	};
	const round: Round = {
		...plainRound,
		name: 'Chinh phục',
		elimination: random.pick<Round['elimination']>(['knockout', 'warmup', 'lives', 'knockout']),
		lives: 2,
		seconds: 3
	};
	const question = (no: number, kind: ContestQuestion['kind']): ContestQuestion => ({
		type: 'single',
		text: `Câu ${no}?`,
		options: ['Một', 'Hai', 'Ba'],
		key: 'B',
		accepted: [],
		explanation: '',
		source: '',
		asOf: '',
		topic: '',
		level: '',
		tags: [],
		seconds: null,
		note: '',
		media: [],
		no,
		kind,
		round: kind === 'main' ? 0 : -1,
		limitMs: Math.floor(random.between(2, 5)) * 1000,
		bankId: null
	});
	const all = Array.from({ length: questions + 3 }, (_, i) =>
		question(i + 1, i < questions + 1 ? 'main' : 'spare')
	);
	const prepared: Prepared = {
		title: 'Thử',
		organizer: '',
		rules,
		rounds: [round],
		units: [],
		questions: all,
		awards: []
	};
	return { prepared, questions };
}

/** A process of the program, that can be killed and started again. */
export class Process {
	actor: Actor;
	port: Port;
	serves = false;
	holdPool: (ms: number) => void = () => {};
	private abandon = () => {};
	private lives = 0;

	constructor(
		private readonly world: World,
		private readonly shared: SharedDatabase,
		readonly name: string
	) {
		this.actor = new Actor(name);
		this.port = new Port(world, this.actor);
	}

	/** Serves as soon as it has read what it needs; tries again while the database is away, as its keeper would. */
	start(): void {
		const { world, shared } = this;
		const actor = new Actor(`${this.name}, life ${this.lives++}`);
		const port = new Port(world, actor);
		this.actor = actor;
		this.port = port;
		world.after(1, actor, () => {
			const { database, abandon, holdPool } = databaseOf(shared, actor);
			this.abandon = abandon;
			this.holdPool = holdPool;
			// A port is all of an HTTP server that Socket.IO's stand-in asks for.
			startLive(database, readConfig({}), port as never).then(
				() => (this.serves = true),
				() => {
					this.kill();
					world.after(500, shared.actor, () => this.start());
				}
			);
		});
	}

	/** Dead at once. `told`: its connections break in the sight of the phones; else they only fall silent. */
	kill(told = true): void {
		this.serves = false;
		this.actor.alive = false;
		this.abandon();
		for (const line of [...this.port.lines]) {
			if (told)
				this.world.after(this.world.random.between(0, 30), line.owner, () =>
					line.endClient('transport close')
				);
			else line.black(true);
			line.server = null;
		}
	}
}

/** Writes the contest and opens its waiting room, before anything else happens. */
export async function layContest(shared: SharedDatabase, prepared: Prepared): Promise<void> {
	const { postgres, actor, world } = shared;
	const tx = postgres.begin();
	await postgres.insert(tx, 'contest', {
		id: contestId,
		code,
		title: prepared.title,
		phase: 'draft',
		version: 0,
		head: noHead,
		open_question: null,
		accept_until: null,
		first_choice_locks: false,
		card_secret: new Uint8Array(32).fill(7),
		chain_id: null,
		rehearsal_of: null,
		updated_at: new Date(0),
		setup: { rules: prepared.rules, rounds: prepared.rounds, awards: [] }
	});
	postgres.commit(tx);
	const outcome = await inWorld(world, actor, databaseOf(shared, actor).database.db, (db) =>
		act(db, contestId, undefined, async (acting) => acting.do({ type: 'prepare', prepared }, 'simulation'))
	);
	if (!outcome.ok || !outcome.value.ok) throw new Error('the contest could not be prepared');
}

/** Runs something with the database to its end, in a world that goes on meanwhile. */
export async function inWorld<T>(
	world: World,
	actor: Actor,
	db: Db,
	work: (db: Db) => Promise<T>
): Promise<T> {
	let done: { value: T } | { error: unknown } | null = null;
	world.after(0, actor, () => {
		work(db).then(
			(value) => (done = { value }),
			(error: unknown) => (done = { error })
		);
	});
	await world.runUntil(() => done !== null, world.now + 60_000);
	const outcome = done as { value: T } | { error: unknown } | null;
	if (outcome && 'value' in outcome) return outcome.value;
	throw outcome ? outcome.error : new Error('it never ended');
}
