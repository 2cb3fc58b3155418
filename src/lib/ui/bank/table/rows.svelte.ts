import type { TableRow } from '$lib/bank/question';
import { windowsOf, type Range } from './visible';

/** Rows that are asked for at once; the page comes with the first ones. */
const size = 100;

/** What the server says of a window of rows. */
interface Window {
	total: number;
	rows: TableRow[];
}

/** The rows of one view, got by windows as they are looked at. */
export class Rows {
	/** How many the view shows in all. */
	readonly total: number;
	#windows: Record<number, readonly TableRow[]> = $state.raw({});
	/** Of the same view before something changed: shown until the new ones are there. */
	readonly #before: Readonly<Record<number, readonly TableRow[]>>;
	readonly #address: string;
	#wanted: Range = { first: 0, end: 0 };
	#fetching = false;

	/** `address`: gives windows of this view; `before`: what to show of the same view meanwhile. */
	constructor(address: string, first: Window, before?: Rows) {
		this.#address = address;
		this.total = first.total;
		this.#windows = { 0: first.rows };
		const same = before !== undefined && before.#address === address;
		this.#before = same ? { ...before.#before, ...before.#windows } : {};
	}

	/** The row at this place, from 0, if it is here already. */
	at(place: number): TableRow | undefined {
		const n = Math.floor(place / size);
		return (this.#windows[n] ?? this.#before[n])?.[place % size];
	}

	/** Sees to it that these rows come. While some are under way, only the last wish counts. */
	want(range: Range): void {
		this.#wanted = range;
		if (!this.#fetching) void this.#fetchWanted();
	}

	/** These rows, got where they are not here yet. */
	async between({ first, end }: Range): Promise<TableRow[]> {
		for (const n of windowsOf({ first, end }, size)) if (!this.#windows[n]) await this.#fetch(n);
		const places = Array.from({ length: end - first }, (_, i) => first + i);
		return places.flatMap((place) => this.at(place) ?? []);
	}

	async #fetchWanted(): Promise<void> {
		this.#fetching = true;
		const missing = () => windowsOf(this.#wanted, size).find((n) => !this.#windows[n]);
		for (let n = missing(); n !== undefined; n = missing()) if (!(await this.#fetch(n))) break;
		this.#fetching = false;
	}

	/** False when the server did not answer; whoever scrolls on asks again. */
	async #fetch(n: number): Promise<boolean> {
		try {
			const response = await fetch(`${this.#address}&from=${n * size}&count=${size}`);
			if (!response.ok) return false;
			const { rows }: Window = await response.json();
			this.#windows = { ...this.#windows, [n]: rows };
			return true;
		} catch {
			return false;
		}
	}
}
