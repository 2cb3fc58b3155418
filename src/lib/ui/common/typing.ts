/** Whether a key belongs to what has the focus and not to the page: a field that is written in, or a dialog. */
export function isTyping({ target }: KeyboardEvent): boolean {
	if (!(target instanceof HTMLElement)) return false;
	// A dialog that has just closed keeps the focus until the browser draws again.
	if (target.closest('dialog:not([open])')) return false;
	return target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog') !== null;
}
