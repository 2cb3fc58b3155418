/**
 * A random order that the seed alone decides, the same on every machine (RE3, IN5): each item gets a number from
 * FNV-1a over the seed and the item, well mixed, and the items are sorted by it.
 */
export function drawOrder(items: readonly number[], seed: string): number[] {
	return items
		.map((item) => ({ item, lot: lot(`${seed}:${item}`) }))
		.sort((a, b) => a.lot - b.lot || a.item - b.item)
		.map(({ item }) => item);
}

function lot(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	// The finaliser of MurmurHash3: without it neighbouring numbers would stay neighbours.
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}
