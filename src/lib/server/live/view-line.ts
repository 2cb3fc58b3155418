import { isFree, whenFree, type Line, type Mailing, type Packet } from './wire';

/**
 * Carries views to one phone. While its line still has something to carry, nothing is laid on top of that: what it is to be
 * shown by then is asked for when the line is free (`newest`). So a phone that reads slowly costs one view, and one that
 * reads nothing is cut off for not answering a ping.
 */
export class ViewLine {
	private waits = false;

	constructor(
		private readonly line: Line,
		private readonly newest: () => void
	) {}

	/** Returns whether the view goes with this mailing. */
	show(packet: Packet, mailing: Mailing): boolean {
		if (this.waits) return false;
		if (isFree(this.line)) {
			mailing.add(this.line, packet);
			return true;
		}
		this.waits = true;
		whenFree(this.line, this.free);
		return false;
	}

	private readonly free = () => {
		this.waits = false;
		this.newest();
	};
}
