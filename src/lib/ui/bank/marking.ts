/*
 * Marks around what is selected in a text field, as buttons and keys set them (see markup.ts).
 */

/** A change of a field: `insert` takes the place of what stands from `from` to `to`; then this much of it is selected. */
export interface Edit {
	from: number;
	to: number;
	insert: string;
	start: number;
	end: number;
}

/** Sets the marks around the selection, without the spaces at its ends; takes them away where they stand already. */
export function mark(text: string, start: number, end: number, open: string, close: string): Edit {
	const said = text.slice(start, end);
	const from = start + (said.length - said.trimStart().length);
	const to = Math.max(from, end - (said.length - said.trimEnd().length));
	const inner = text.slice(from, to);
	if (endsWithMark(text.slice(0, from), open) && startsWithMark(text.slice(to), close)) {
		const at = from - open.length;
		return { from: at, to: to + close.length, insert: inner, start: at, end: at + inner.length };
	}
	const at = from + open.length;
	return { from, to, insert: open + inner + close, start: at, end: at + inner.length };
}

/** `*` stands at the end of `*` and `***`, not of `**`, which is another mark. */
function endsWithMark(before: string, mark: string): boolean {
	if (mark !== '*') return before.endsWith(mark);
	return (/\*+$/.exec(before)?.[0].length ?? 0) % 2 === 1;
}

function startsWithMark(after: string, mark: string): boolean {
	if (mark !== '*') return after.startsWith(mark);
	return (/^\*+/.exec(after)?.[0].length ?? 0) % 2 === 1;
}

/** The formula that the selection touches, from `$` to `$`; else the selection itself. */
export function formulaAt(
	text: string,
	start: number,
	end: number
): { from: number; to: number; tex: string } {
	for (const { index, 0: found } of text.matchAll(/\$[^$\n]+\$/g))
		if (index <= start && end <= index + found.length)
			return { from: index, to: index + found.length, tex: found.slice(1, -1) };
	return { from: start, to: end, tex: text.slice(start, end) };
}

/** Changes the field as if it had been typed, so that it can be undone. */
export function apply(field: HTMLInputElement | HTMLTextAreaElement, edit: Edit): void {
	field.focus();
	field.setSelectionRange(edit.from, edit.to);
	const done =
		edit.insert === ''
			? document.execCommand('delete')
			: document.execCommand('insertText', false, edit.insert);
	if (!done) {
		field.setRangeText(edit.insert, edit.from, edit.to);
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
	}
	field.setSelectionRange(edit.start, edit.end);
}
