import { z } from 'zod';

const kept = z.array(z.string());

/** What somebody has ticked by hand for a contest, kept on this machine. */
export class Ticks {
	#ticked = $state.raw<ReadonlySet<string>>(new Set());
	readonly #memory: string;

	constructor(contest: number) {
		this.#memory = `hall-ticks-${contest}`;
	}

	/** Reads what was ticked before; in the browser. */
	recall(): void {
		try {
			const read = kept.safeParse(JSON.parse(localStorage.getItem(this.#memory) ?? '[]'));
			if (read.success) this.#ticked = new Set(read.data);
		} catch {
			// Storage is barred, or holds what is not ours: nothing is ticked.
		}
	}

	has(name: string): boolean {
		return this.#ticked.has(name);
	}

	set(name: string, on: boolean): void {
		const ticked = new Set(this.#ticked);
		if (on) ticked.add(name);
		else ticked.delete(name);
		this.#ticked = ticked;
		try {
			localStorage.setItem(this.#memory, JSON.stringify([...ticked]));
		} catch {
			// Storage barred: it holds until the page is closed.
		}
	}
}
