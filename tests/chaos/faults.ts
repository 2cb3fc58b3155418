import { setTimeout as sleep } from 'node:timers/promises';
import type { HostCommand } from '$lib/protocol/host';
import type { Random } from '$lib/simulation/random';
import { statements, type Statement } from './database-line';
import type { Process, World } from './world';

/** When it strikes: while phones take their seats, in the burst of answers, or within a command of the host. */
export type Moment = 'join' | 'burst' | HostCommand['type'];

/** One way in which the world breaks. */
export interface Fault {
	kind: string;
	moments: readonly [Moment, ...Moment[]];
	/** Resolves when it is over, and all has to come right from then on. */
	strike: (world: World, random: Random) => Promise<void> | void;
}

const commands = ['present', 'open', 'close', 'reveal'] as const;
const burst = ['burst'] as const;
const one = (world: World, random: Random): Process => random.pick(world.processes);

const plain: Fault[] = [
	{
		kind: 'a process is killed',
		moments: ['join', 'burst', ...commands],
		strike: (world, random) => one(world, random).kill()
	},
	{
		kind: 'both processes are killed',
		moments: ['join', 'burst'],
		strike: (world) => world.processes.forEach((process) => process.kill())
	},
	{
		kind: 'the table of answers is held, then a process is killed',
		moments: burst,
		strike: async (world, random) => {
			await held(world, 'answer', 300, () => one(world, random).kill());
		}
	},
	{
		kind: 'PostgreSQL stops at once',
		moments: ['join', 'burst', ...commands],
		strike: (world) => world.stopPostgres()
	},
	{
		kind: 'all connections wait for a table',
		moments: ['burst', 'close'],
		strike: (world, random) => held(world, random.pick(['answer', 'contest', 'contest_event']), 2500)
	},
	{
		kind: 'the disk is full',
		moments: burst,
		strike: async (world, random) => {
			world.limitFiles(8192);
			await sleep(random.between(500, 2500));
			try {
				world.limitFiles('unlimited');
			} catch {
				// It has ended meanwhile, which is what it does when it can not write its log.
			}
		}
	},
	{
		kind: 'writing takes long',
		moments: ['burst', 'close'],
		strike: (world, random) => slowWrites(world, random.between(0.3, 1.2))
	},
	{
		kind: 'the database ends all connections',
		moments: ['burst', ...commands],
		strike: async ({ database: { sql } }) => {
			await sql`select pg_terminate_backend(pid) from pg_stat_activity
				where application_name like 'chuong-vang%' and application_name not like '%chaos%'`;
		}
	},
	{
		kind: 'the line to the database breaks',
		moments: ['burst', ...commands],
		strike: (world, random) => one(world, random).database.cut()
	},
	{
		kind: 'a process is stopped and woken',
		moments: ['burst', ...commands],
		strike: async (world, random) => {
			const process = one(world, random);
			process.freeze();
			await sleep(random.pick([3000, 8000, 20_000]));
			process.thaw();
		}
	},
	{
		kind: 'a process is asked to end',
		moments: ['burst', 'close'],
		strike: (world, random) => one(world, random).terminate()
	},
	{
		kind: 'the router is restarted',
		moments: ['join', 'burst'],
		strike: (world) => world.hall.cut()
	},
	{
		kind: 'the hall has no network',
		moments: burst,
		strike: async (world, random) => {
			world.hall.black();
			await sleep(random.between(1000, 9000));
			world.hall.light();
		}
	},
	{
		kind: 'what the server says is lost',
		moments: ['join', 'burst'],
		strike: async (world, random) => {
			world.hall.deafen();
			await sleep(random.between(300, 1500));
			world.hall.cut();
		}
	},
	{
		kind: 'the network is slow',
		moments: ['join', 'burst'],
		strike: async (world, random) => {
			world.hall.slow(random.between(200, 900));
			await sleep(4000);
			world.hall.slow(0);
		}
	}
];

/** Where a process ends: before each statement, and when it is done and the process has not heard of it. */
const failpoints: Fault[] = (Object.keys(statements) as Statement[]).flatMap((statement) =>
	(['before', 'after'] as const).map((when): Fault => ({
		kind: `a process ends ${when} ${statement}`,
		moments: statement === 'answers' ? burst : statement === 'seats' ? ['join'] : commands,
		strike: (world) => atStatement(world, statement, when, (process) => process.kill())
	}))
);

const lostReplies: Fault[] = (['commit', 'answers'] as const).map((statement) => ({
	kind: `the answer to ${statement} never comes`,
	moments: statement === 'answers' ? burst : commands,
	strike: (world) => atStatement(world, statement, 'after', (process) => process.database.cut())
}));

export const faults: readonly Fault[] = [...plain, ...failpoints, ...lostReplies];

/** Waits until either process comes to a place. Whoever comes first has the trouble. */
async function atStatement(
	{ processes }: World,
	statement: Statement,
	when: 'before' | 'after',
	trouble: (process: Process) => void
): Promise<void> {
	await new Promise<void>((resolve) => {
		const letGo = () => {
			for (const { database } of processes) database.letGo();
			resolve();
		};
		for (const process of processes)
			process.database.stopAt({
				statement,
				when,
				reach: () => {
					letGo();
					trouble(process);
				}
			});
		// A statement that nobody says breaks nothing.
		setTimeout(letGo, 6000).unref();
	});
}

/** A table is locked for so long; `meanwhile` is done when half of the time has passed. */
async function held(
	{ database: { sql } }: World,
	table: string,
	ms: number,
	meanwhile: () => void = () => {}
): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`lock table ${tx(table)} in exclusive mode`;
		await sleep(ms / 2);
		meanwhile();
		await sleep(ms / 2);
	});
}

/** Every batch of answers takes so many seconds inside the database. */
async function slowWrites({ database: { sql } }: World, seconds: number): Promise<void> {
	await sql.unsafe(`
		create or replace function pg_temp_slow() returns trigger language plpgsql
			as $$ begin perform pg_sleep(${seconds}); return null; end $$;
		create trigger slow after insert on answer for each statement execute function pg_temp_slow()`);
	await sleep(3000);
	await sql.unsafe('drop trigger slow on answer; drop function pg_temp_slow()');
}
