import type { StageView } from '$lib/protocol/stage';
import { count } from '$lib/ui/common/count';
import { livesOf } from './faces';
import { seatShape, type FloorLabel, type FloorLayout } from './floor-seats';

type Clusters = NonNullable<StageView['clusters']>;

/** Room between two units, and above the seats of one for its name, as a share of the floor's height. */
const gapShare = 0.024;
const headShare = 0.058;
/** Height of the type by that of the heading, and the usual width of a letter by its height. */
const typeShare = 0.6;
const letterWidth = 0.58;
/** Of a longer name so many letters have to be readable. */
const readableLetters = 15;

/** How a floor is divided: units in so many columns, each so wide and its seats so many abreast. */
interface Grid {
	columns: number;
	wide: number;
	abreast: number;
	seat: number;
	/** Height of each line of units, without heading and gap. */
	heights: number[];
}

/** What has to find room: how many seats each unit has, within these lengths. */
interface Room {
	sizes: number[];
	width: number;
	height: number;
	gap: number;
	head: number;
	/** A unit is at least so wide, for its heading. */
	narrowest: number;
}

/**
 * Thousands of seats by unit: each unit a block under its name and how many of it are left, all seats of one size. Null
 * where the names would find no room.
 */
export function clusterLayout(
	{ names, of }: Clusters,
	states: string,
	width: number,
	height: number
): FloorLayout | null {
	const gap = Math.max(8, height * gapShare);
	const head = Math.max(18, Math.min(height * headShare, 64));
	const size = head * typeShare;
	const sizes = names.map(() => 0);
	const place = of.map((unit) => (sizes[unit] = (sizes[unit] ?? 0) + 1) - 1);
	const counts = countsLeft(of, states, sizes);
	const letters = Math.min(readableLetters, Math.max(...names.map((name) => name.length)));
	const narrowest = (letters + 1 + Math.max(...counts.map((c) => c.length))) * size * letterWidth;
	const grid = bestGrid({ sizes, width, height, gap, head, narrowest });
	if (!grid) return null;
	const seatWidth = grid.seat * seatShape;
	const tops = grid.heights.reduce<number[]>((all, h, i) => [...all, (all[i] ?? 0) + h + head + gap], [0]);
	const spare = Math.max(0, (height - ((tops.at(-1) ?? 0) - gap)) / 2);
	const corner = (unit: number) => ({
		x: (unit % grid.columns) * (grid.wide + gap),
		y: spare + (tops[Math.floor(unit / grid.columns)] ?? 0)
	});
	const labels = names.flatMap((name, unit): FloorLabel[] => {
		const { x, y } = corner(unit);
		const line = { y: y + head / 2, size };
		const counted = ((counts[unit]?.length ?? 0) + 1) * size * letterWidth;
		return [
			{ ...line, text: name, x, align: 'left', room: grid.wide - counted, strong: false },
			{ ...line, text: counts[unit] ?? '', x: x + grid.wide, align: 'right', room: counted, strong: true }
		];
	});
	return {
		width: seatWidth,
		height: grid.seat,
		left: 0,
		span: width,
		numbered: false,
		centreOf: (i) => {
			const { x, y } = corner(of[i] ?? 0);
			const at = place[i] ?? 0;
			return {
				x: x + ((at % grid.abreast) + 0.5) * seatWidth,
				y: y + head + (Math.floor(at / grid.abreast) + 0.5) * grid.seat
			};
		},
		labels
	};
}

/** How many of each unit are on the floor, of how many. */
function countsLeft(of: number[], states: string, sizes: number[]): string[] {
	const left = sizes.map(() => 0);
	of.forEach((unit, i) => {
		const state = states.charAt(i);
		if (state === 'i' || state === 'b' || livesOf(state) > 0) left[unit] = (left[unit] ?? 0) + 1;
	});
	return sizes.map((size, unit) => `${count(left[unit] ?? 0)}/${count(size)}`);
}

/** The division that gives the largest seats. */
function bestGrid(room: Room): Grid | null {
	let best: Grid | null = null;
	for (let columns = 1; columns <= room.sizes.length; columns++) {
		const wide = (room.width - room.gap * (columns - 1)) / columns;
		if (wide < room.narrowest) break;
		const grid = largestSeats(room, columns, wide);
		if (grid && grid.seat > (best?.seat ?? 0)) best = grid;
	}
	return best;
}

/** By halving, exact to a hundredth of a pixel; null where the headings alone take all the room. */
function largestSeats({ sizes, height, gap, head }: Room, columns: number, wide: number): Grid | null {
	const lines = Math.ceil(sizes.length / columns);
	const room = height - lines * head - (lines - 1) * gap;
	const gridOf = (seat: number): Grid => {
		const abreast = Math.max(1, Math.floor(wide / (seat * seatShape)));
		const heights = Array.from({ length: lines }, (_, line) => {
			const largest = Math.max(...sizes.slice(line * columns, (line + 1) * columns));
			return Math.ceil(largest / abreast) * seat;
		});
		return { columns, wide, abreast, seat, heights };
	};
	const fits = (seat: number) => gridOf(seat).heights.reduce((sum, h) => sum + h, 0) <= room;
	let [low, high] = [0.5, Math.min(height, wide) / seatShape];
	if (!fits(low)) return null;
	while (high - low > 0.01) {
		const middle = (low + high) / 2;
		if (fits(middle)) low = middle;
		else high = middle;
	}
	return gridOf(low);
}
