import { whileSeen } from '$lib/client/while-seen';
import { serverFacts, type ServerFacts } from '$lib/protocol/server';

/** So often the server is asked while the page is in sight, ms. */
const every = 3000;
/** No answer after so long is none, ms. */
const patience = 8000;

/** How the server does, kept up to date. */
export class ServerWatch {
	facts: ServerFacts;
	/** What does not answer, and since when the figures are old, ms since 1970. */
	lost = $state<{ what: 'server' | 'database'; since: number } | null>(null);
	#askedAt = Date.now();

	/** `first`: what the page came with. */
	constructor(first: ServerFacts) {
		this.facts = $state.raw(first);
	}

	/** Asks every few seconds, only while the page is in sight; returns how to stop. */
	start(): () => void {
		return whileSeen(every, () => this.#ask(), { atOnce: false });
	}

	async #ask(): Promise<void> {
		try {
			const response = await fetch('/admin/server/facts', { signal: AbortSignal.timeout(patience) });
			this.facts = serverFacts.parse(await response.json());
			this.lost = null;
			this.#askedAt = Date.now();
		} catch {
			this.lost = { what: await whatIsLost(), since: this.#askedAt };
		}
	}
}

/** Who asks with a session needs the database to be known; without one the server can say what ails it. */
async function whatIsLost(): Promise<'server' | 'database'> {
	try {
		const ready = await fetch('/readyz', { credentials: 'omit', signal: AbortSignal.timeout(patience) });
		return ready.status === 503 && (await ready.text()).includes('database') ? 'database' : 'server';
	} catch {
		return 'server';
	}
}
