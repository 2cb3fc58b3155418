/**
 * Requests that may come twice, since whoever sends them anew does not know what the first came to. A copy waits for what
 * the first one comes to; what was refused stays refused, even if it could be done by now (IN6). What was done is known to
 * the database; what failed may be tried again.
 */
export class Once<T extends { ok: boolean }> {
	private readonly outcomes = new Map<string, Promise<T>>();

	/** `most`: so many refusals are remembered. */
	constructor(private readonly most: number) {}

	act(id: string, act: () => Promise<T>): Promise<T> {
		const known = this.outcomes.get(id);
		if (known) return known;
		const outcome = act();
		this.outcomes.set(id, outcome);
		const [oldest] = this.outcomes.keys();
		if (this.outcomes.size > this.most && oldest !== undefined) this.outcomes.delete(oldest);
		const forget = () => this.outcomes.delete(id);
		outcome.then(({ ok }) => ok && forget(), forget);
		return outcome;
	}
}
