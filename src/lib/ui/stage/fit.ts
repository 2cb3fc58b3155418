import type { Attachment } from 'svelte/attachments';
import { largest } from './largest';

export interface Fit {
	/** Smallest and largest size, in the stage's units. */
	min: number;
	max: number;
	/** In how many columns the options may stand, the preferred one first. */
	columns: number[];
	/** Whatever the size depends on: it is looked for again when this changes. */
	content: unknown;
}

/** A way of setting the content, and what it is worth. */
interface Setting {
	columns: number;
	size: number;
	worth: number;
}

/** Another way than the preferred one must gain so much. */
const worthwhile = 1.06;
/** What is marked `data-line` is easier to take in on one line: each further one, up to the third, costs so much size. */
const lineCost = 0.85;
/** How full the room counts as where a line breaks: by how much it is too large is not known. */
const tooLarge = 1.2;

/**
 * Finds the largest type (`--fit`, px) and the columns (`--columns`) with which the only child of the element fits in its
 * height, with no word broken in what is marked `data-whole`, and rather smaller than with what is marked `data-line` in
 * several lines. Finds them again when the element's size changes, the typeface arrives, or something in it is exchanged.
 */
export function fit({ min, max, columns }: Fit): Attachment<HTMLElement> {
	return (box) => {
		const content = box.firstElementChild;
		if (!(content instanceof HTMLElement)) return;
		// Nothing in it moves anything around it: so each trial lays out a small tree, and not the whole stage.
		box.style.contain = 'size layout';
		let fitted = '';
		const sizeOf = () => `${box.clientWidth} ${box.clientHeight}`;
		const refit = () => {
			fitted = sizeOf();
			box.toggleAttribute('data-unbroken', true);
			// As high as what is written, however high it stands in the end.
			content.style.minHeight = '0';
			// Balanced lines are as many as plain ones, which are laid out in half the time.
			box.toggleAttribute('data-fitting', true);
			const unit = Number.parseFloat(getComputedStyle(box).getPropertyValue('--u')) || 10;
			const best = bestSetting(box, content, columns, min * unit, max * unit);
			box.style.setProperty('--columns', String(best.columns));
			box.style.setProperty('--fit', `${best.size}px`);
			content.style.minHeight = '';
			box.toggleAttribute('data-fitting', false);
			box.toggleAttribute('data-unbroken', best.size > min * unit);
		};
		refit();
		const observer = new ResizeObserver(() => sizeOf() !== fitted && refit());
		observer.observe(box);
		// A formula has been set in the place of its source.
		const changes = new MutationObserver(refit);
		changes.observe(content, { childList: true, subtree: true });
		document.fonts.addEventListener('loadingdone', refit);
		return () => {
			observer.disconnect();
			changes.disconnect();
			document.fonts.removeEventListener('loadingdone', refit);
		};
	};
}

/** Each way in turn: as large as it goes, and, where that breaks lines, as large as it goes without. */
function bestSetting(
	box: HTMLElement,
	content: HTMLElement,
	columns: number[],
	min: number,
	max: number
): Setting {
	const { paddingTop, paddingBottom } = getComputedStyle(box);
	const height = box.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
	const words = [...content.querySelectorAll('[data-whole]')];
	const lines = [...content.querySelectorAll('[data-line]')];
	const fullness = (size: number) => {
		box.style.setProperty('--fit', `${size}px`);
		const wide = words.filter((word) => word.scrollWidth > word.clientWidth);
		return Math.max(
			content.offsetHeight / Math.ceil(height),
			...wide.map((word) => (word.scrollWidth / Math.max(1, word.clientWidth)) ** 2)
		);
	};
	let best: Setting = { columns: columns[0] ?? 1, size: min, worth: 0 };
	for (const n of columns) {
		box.style.setProperty('--columns', String(n));
		const size = largest(fullness, Math.max(min, best.worth * worthwhile), max);
		if (size === null) continue;
		box.style.setProperty('--fit', `${size}px`);
		const most = Math.max(1, ...lines.map(linesOf));
		const worth = size * lineCost ** Math.min(most - 1, 2);
		if (worth > best.worth * worthwhile) best = { columns: n, size, worth };
		if (most === 1 || lines.length === 0) continue;
		const whole = (s: number) =>
			Math.max(fullness(s), lines.some((line) => linesOf(line) > 1) ? tooLarge : 0);
		const unbroken = largest(whole, Math.max(min, best.worth * worthwhile), size);
		if (unbroken !== null) best = { columns: n, size: unbroken, worth: unbroken };
	}
	return best;
}

function linesOf(element: Element): number {
	const { lineHeight } = getComputedStyle(element);
	return Math.max(1, Math.round(element.getBoundingClientRect().height / Number.parseFloat(lineHeight)));
}
