import { whileSeen } from '$lib/client/while-seen';
import { hallFacts, type HallFacts } from '$lib/protocol/hall';

/** So often the hall is measured while the page is in sight, ms. */
const every = 2000;
/** No answer after so long is none, ms. */
const patience = 8000;

/** What is measured in the hall, kept up to date. */
export class HallWatch {
	facts: HallFacts;
	/** ms by which this browser's clock is ahead of the server's; null: not measured yet. */
	clockAhead = $state<number | null>(null);
	/** The server did not answer: since when the figures are old, ms since 1970. */
	since = $state<number | null>(null);
	#measuredAt = Date.now();
	readonly #address: string;

	/** `first`: what the page came with. */
	constructor(address: string, first: HallFacts) {
		this.#address = address;
		this.facts = $state.raw(first);
	}

	/** Measures at once and every other second, only while the page is in sight; returns how to stop. */
	start(): () => void {
		return whileSeen(every, () => this.#measure(), { atOnce: true });
	}

	async #measure(): Promise<void> {
		const sent = Date.now();
		try {
			const response = await fetch(this.#address, { signal: AbortSignal.timeout(patience) });
			const facts = hallFacts.parse(await response.json());
			const received = Date.now();
			this.facts = facts;
			this.clockAhead = (sent + received) / 2 - facts.at;
			this.since = null;
			this.#measuredAt = received;
		} catch {
			// Away, or no session any more; what was measured last is shown as what it is.
			this.since = this.#measuredAt;
		}
	}
}
