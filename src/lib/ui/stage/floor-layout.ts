export interface FloorLayout {
	columns: number;
	rows: number;
	/** Width and height that a seat takes, with the gap around it; CSS pixels. */
	width: number;
	height: number;
	/** Where the grid begins: it stands in the middle of its space. */
	left: number;
	top: number;
	/** Whether a number fits in the seat, to be read from afar. */
	numbered: boolean;
	/** Every how-manyth row is labelled with its first number at the edge; 0: none is. */
	labelEvery: number;
	/** Room for these labels, left of the grid. */
	gutter: number;
}

/** Width of a seat by its height. */
const shape = 1.18;
/** Below this height of a seat its number can't be read. */
const readable = 21;
const labelHeight = 17;

/** Lays `count` seats out in rows, as large as the space allows; sizes in CSS pixels. */
export function floorLayout(count: number, width: number, height: number): FloorLayout {
	const numbers = place(count, width, height, 0);
	if (numbers.numbered) return numbers;
	const gutter = Math.min(64, width * 0.06);
	return place(count, width - gutter, height, gutter);
}

function place(count: number, width: number, height: number, gutter: number): FloorLayout {
	const columns = bestColumns(Math.max(1, count), width, height);
	const rows = Math.ceil(Math.max(1, count) / columns);
	const size = Math.min(width / columns / shape, height / rows, height * 0.42);
	// The space left over goes between the seats, but no more than keeps them a block.
	const seatWidth = Math.min(width / columns, size * shape * 1.12);
	const seatHeight = Math.min(height / rows, size * 1.12);
	const numbered = size >= readable;
	return {
		columns,
		rows,
		width: seatWidth,
		height: seatHeight,
		left: gutter + (width - seatWidth * columns) / 2,
		top: (height - seatHeight * rows) / 2,
		numbered,
		labelEvery: gutter === 0 ? 0 : Math.ceil(labelHeight / seatHeight),
		gutter
	};
}

/** The number of columns that gives the largest seats; round numbers, easy to count, are preferred where they cost little. */
function bestColumns(count: number, width: number, height: number): number {
	let best = 1;
	let bestWorth = 0;
	for (let columns = 1; columns <= count; columns++) {
		const rows = Math.ceil(count / columns);
		const size = Math.min(width / columns / shape, height / rows);
		const worth = size * (columns % 10 === 0 ? 1.1 : columns % 5 === 0 ? 1.05 : 1);
		if (worth > bestWorth) {
			best = columns;
			bestWorth = worth;
		}
	}
	return best;
}

/** Middle of the seat with index `i`, in CSS pixels. */
export function seatCentre(layout: FloorLayout, i: number): { x: number; y: number } {
	return {
		x: layout.left + ((i % layout.columns) + 0.5) * layout.width,
		y: layout.top + (Math.floor(i / layout.columns) + 0.5) * layout.height
	};
}
