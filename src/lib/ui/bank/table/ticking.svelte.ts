import { filterOf, type Chosen, type TableView } from '$lib/bank/filter';
import type { Rows } from './rows.svelte';
import { allTicks, countTicked, isTicked, noTicks, ticked, type Ticks } from './ticks';

/** Which rows of the view that is shown are ticked, one by one, by ranges, or all of them. */
export class Ticking {
	ticks = $state.raw<Ticks>(noTicks);
	/** The place where a range begins. */
	anchor = 0;
	readonly #rows: () => Rows;
	readonly #view: () => TableView;

	constructor(rows: () => Rows, view: () => TableView) {
		this.#rows = rows;
		this.#view = view;
	}

	/** How many. */
	get n(): number {
		return countTicked(this.ticks, this.#rows().total);
	}

	/** The ticked questions, as the server is told. */
	get chosen(): Chosen {
		const { all, ids } = this.ticks;
		return all ? { filter: filterOf(this.#view()), except: [...ids] } : { ids: [...ids] };
	}

	has(id: string): boolean {
		return isTicked(this.ticks, id);
	}

	/** Ticks or unticks the row at this place; a range begins there. */
	turn(place: number): void {
		const row = this.#rows().at(place);
		if (!row) return;
		this.anchor = place;
		this.ticks = ticked(this.ticks, [row.id], !this.has(row.id));
	}

	/** Ticks from where the range begins up to this place. */
	async extend(place: number): Promise<void> {
		const [first, last] = [Math.min(this.anchor, place), Math.max(this.anchor, place)];
		const between = await this.#rows().between({ first, end: last + 1 });
		this.ticks = ticked(
			this.ticks,
			between.map((row) => row.id),
			true
		);
	}

	all(): void {
		this.ticks = allTicks;
	}

	none(): void {
		this.ticks = noTicks;
	}
}
