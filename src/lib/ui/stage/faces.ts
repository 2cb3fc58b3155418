import type { Floor } from '$lib/protocol/stage';

/** What each seat shows: the letter of its state; in a round of lives, on the floor, the digit of the lives left (EL2). */
export function faces({ states, lives }: Pick<Floor, 'states' | 'lives'>): string {
	if (lives === '') return states;
	return [...states].map((state, i) => (state === 'i' ? (lives[i] ?? state) : state)).join('');
}

/** The lives that a face tells; 0 where it tells none. */
export function livesOf(face: string): number {
	return face >= '1' && face <= '9' ? Number(face) : 0;
}
