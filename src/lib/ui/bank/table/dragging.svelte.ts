import type { Chosen } from '$lib/bank/filter';
import type { TableRow } from '$lib/bank/question';
import type { Rows } from './rows.svelte';
import type { Ticking } from './ticking.svelte';

type Side = 'before' | 'behind';

/** Rows that are dragged to another place or topic: the ticked ones when one of them is taken hold of, else that one. */
export class Dragging {
	/** `ids`: null when they are too many to name, and so can only go to a topic. */
	dragged = $state.raw<{ chosen: Chosen; ids: string[] | null; n: number }>();
	dropAt = $state.raw<{ place: number; side: Side }>();
	readonly #rows: () => Rows;
	readonly #ticking: Ticking;

	constructor(rows: () => Rows, ticking: Ticking) {
		this.#rows = rows;
		this.#ticking = ticking;
	}

	/** `chip`: what goes with the pointer. */
	start(event: DragEvent, row: TableRow | undefined, chip: Element | undefined): void {
		if (!row || !event.dataTransfer) return event.preventDefault();
		const { ticks, chosen, n } = this.#ticking;
		this.dragged = this.#ticking.has(row.id)
			? { chosen, ids: ticks.all ? null : [...ticks.ids], n }
			: { chosen: { ids: [row.id] }, ids: [row.id], n: 1 };
		event.dataTransfer.effectAllowed = 'move';
		event.dataTransfer.setData('text/plain', row.text);
		if (chip) event.dataTransfer.setDragImage(chip, -12, -4);
	}

	over(event: DragEvent, place: number): void {
		if (!this.dragged?.ids || !(event.currentTarget instanceof HTMLElement)) return;
		event.preventDefault();
		const { top, height } = event.currentTarget.getBoundingClientRect();
		const side = event.clientY < top + height / 2 ? 'before' : 'behind';
		if (this.dropAt?.place !== place || this.dropAt.side !== side) this.dropAt = { place, side };
	}

	/** The row that they were dropped at, and which ones; undefined when that changes nothing. */
	drop(): { ids: string[]; target: string; side: Side } | undefined {
		const [ids, at] = [this.dragged?.ids, this.dropAt];
		const target = at && this.#rows().at(at.place)?.id;
		this.end();
		return at && target && ids && !ids.includes(target) ? { ids, target, side: at.side } : undefined;
	}

	end(): void {
		this.dragged = undefined;
		this.dropAt = undefined;
	}
}
