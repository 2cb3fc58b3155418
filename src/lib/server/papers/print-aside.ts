import type { FloorPaper, PosterPaper, SeatCardPaper, SheetPaper } from '$lib/papers/hall';
import type { Paper } from '$lib/papers/paper';
import { inThread } from '../threads';
import type { CertificateOrder } from './certificates';

/** What is to be drawn, in words already: a thread knows no language. */
export type PrintOrder =
	| { draw: 'paper' | 'word'; paper: Paper }
	| { draw: 'certificates'; paper: CertificateOrder }
	| { draw: 'cards'; paper: SeatCardPaper }
	| { draw: 'poster'; paper: PosterPaper }
	| { draw: 'floor'; paper: FloorPaper }
	| { draw: 'sheets'; paper: SheetPaper };

/** A thousand certificates take ten seconds on a small laptop. */
const longest = 180_000;
/** MB. */
const memory = 700;

/**
 * Draws papers in a thread of its own, beside the contests that are played; throws when it can't. `hear`: how many pages of
 * certificates are drawn.
 */
export async function printAside(order: PrintOrder, hear?: (done: number) => void): Promise<Uint8Array> {
	const came = await inThread<Uint8Array, number>(
		{ program: 'printer', limit: longest, memory },
		order,
		hear
	);
	if (!came.ok) throw new Error(`papers were not drawn: ${came.why}`);
	return came.done;
}
