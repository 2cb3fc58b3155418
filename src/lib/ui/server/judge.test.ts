import { expect, test } from 'vitest';
import type { ServerFacts } from '$lib/protocol/server';
import { judge, worstOf } from './judge';

const good: ServerFacts = {
	at: 0,
	upMs: 0,
	version: '0',
	node: '20',
	lines: { contestant: 0, onlooker: 0, unseated: 0, stage: 0, host: 0 },
	answers: { accepted: 0, refused: [] },
	acks: { count: 1, p50: 4, p99: 20, most: 90 },
	batches: null,
	loop: { p99: 1, most: 30 },
	memory: { program: 2e8, heap: 1e8, heapLimit: 4e9, free: 4e9, total: 8e9 },
	database: { ms: 1, used: 0, of: 10, bytes: 1e7, elsewhere: false, free: 5e10 },
	contests: [],
	brokenRecords: 0
};
const found = (facts: Partial<ServerFacts>) =>
	judge({ ...good, ...facts }).map(({ found, state }) => `${found} ${state}`);

test('a server that does well has nothing to be said of it', () => {
	expect(judge(good)).toEqual([]);
	expect(worstOf(judge(good))).toBe('ok');
	// One answer that waited long says nothing of the others; no answers at all say nothing.
	expect(found({ acks: { count: 500, p50: 4, p99: 50, most: 3000 } })).toEqual([]);
	expect(found({ acks: null, database: { ...good.database, free: null } })).toEqual([]);
});

test.each([
	[{ acks: { count: 9, p50: 4, p99: 301, most: 400 } }, 'acks slow'],
	[{ acks: { count: 9, p50: 4, p99: 1001, most: 2000 } }, 'acks bad'],
	[{ loop: { p99: 1, most: 501 } }, 'loop slow'],
	[{ database: { ...good.database, ms: 101 } }, 'database slow'],
	[{ database: { ...good.database, free: 1.9e9 } }, 'disk slow'],
	[{ database: { ...good.database, free: 4e8 } }, 'disk bad'],
	[{ memory: { ...good.memory, free: 2e8 } }, 'memory slow'],
	[{ memory: { ...good.memory, heap: 3.9e9 } }, 'heap bad'],
	[{ brokenRecords: 1 }, 'records bad']
])('%j: %s', (facts, expected) => {
	expect(found(facts)).toEqual([expected]);
});

test('the worst comes first', () => {
	const facts = { loop: { p99: 1, most: 600 }, brokenRecords: 2 };
	expect(found(facts)).toEqual(['records bad', 'loop slow']);
});
