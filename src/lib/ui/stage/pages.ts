/** What is too much for one screen, on as few pages as hold `most` each, evenly filled. */
export function pagesOf<T>(items: T[], most: number): T[][] {
	const count = Math.ceil(items.length / most);
	const size = Math.ceil(items.length / Math.max(1, count));
	return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
