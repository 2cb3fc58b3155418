import type { Away } from '$lib/protocol/phone';
import type { PhoneClient } from './phone.svelte';

/** A question that asks her, and between which moments of this phone's clock, ms since 1970. */
export interface Ask {
	q: number;
	from: number;
	to: number;
}

interface Kept {
	/** When the page was left, and what asked her then; null: she is here. */
	left: { since: number; ask: Ask | null } | null;
	/** What has been told of the last question that she was away from. */
	told: Away | null;
}

/** What is shorter is no absence, ms. */
const shortest = 1000;
/** The server takes no more. */
const most = { times: 100, ms: 3_600_000 };

/**
 * Counts how often and how long a page was left while a question asked her (JU6). What it knows outlives the page, which is let
 * go of when she looks something up in the same tab.
 */
export class Absences {
	private kept: Kept;

	/** `key`: under which it is kept in this tab. `asks`: the open question that asks her now. `tell` gets totals for a question. */
	constructor(
		private readonly key: string,
		private readonly asks: () => Ask | null,
		private readonly tell: (away: Away) => void
	) {
		this.kept = readKept(key);
	}

	left(): void {
		if (!this.kept.left) this.keep({ left: { since: Date.now(), ask: this.asks() } });
	}

	/** She has been back since `at`, ms since 1970. */
	back(at = Date.now()): void {
		const { left, told } = this.kept;
		if (!left) return;
		this.keep({ left: null });
		const ask = left.ask ?? this.asks();
		const ms = ask ? Math.round(Math.min(at, ask.to) - Math.max(left.since, ask.from)) : 0;
		if (!ask || ms < shortest) return;
		const before = told?.q === ask.q ? told : { times: 0, ms: 0 };
		const away = {
			q: ask.q,
			times: Math.min(before.times + 1, most.times),
			ms: Math.min(before.ms + ms, most.ms)
		};
		this.keep({ told: away });
		this.tell(away);
	}

	private keep(change: Partial<Kept>): void {
		this.kept = { ...this.kept, ...change };
		try {
			sessionStorage.setItem(this.key, JSON.stringify(this.kept));
		} catch {
			// Storage is barred: what is let go of with the page is not told.
		}
	}
}

function readKept(key: string): Kept {
	const nothing: Kept = { left: null, told: null };
	try {
		// Written by this class alone; what else may lie there counts for nothing at the server.
		return { ...nothing, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Kept>) };
	} catch {
		return nothing;
	}
}

/** So often it is tried to tell the server, each time for some seconds; the next absence tells the totals anyway. */
const tries = 20;

/** Watches this page being left, until what it returns is called. A line that is lost is no absence. */
export function watchAbsences(code: string, phone: PhoneClient): () => void {
	const tell = async (away: Away) => {
		for (let i = 0; i < tries; i++) if (await phone.away(away)) return;
	};
	const absences = new Absences(
		`away:${code}`,
		() => askOf(phone),
		(away) => void tell(away)
	);
	const left = () => absences.left();
	const look = () => (document.visibilityState === 'visible' ? absences.back() : absences.left());
	// A page that is loaded anew was back when that began, however slow the line.
	if (document.visibilityState === 'visible') absences.back(performance.timeOrigin);
	else absences.left();
	document.addEventListener('visibilitychange', look);
	window.addEventListener('pagehide', left);
	window.addEventListener('pageshow', look);
	return () => {
		document.removeEventListener('visibilitychange', look);
		window.removeEventListener('pagehide', left);
		window.removeEventListener('pageshow', look);
	};
}

function askOf(phone: PhoneClient): Ask | null {
	const { question, you } = phone.view ?? {};
	if (question?.state !== 'open' || !you?.plays || you.along) return null;
	const { q, closesAt, limitMs } = question;
	const clock = Date.now() - phone.now();
	return { q, from: closesAt - limitMs + clock, to: closesAt + clock };
}
