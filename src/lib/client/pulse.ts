/** A line on which nothing has come for so long is asked whether it is there; each phone's own, so that a hall does not ask at once. */
const quiet = () => 3000 + 1000 * Math.random();

/**
 * Notices a line that has gone dead without having been closed. In a lift, between two networks, at an access point that has
 * too many phones, packets vanish and nobody tells the browser; Socket.IO's own ping would notice after up to 25 s.
 */
export class Pulse {
	private heardAt = 0;
	private asking = false;
	private timer: ReturnType<typeof setInterval> | undefined;

	/** `ask` asks the other end for any reply and waits so many ms for it; `dead` is called when nothing at all has come. */
	constructor(
		private readonly ask: (patience: number) => Promise<unknown>,
		private readonly dead: () => void
	) {}

	/** Something has come in. */
	heard = (): void => {
		this.heardAt = performance.now();
	};

	/** Looks for silence, while there is `need` to know: an idle phone sends nothing. */
	start(need: () => boolean): void {
		this.stop();
		let wait = quiet();
		this.timer = setInterval(() => {
			if (performance.now() - this.heardAt < wait || !need()) return;
			wait = quiet();
			void this.doubt(3000);
		}, 500);
	}

	stop(): void {
		clearInterval(this.timer);
	}

	/** Asks whether the other end is there. Whatever comes within `patience` ms is an answer. */
	async doubt(patience: number): Promise<void> {
		if (this.asking) return;
		this.asking = true;
		const asked = performance.now();
		await this.ask(patience).catch(() => {});
		this.asking = false;
		if (this.heardAt < asked) this.dead();
	}
}
