import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** Gives an element the focus as soon as it is there, in a dialog too. */
export const focused: Attachment<HTMLElement> = (node) => void tick().then(() => node.focus());

/** Where a key belongs to what has the focus, it is not the console's. */
export function keyIsTaken(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		target.closest('input, textarea, select, button, a, summary, dialog') !== null
	);
}
