import { takes, write, type Line, type Packet } from './wire';

/**
 * Carries views to one phone. While its line still has something to carry, nothing is laid on top of that: what it is to be
 * shown by then is asked for when the line is free (`newest`). So a phone that reads slowly costs one view, and one that
 * reads nothing is cut off for not answering a ping.
 */
export class ViewLine {
	private writing = false;
	private waits = false;

	constructor(
		private readonly line: Line,
		private readonly newest: () => void
	) {}

	/** Returns whether the view was sent. */
	show(packet: Packet): boolean {
		if (!this.writing && takes(this.line)) {
			this.writing = true;
			write(this.line, packet, this.free);
			return true;
		}
		if (!this.writing && !this.waits) this.line.transport.once('ready', this.free);
		this.waits = true;
		return false;
	}

	private readonly free = () => {
		this.writing = false;
		if (!this.waits) return;
		this.waits = false;
		this.newest();
	};
}
