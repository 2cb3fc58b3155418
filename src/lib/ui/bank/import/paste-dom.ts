import type { Block, Line, Run } from '$lib/bank/reading/passage';

/** The document as elements that `documentOf` reads back, with nothing of where it was copied from. */
export function elementsOf(blocks: readonly Block[]): DocumentFragment {
	const all = document.createDocumentFragment();
	for (const block of blocks)
		if ('table' in block) {
			const table = document.createElement('table');
			for (const row of block.table.rows) {
				const tr = table.insertRow();
				for (const cell of row) tr.insertCell().append(...paragraphs(cell));
			}
			all.append(table);
		} else all.append(...paragraphs([block.line], all.lastElementChild));
	return all;
}

/** Puts the document where the caret is in the box, or instead of all that is in it. The caret stands behind it then. */
export function putInto(box: HTMLElement, blocks: readonly Block[], instead = isBlank(box)): void {
	const elements = elementsOf(blocks);
	const last = elements.lastChild;
	const selection = getSelection();
	if (!instead && selection?.rangeCount && box.contains(selection.anchorNode)) {
		const range = selection.getRangeAt(0);
		range.deleteContents();
		range.insertNode(elements);
	} else if (instead) box.replaceChildren(elements);
	else box.append(elements);
	if (last) selection?.collapse(last, last.childNodes.length);
}

/** Whether nothing is written in the box. */
export function isBlank(box: HTMLElement): boolean {
	return (box.textContent ?? '').trim() === '';
}

/** Lines that continue a paragraph stand in it behind a line break. */
function paragraphs(lines: readonly Line[], before: Element | null = null): Element[] {
	const made: Element[] = [];
	for (const line of lines) {
		const open = made.at(-1) ?? before;
		const words = line.runs.map(shown);
		if (line.continues && open) open.append(document.createElement('br'), ...words);
		else {
			const paragraph = document.createElement(line.heading ? 'h3' : 'p');
			if (line.label !== '') paragraph.dataset['label'] = line.label;
			if (line.depth >= 0) paragraph.dataset['depth'] = String(line.depth);
			paragraph.append(...words);
			made.push(paragraph);
		}
	}
	return made;
}

function shown(run: Run): Node {
	let whole: Node = document.createDocumentFragment();
	run.text.split('\t').forEach((text, i) => {
		if (i > 0) {
			const tab = whole.appendChild(document.createElement('span'));
			tab.setAttribute('style', 'mso-tab-count:1;white-space:pre');
			tab.textContent = '\t';
		}
		whole.appendChild(document.createTextNode(text));
	});
	const inside = (name: string) => {
		const element = document.createElement(name);
		element.append(whole);
		whole = element;
		return element;
	};
	if (run.object !== null) inside('span').dataset['object'] = run.object;
	if (run.script !== '') inside(run.script === 'sub' ? 'sub' : 'sup');
	if (run.strike) inside('s');
	if (run.underline) inside('u');
	if (run.italic) inside('i');
	if (run.bold) inside('b');
	if (run.highlight) inside('mark');
	if (run.colour !== '') inside('span').setAttribute('style', `color:#${run.colour}`);
	return whole;
}
