import type { Floor, StageView } from '$lib/protocol/stage';
import { clusterLayout } from './floor-clusters';
import { seatShape, type FloorLabel, type FloorLayout } from './floor-seats';

const labelHeight = 17;
/** Headings and gaps may cost so much of a seat's size, and no more. */
const worthwhile = 0.6;
/** More units than these can't be told apart. */
const mostClusters = 80;

/**
 * Lays the seats out as large as the space allows: in rows by number; where numbers no longer fit, by unit if there are
 * units, else in rows whose first number stands at the edge. `readable`: the height of a seat below which its number can't be
 * read; the more pixels a projector has, the smaller they are.
 */
export function floorLayout(
	floor: Pick<Floor, 'seats' | 'states'>,
	clusters: StageView['clusters'],
	width: number,
	height: number,
	readable = 21
): FloorLayout {
	const numbers = rows(floor.seats, width, height, 0, readable);
	if (numbers.numbered) return numbers;
	if (clusters && clusters.names.length <= mostClusters) {
		const units = clusterLayout(clusters, floor.states, width, height);
		if (units && units.height >= numbers.height * worthwhile) return units;
	}
	return rows(floor.seats, width, height, Math.min(64, width * 0.06), readable);
}

/** `gutter`: room left of the seats for the number of each row; 0: they have none. */
function rows(
	seats: readonly number[],
	whole: number,
	high: number,
	gutter: number,
	readable: number
): FloorLayout {
	const space = whole - gutter;
	const count = Math.max(1, seats.length);
	const columns = bestColumns(count, space, high);
	const lines = Math.ceil(count / columns);
	const size = Math.min(space / columns / seatShape, high / lines, high * 0.42);
	// The space left over goes between the seats, but no more than keeps them a block.
	const width = Math.min(space / columns, size * seatShape * 1.12);
	const height = Math.min(high / lines, size * 1.12);
	const left = gutter + (space - width * columns) / 2;
	const top = (high - height * lines) / 2;
	const centreOf = (i: number) => ({
		x: left + ((i % columns) + 0.5) * width,
		y: top + (Math.floor(i / columns) + 0.5) * height
	});
	const labels: FloorLabel[] = [];
	const every = Math.ceil(labelHeight / height);
	for (let line = 0; gutter > 0 && line < lines; line += every) {
		const first = line * columns;
		labels.push({
			text: String(seats[first] ?? ''),
			x: left - 8,
			y: centreOf(first).y,
			align: 'right',
			size: 12,
			room: gutter,
			strong: false
		});
	}
	return { width, height, left, span: columns * width, numbered: size >= readable, centreOf, labels };
}

/** The number of columns that gives the largest seats; round numbers, easy to count, are preferred where they cost little. */
function bestColumns(count: number, width: number, height: number): number {
	let best = 1;
	let bestWorth = 0;
	for (let columns = 1; columns <= count; columns++) {
		const size = Math.min(width / columns / seatShape, height / Math.ceil(count / columns));
		const worth = size * (columns % 10 === 0 ? 1.1 : columns % 5 === 0 ? 1.05 : 1);
		if (worth > bestWorth) {
			best = columns;
			bestWorth = worth;
		}
	}
	return best;
}
