import { fileURLToPath } from 'node:url';

/**
 * One way in which the program could be wrong: what stands in a file, and what a careless hand would have written there; and what
 * must not let it pass. `faults`: the kinds of chaos that it shows in, with the moments in which they have to strike; any, where
 * none are named. `strikes`: how many of them.
 * @typedef {{
 *   name: string,
 *   file: string,
 *   edits: [find: string, put: string][],
 *   caughtBy: ('simulation' | 'chaos')[],
 *   faults?: Record<string, string[]>,
 *   strikes?: number
 * }} Mutant
 */

/**
 * What the proofs are proved by: each of these must be found out.
 * @type {Mutant[]}
 */
export const mutants = [
	{
		name: 'ack-before-commit',
		file: 'src/lib/server/live/answer-batch.ts',
		edits: [
			[
				'const stored = await this.store(batch.map((w) => w.answer));',
				`for (const { answer, tell } of batch)
				tell({ ok: true, choiceNo: answer.choiceNo, value: answer.value });
			const stored = await this.store(batch.map((w) => w.answer));`
			]
		],
		caughtBy: ['simulation', 'chaos'],
		faults: {
			'a process ends before answers': ['burst'],
			'the table of answers is held, then a process is killed': ['burst']
		}
	},
	{
		name: 'asynchronous-commit',
		file: 'src/lib/server/db/client.ts',
		edits: [
			[
				'connection: { application_name: name },',
				"connection: { application_name: name, synchronous_commit: 'off' },"
			]
		],
		caughtBy: ['chaos'],
		faults: { 'PostgreSQL stops at once': ['burst'] }
	},
	{
		name: 'no-row-lock',
		file: 'src/lib/server/live/answer-batch.ts',
		edits: [
			['select pg_advisory_xact_lock_shared(${contestLock}, ${id}::int)', 'select ${id}::int'],
			['for share of contest', '']
		],
		caughtBy: ['chaos'],
		faults: { 'writing takes long': ['close'] },
		// A write must begin on one process before the reveal and end after it: eight strikes have missed that.
		strikes: 24
	},
	{
		name: 'memory-only-dedupe',
		file: 'src/lib/server/contest/seats.ts',
		edits: [['if (hashes.size === 0) return new Map();', 'if (hashes.size >= 0) return new Map();']],
		caughtBy: ['simulation', 'chaos'],
		faults: { 'a process ends after seats': ['join'], 'what the server says is lost': ['join'] }
	},
	{
		name: 'late-answers-taken',
		file: 'src/lib/server/live/play.ts',
		edits: [
			[
				'const receivedAt = this.clock.now();',
				`const receivedAt = Math.min(
			this.clock.now(),
			socket.data.room.contest.state.turn?.closesAt ?? 0
		);`
			]
		],
		caughtBy: ['simulation', 'chaos']
	},
	{
		name: 'no-origin-check',
		file: 'src/lib/server/live/origin.ts',
		edits: [
			[
				'if (origin !== undefined) return own(origin);',
				'if (origin !== undefined) return own(origin) || true;'
			]
		],
		caughtBy: ['chaos']
	},
	{
		name: 'key-in-page-data',
		file: 'src/routes/(stage)/stage/[code]/+page.server.ts',
		edits: [
			[
				'return { code: params.code };',
				`return import('$lib/server/app').then(async ({ app }) => ({
		code: params.code,
		log: await app().db.selectFrom('contest_event').select('data').where('type', '=', 'prepared').execute()
	}));`
			]
		],
		caughtBy: ['chaos']
	},
	{
		name: 'no-handler-for-a-lost-database',
		file: 'src/lib/server/live/contests.ts',
		edits: [['void this.findMissed().catch(() => {})', 'void this.findMissed()']],
		caughtBy: ['simulation', 'chaos'],
		faults: { 'the database ends all connections': ['burst'], 'PostgreSQL stops at once': ['burst'] }
	}
];

/**
 * Puts a mutant in the place of what it mutates.
 * @param {string} name
 * @returns {import('vite').Plugin}
 */
export function mutate(name) {
	const mutant = mutants.find((one) => one.name === name);
	if (!mutant) throw new Error(`there is no mutant ${name}`);
	const file = fileURLToPath(new URL(`../${mutant.file}`, import.meta.url));
	return {
		name: `mutant ${name}`,
		enforce: 'pre',
		transform(text, id) {
			if (id.split('?')[0] !== file) return null;
			return mutated(text, mutant);
		}
	};
}

/**
 * The text of a file as the mutant has it; throws when the file has no longer what it mutates.
 * @param {string} text
 * @param {Mutant} mutant
 */
export function mutated(text, { name, file, edits }) {
	return edits.reduce((so, [find, put]) => {
		if (!so.includes(find)) throw new Error(`${file} has no longer what ${name} mutates`);
		return so.replace(find, () => put);
	}, text);
}
