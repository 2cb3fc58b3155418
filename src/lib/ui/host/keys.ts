import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { isTyping } from '$lib/ui/common/typing';

/** Gives an element the focus as soon as it is there, in a dialog too. */
export const focused: Attachment<HTMLElement> = (node) => void tick().then(() => node.focus());

/** Where a key belongs to what has the focus, it is not the console's: all keys to fields, Space and Enter to buttons. */
export function keyIsTaken(event: KeyboardEvent): boolean {
	if (isTyping(event)) return true;
	const { key, target } = event;
	// What is in a dialog here is in one that is closed.
	if (!(target instanceof HTMLElement) || target.closest('dialog')) return false;
	return (key === ' ' || key === 'Enter') && target.closest('input, button, a, summary') !== null;
}

/** Escape leaves a field of the console, so that the next Space is the console's again; a dialog keeps its own Escape. */
export function leaveField({ key, target }: KeyboardEvent): void {
	if (key === 'Escape' && target instanceof HTMLElement && !target.closest('dialog')) target.blur();
}

/** Lets go of a button that was clicked with a pointer, so that the next Space is the console's and not that button's. */
export function letGo({ detail, target }: MouseEvent): void {
	if (detail === 0 || !(target instanceof HTMLElement)) return;
	target.closest<HTMLElement>(':not(dialog *):is(button, a, summary)')?.blur();
}
