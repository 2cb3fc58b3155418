/** Milliseconds left until `closesAt()`, brought up to date ten times a second while `running()`. */
export class Countdown {
	left = $state(0);

	constructor(closesAt: () => number, running: () => boolean, now: () => number) {
		$effect(() => {
			const end = closesAt();
			const look = () => (this.left = Math.max(0, end - now()));
			look();
			if (!running()) return;
			const timer = setInterval(look, 100);
			return () => clearInterval(timer);
		});
	}
}
