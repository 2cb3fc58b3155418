/** Does a thing at once, and then at most once in so many ms however often it is asked for; the last call is never lost. */
export class Soon {
	private timer: NodeJS.Timeout | undefined;
	private again = false;

	constructor(
		private readonly ms: number,
		private readonly act: () => void
	) {}

	call(): void {
		if (this.timer) {
			this.again = true;
			return;
		}
		this.act();
		this.timer = setTimeout(() => {
			this.timer = undefined;
			if (!this.again) return;
			this.again = false;
			this.call();
		}, this.ms);
	}
}
