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

/** A column count that is not preferred must gain so much. */
const worthwhile = 1.06;

/**
 * Finds the largest type (`--fit`, px) and the columns (`--columns`) with which the only child of the element fits in its
 * height, with no word broken in what is marked `data-whole`. Finds them again when the element's size changes, the typeface
 * arrives, or something in it is exchanged.
 */
export function fit({ min, max, columns }: Fit): Attachment<HTMLElement> {
	return (box) => {
		const content = box.firstElementChild;
		if (!(content instanceof HTMLElement)) return;
		const refit = () => {
			box.toggleAttribute('data-unbroken', true);
			const unit = Number.parseFloat(getComputedStyle(box).getPropertyValue('--u')) || 10;
			let best = { columns: 1, size: 0 };
			for (const n of columns) {
				box.style.setProperty('--columns', String(n));
				const size = largest(box, content, min * unit, max * unit);
				if (size > best.size * (best.size === 0 ? 1 : worthwhile)) best = { columns: n, size };
			}
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

/** By halving: eight layouts of a small tree, exact to less than half a pixel. */
function largest(box: HTMLElement, content: HTMLElement, min: number, max: number): number {
	const { paddingTop, paddingBottom } = getComputedStyle(box);
	const height = box.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
	const words = content.querySelectorAll('[data-whole]');
	const fits = (size: number) => {
		box.style.setProperty('--fit', `${size}px`);
		if (content.offsetHeight > Math.ceil(height)) return false;
		return [...words].every((word) => word.scrollWidth <= word.clientWidth);
	};
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
