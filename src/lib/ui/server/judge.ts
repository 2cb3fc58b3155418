import type { ServerFacts } from '$lib/protocol/server';

/** `slow`: people notice it, or will; `bad`: it has to be seen to now. */
export type State = 'ok' | 'slow' | 'bad';

/** What is not as it should be, with the figure that its sentence needs. */
export type Finding = { state: Exclude<State, 'ok'> } & (
	| { found: 'acks' | 'loop' | 'database'; ms: number }
	| { found: 'disk' | 'memory'; free: number }
	| { found: 'heap'; used: number; limit: number }
	| { found: 'records'; n: number }
);

/** From so much on, ms: a phone says "recorded" within 0.3 s without anybody thinking about it, and 1 s is what we promise. */
const acks = { slow: 300, bad: 1000 };
/** All phones wait so long when the program is busy with something else. */
const loop = { slow: 500, bad: 2000 };
const database = { slow: 100, bad: 1000 };
/** Below so much, bytes: as the check of the hall has it. */
const disk = { slow: 2_000_000_000, bad: 500_000_000 };
const memory = { slow: 300_000_000, bad: 100_000_000 };
/** Shares of what JavaScript may use; at the limit the process ends. */
const heap = { slow: 0.8, bad: 0.92 };

/** What is to be said of a server, the worst first; nothing: it does well. */
export function judge(facts: ServerFacts): Finding[] {
	const findings: (Finding | null)[] = [
		above(facts.acks?.p99 ?? 0, acks, (state, ms) => ({ found: 'acks', state, ms })),
		above(facts.loop.most, loop, (state, ms) => ({ found: 'loop', state, ms })),
		above(facts.database.ms, database, (state, ms) => ({ found: 'database', state, ms })),
		below(facts.database.free, disk, (state, free) => ({ found: 'disk', state, free })),
		below(facts.memory.free, memory, (state, free) => ({ found: 'memory', state, free })),
		above(facts.memory.heap / facts.memory.heapLimit, heap, (state) => ({
			found: 'heap',
			state,
			used: facts.memory.heap,
			limit: facts.memory.heapLimit
		})),
		facts.brokenRecords > 0 ? { found: 'records', state: 'bad', n: facts.brokenRecords } : null
	];
	const found = findings.filter((finding) => finding !== null);
	return found.sort((a, b) => Number(b.state === 'bad') - Number(a.state === 'bad'));
}

export const worstOf = (findings: readonly Finding[]): State => findings[0]?.state ?? 'ok';

interface Bounds {
	slow: number;
	bad: number;
}
type Say = (state: Finding['state'], value: number) => Finding;

function above(value: number, { slow, bad }: Bounds, say: Say): Finding | null {
	return value > bad ? say('bad', value) : value > slow ? say('slow', value) : null;
}

function below(value: number | null, { slow, bad }: Bounds, say: Say): Finding | null {
	if (value === null) return null;
	return value < bad ? say('bad', value) : value < slow ? say('slow', value) : null;
}
