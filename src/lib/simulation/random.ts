/** Numbers that look random and that the seed alone decides, so that a run can be repeated. */
export class Random {
	private state: number;

	constructor(private readonly seed: string) {
		// FNV-1a, so that seeds that differ in a letter have nothing in common.
		let h = 0x811c9dc5;
		for (let i = 0; i < seed.length; i++) h = Math.imul(h ^ seed.charCodeAt(i), 0x01000193);
		this.state = h >>> 0;
	}

	/** A source of its own for one part of the run: what others draw does not change it. */
	of(part: string | number): Random {
		return new Random(`${this.seed}/${part}`);
	}

	/** From 0 up to, but not including, 1 (mulberry32). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let t = this.state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	between(from: number, to: number): number {
		return from + (to - from) * this.next();
	}

	/** One of a list that has at least one. */
	pick<T>(list: readonly [T, ...T[]]): T {
		return list[Math.floor(this.next() * list.length)] ?? list[0];
	}
}
