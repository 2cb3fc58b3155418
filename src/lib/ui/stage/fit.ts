import type { Attachment } from 'svelte/attachments';

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

/**
 * Finds the largest type (`--fit`, px) and the columns (`--columns`) with which the only child of the element fits in its
 * height, with no word broken in what is marked `data-whole`, and rather smaller than with what is marked `data-line` in
 * several lines. Finds them again when the element's size changes, the typeface arrives, or something in it is exchanged.
 */
export function fit({ min, max, columns }: Fit): Attachment<HTMLElement> {
	return (box) => {
		const content = box.firstElementChild;
		if (!(content instanceof HTMLElement)) return;
		const refit = () => {
			box.toggleAttribute('data-unbroken', true);
			const unit = Number.parseFloat(getComputedStyle(box).getPropertyValue('--u')) || 10;
			let best: Setting = { columns: 1, size: 0, worth: 0 };
			for (const n of columns)
				for (const setting of settings(box, content, n, min * unit, max * unit))
					if (setting.worth > best.worth * (best.size === 0 ? 1 : worthwhile)) best = setting;
			box.style.setProperty('--columns', String(best.columns));
			box.style.setProperty('--fit', `${best.size}px`);
			box.toggleAttribute('data-unbroken', best.size > min * unit);
		};
		refit();
		const observer = new ResizeObserver(refit);
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

/** As large as it goes in so many columns; and, where that breaks lines, as large as it goes without. */
function settings(
	box: HTMLElement,
	content: HTMLElement,
	columns: number,
	min: number,
	max: number
): Setting[] {
	box.style.setProperty('--columns', String(columns));
	const { paddingTop, paddingBottom } = getComputedStyle(box);
	const height = box.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
	const words = [...content.querySelectorAll('[data-whole]')];
	const lines = [...content.querySelectorAll('[data-line]')];
	const set = (size: number) => box.style.setProperty('--fit', `${size}px`);
	const fits = (size: number) => {
		set(size);
		if (content.offsetHeight > Math.ceil(height)) return false;
		return words.every((word) => word.scrollWidth <= word.clientWidth);
	};
	const size = largest(fits, min, max);
	set(size);
	const most = Math.max(1, ...lines.map(linesOf));
	const found = [{ columns, size, worth: size * lineCost ** Math.min(most - 1, 2) }];
	if (most > 1 && lines.length > 0) {
		const unbroken = largest((s) => fits(s) && lines.every((line) => linesOf(line) === 1), min, size);
		if (unbroken > min) found.push({ columns, size: unbroken, worth: unbroken });
	}
	return found;
}

function linesOf(element: Element): number {
	const { lineHeight } = getComputedStyle(element);
	return Math.max(1, Math.round(element.getBoundingClientRect().height / Number.parseFloat(lineHeight)));
}

/** By halving: eight layouts of a small tree, exact to less than half a pixel. `min` where nothing fits. */
function largest(fits: (size: number) => boolean, min: number, max: number): number {
	if (fits(max)) return max;
	let low = min;
	let high = max;
	for (let i = 0; i < 8; i++) {
		const middle = (low + high) / 2;
		if (fits(middle)) low = middle;
		else high = middle;
	}
	return low;
}
