import type { Page } from '@playwright/test';

/**
 * What does not fit on the page as it stands: text outside the window, text that is cut off by its own box, a page that
 * scrolls sideways. What is shortened on purpose (with an ellipsis, or after so many lines) is told apart as `shortened`.
 */
export async function misfits(page: Page, fixed: boolean): Promise<{ out: string[]; shortened: string[] }> {
	return await page.evaluate((isFixed) => {
		const out: string[] = [];
		const shortened: string[] = [];
		const root = document.documentElement;
		if (root.scrollWidth > root.clientWidth + 1) out.push(`the page is ${root.scrollWidth} px wide`);
		const name = (element: Element) =>
			`${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0]}: ${(element.textContent ?? '').trim().slice(0, 60)}`;
		const unseen = (element: Element) => {
			for (let at: Element | null = element; at; at = at.parentElement) {
				const style = getComputedStyle(at);
				if (style.visibility === 'hidden' || style.display === 'none' || style.opacity === '0') return true;
				if (style.clipPath !== 'none' || at.getAttribute('aria-hidden') === 'true') return true;
			}
			return false;
		};
		const scrolls = (element: Element) => {
			for (let at = element.parentElement; at; at = at.parentElement)
				if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth)
					return true;
			return false;
		};
		for (const element of document.body.querySelectorAll('*')) {
			const own = [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent?.trim());
			const style = getComputedStyle(element);
			const clips = /hidden|clip/.test(style.overflowX + style.overflowY);
			if ((!own && !clips) || unseen(element)) continue;
			const box = element.getBoundingClientRect();
			if (box.width === 0 || box.height === 0) continue;
			const ellipsis = style.textOverflow === 'ellipsis' && clips;
			if (own && !ellipsis) {
				// Of its own text alone: what lies in it is looked at by itself.
				const lines = [...element.childNodes].flatMap((node) => {
					if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) return [];
					const range = document.createRange();
					range.selectNodeContents(node);
					return [...range.getClientRects()];
				});
				const edge = (side: 'left' | 'top' | 'right' | 'bottom') => lines.map((line) => line[side]);
				const text = {
					left: Math.min(...edge('left')),
					right: Math.max(...edge('right')),
					top: Math.min(...edge('top')),
					bottom: Math.max(...edge('bottom'))
				};
				const wide = text.right > innerWidth + 1 || text.left < -1;
				const high = isFixed && (text.bottom > innerHeight + 1 || text.top < -1);
				if ((wide && !scrolls(element)) || high) out.push(`outside the window: ${name(element)}`);
			}
			if (!clips || element === document.body) continue;
			const cut =
				element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2;
			if (!cut || element.clientWidth < 4) continue;
			const meant = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
			if (meant) shortened.push(name(element));
			else if ((element.textContent ?? '').trim()) {
				// A box that hides what sticks out of it matters only where that is text.
				const inner = [...element.querySelectorAll('*')].filter(
					(e) =>
						[...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent?.trim()) &&
						!unseen(e)
				);
				const lost = inner.find((e) => {
					const r = e.getBoundingClientRect();
					return (
						r.bottom > box.bottom + 2 ||
						r.right > box.right + 2 ||
						r.top < box.top - 2 ||
						r.left < box.left - 2
					);
				});
				if (lost) out.push(`cut off by its box: ${name(lost)}`);
			}
		}
		return { out, shortened };
	}, fixed);
}
