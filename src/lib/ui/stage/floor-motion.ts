import type { FloorLayout } from './floor-seats';

/** How one seat changes: from one state to another, beginning at `start` (ms after the wave begins). */
export interface Change {
	from: string;
	to: string;
	start: number;
}

/** How long one seat takes to change. */
export const changeMs = 700;
/** At the reveal the key has its moment first; so much later the seats go dark, ms. */
export const fallAfterMs = 1800;
/** How long the wave takes to cross the floor. */
export const waveMs = 1800;

/** The state that a seat was in before what its letter tells: `n` has just left, `b` has just come back. */
export function stateBefore(state: string): string {
	return state === 'n' ? 'i' : state === 'b' ? 'o' : state;
}

/**
 * Which seats change, and when, by index: those that leave or return do so in a wave across the floor, each with a
 * little delay of its own; all others change at once.
 */
export function changes(before: string, after: string, layout: FloorLayout): Map<number, Change> {
	const found = new Map<number, Change>();
	for (let i = 0; i < after.length; i++) {
		const to = after.charAt(i);
		const from = before.charAt(i) || stateBefore(to);
		if (from === to) continue;
		const inWave = to === 'n' || to === 'b';
		const along = layout.span > 0 ? (layout.centreOf(i).x - layout.left) / layout.span : 0;
		found.set(i, { from, to, start: inWave ? along * waveMs * 0.75 + scatter(i) * waveMs * 0.25 : 0 });
	}
	return found;
}

/** When the last of these changes is over, ms after the beginning. */
export function wholeMs(moving: Map<number, Change>): number {
	let end = 0;
	for (const { start } of moving.values()) end = Math.max(end, start + changeMs);
	return end;
}

/** The same fraction from 0 to 1 for the same seat, without order. */
function scatter(i: number): number {
	const x = Math.sin((i + 1) * 12.9898) * 43758.5453;
	return x - Math.floor(x);
}
