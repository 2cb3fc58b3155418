import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	drawBy,
	drawLevels,
	offerOf,
	perLevel,
	swapFor,
	usualCounts,
	type DrawCandidate,
	type DrawLevel,
	type Wish
} from './drawing';

const day = 86_400_000;
const topics = ['Lịch sử', 'Địa lý', 'Luật', ''];
const plain: Omit<DrawCandidate, 'id'> = {
	topic: '',
	level: '',
	tags: [],
	approved: true,
	lastUsed: null,
	share: null,
	elsewhere: false
};
/** A hundred questions: twenty of each level and of none, five of each topic in each. */
const pool: DrawCandidate[] = Array.from({ length: 100 }, (_, i) => ({
	...plain,
	id: `q${i}`,
	topic: topics[i % 4] ?? '',
	level: drawLevels[i % 5] ?? '',
	tags: i % 10 === 0 ? ['Đoàn'] : [],
	approved: i % 3 !== 0,
	lastUsed: i % 7 === 0 ? i * day : null,
	elsewhere: i % 11 === 0
}));
const question = (id: string) => {
	const found = pool.find((q) => q.id === id);
	if (!found) throw new Error(`no question ${id}`);
	return found;
};
const counts = (given: Partial<Record<DrawLevel, number>>) => perLevel((level) => given[level] ?? 0);
const wish = (change: Partial<Wish> = {}): Wish => ({
	topics: [],
	tags: [],
	approvedOnly: false,
	unusedSince: null,
	notElsewhere: false,
	counts: counts({ recall: 10, comprehension: 6, application: 4 }),
	spares: 0,
	rising: true,
	...change
});
const levelsOf = (ids: string[]) => ids.map((id) => question(id).level);

describe('what there is to draw from', () => {
	it('is counted by level, and by topic and tag as if none of them were chosen yet', () => {
		const { levels, topics, tags } = offerOf(pool, wish({ topics: ['Luật'], tags: [] }));
		expect(levels).toEqual({
			recall: 5,
			comprehension: 5,
			application: 5,
			high_application: 5,
			'': 5
		});
		expect(topics).toEqual([
			['Địa lý', 25],
			['Lịch sử', 25],
			['Luật', 25],
			['', 25]
		]);
		expect(tags).toEqual([['Đoàn', pool.filter((q) => q.tags.length > 0 && q.topic === 'Luật').length]]);
	});

	it('leaves out what is not approved, was used since, or is wanted elsewhere', () => {
		const total = (change: Partial<Wish>) =>
			Object.values(offerOf(pool, wish(change)).levels).reduce((a, b) => a + b);
		expect(total({})).toBe(100);
		expect(total({ approvedOnly: true })).toBe(66);
		expect(total({ unusedSince: 0 })).toBe(85);
		// Used on day 0, 7 … 98: those of the days before the 50th may be used again.
		expect(total({ unusedSince: 50 * day })).toBe(93);
		expect(total({ notElsewhere: true })).toBe(90);
		expect(total({ tags: ['Đoàn', 'Hội'] })).toBe(10);
	});
});

describe('a proposal', () => {
	const offer = (levels: Partial<Record<DrawLevel, number>>) => ({
		topics: [],
		tags: [],
		levels: counts(levels)
	});

	it('is of five easy, three middle and two hard ones in ten, as far as there are such', () => {
		const plenty = { recall: 50, comprehension: 50, application: 50, '': 50 };
		expect(usualCounts(offer(plenty), 20)).toEqual(counts({ recall: 10, comprehension: 6, application: 4 }));
		expect(usualCounts(offer({ '': 50 }), 20)).toEqual(counts({ '': 20 }));
		expect(usualCounts(offer({ recall: 4, high_application: 2 }), 20)).toEqual(
			counts({ recall: 4, high_application: 2 })
		);
	});

	it('is never more than wished for or there, and as much as there is', () => {
		const n = fc.nat(30);
		const some = fc.record({ recall: n, comprehension: n, application: n, high_application: n, '': n });
		fc.assert(
			fc.property(some, fc.nat(60), (levels, wished) => {
				const proposed = usualCounts(offer(levels), wished);
				const sum = (of: Record<DrawLevel, number>) => drawLevels.reduce((all, level) => all + of[level], 0);
				for (const level of drawLevels) {
					expect(proposed[level]).toBeGreaterThanOrEqual(0);
					expect(proposed[level]).toBeLessThanOrEqual(levels[level]);
				}
				expect(sum(proposed)).toBe(Math.min(wished, sum(levels)));
			})
		);
	});
});

describe('a draw', () => {
	it('has so many of each level, from easy to hard, and no question twice', () => {
		const { questions, spares } = drawBy(pool, wish({ spares: 3 }), 'a');
		expect(levelsOf(questions)).toEqual([
			...Array(10).fill('recall'),
			...Array(6).fill('comprehension'),
			...Array(4).fill('application')
		]);
		expect(levelsOf(spares)).toEqual(['recall', 'comprehension', 'application']);
		expect(new Set([...questions, ...spares]).size).toBe(23);
	});

	it('is the same for the same seed, and another for another', () => {
		expect(drawBy(pool, wish({ spares: 2 }), 'a')).toEqual(drawBy(pool, wish({ spares: 2 }), 'a'));
		expect(drawBy(pool, wish(), 'a')).not.toEqual(drawBy(pool, wish(), 'b'));
	});

	it('takes from all topics alike, over the levels too', () => {
		const { questions } = drawBy(pool, wish(), 'a');
		const perTopic = topics.map((topic) => questions.filter((id) => question(id).topic === topic).length);
		expect(perTopic).toEqual([5, 5, 5, 5]);
	});

	it('holds to its conditions whatever is asked for, and gives what there is', () => {
		const n = fc.nat(30);
		const asked = fc.record({
			topics: fc.subarray(topics),
			tags: fc.subarray(['Đoàn', 'Hội']),
			approvedOnly: fc.boolean(),
			unusedSince: fc.constantFrom(null, 0, 50 * day),
			notElsewhere: fc.boolean(),
			counts: fc.record({ recall: n, comprehension: n, application: n, high_application: n, '': n }),
			spares: fc.nat(40),
			rising: fc.boolean()
		});
		fc.assert(
			fc.property(asked, fc.string(), (wish, seed) => {
				const offer = offerOf(pool, wish);
				const { questions, spares } = drawBy(pool, wish, seed);
				for (const level of drawLevels)
					expect(levelsOf(questions).filter((l) => l === level)).toHaveLength(
						Math.min(wish.counts[level], offer.levels[level])
					);
				const wanted = drawLevels.filter((level) => wish.counts[level] > 0);
				const left = wanted.reduce(
					(sum, level) => sum + offer.levels[level] - Math.min(wish.counts[level], offer.levels[level]),
					0
				);
				expect(spares).toHaveLength(Math.min(wish.spares, left));
				const all = [...questions, ...spares];
				expect(new Set(all).size).toBe(all.length);
				for (const q of all.map(question)) {
					expect(wish.topics.length === 0 || wish.topics.includes(q.topic)).toBe(true);
					expect(wish.tags.length === 0 || q.tags.some((tag) => wish.tags.includes(tag))).toBe(true);
					expect(!wish.approvedOnly || q.approved).toBe(true);
					expect(!wish.notElsewhere || !q.elsewhere).toBe(true);
					expect(wish.unusedSince === null || (q.lastUsed ?? -1) < wish.unusedSince).toBe(true);
				}
			})
		);
	});

	it('puts what proved easier first among those of a level', () => {
		const shares = [0.2, 0.9, 0.5];
		const proven = shares.map((share, i) => ({ ...plain, id: `p${i}`, level: 'recall' as const, share }));
		const { questions } = drawBy(proven, wish({ counts: counts({ recall: 3 }) }), 'a');
		expect(questions).toEqual(['p1', 'p2', 'p0']);
	});

	it('is in random order where that is wished for', () => {
		const levels = levelsOf(drawBy(pool, wish({ rising: false }), 'a').questions);
		expect(levels).not.toEqual(levels.toSorted((a, b) => drawLevels.indexOf(a) - drawLevels.indexOf(b)));
	});
});

describe('a swap', () => {
	const none = { drawn: [], passed: [] };

	it('gives another question of the same level and topic', () => {
		for (const seed of ['a', 'b', 'c', 'd']) {
			const other = question(swapFor(pool, wish(), question('q0'), none, seed) ?? '');
			expect(other).toMatchObject({ level: 'recall', topic: 'Lịch sử' });
			expect(other.id).not.toBe('q0');
		}
	});

	it('never gives one that is drawn already; of another topic when its own has no more', () => {
		const ofTopic = pool.filter((q) => q.level === 'recall' && q.topic === 'Lịch sử').map((q) => q.id);
		const other = swapFor(pool, wish(), question('q0'), { drawn: ofTopic, passed: [] }, 'a');
		expect(question(other ?? '')).toMatchObject({ level: 'recall' });
		expect(ofTopic).not.toContain(other);
		const ofLevel = pool.filter((q) => q.level === 'recall').map((q) => q.id);
		expect(swapFor(pool, wish(), question('q0'), { drawn: ofLevel, passed: [] }, 'a')).toBeNull();
	});

	it('comes back to what was turned down only when there is nothing else', () => {
		const ofLevel = pool.filter((q) => q.level === 'recall').map((q) => q.id);
		const [, first = '', ...others] = ofLevel;
		expect(swapFor(pool, wish(), question('q0'), { drawn: [], passed: [...others] }, 'a')).toBe(first);
		const again = swapFor(pool, wish(), question('q0'), { drawn: [], passed: ofLevel }, 'a');
		expect(ofLevel).toContain(again);
	});
});
