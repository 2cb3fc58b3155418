import type { Recorded } from '$lib/protocol/phone';

/** What a phone keeps of one contest, to be the same phone after a reload. */
export interface KeptSeat {
	token: string | null;
	/** Made before the first request to join, so that a repeated request is the same one. */
	secret: string | null;
	/** A choice that the server has not confirmed yet. */
	pending: Recorded | null;
	sketch: Sketch | null;
}

/** What is begun for question `q` and not sent: a whole answer that waits for her word, an order that is not complete. */
export interface Sketch {
	q: number;
	whole: string | null;
	part: string | null;
}

const nothing: KeptSeat = { token: null, secret: null, pending: null, sketch: null };
const keyOf = (code: string) => `seat:${code}`;

/** Reads what was kept; storage may be barred (private windows), and then nothing was. */
export function readSeat(code: string): KeptSeat {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(keyOf(code)) ?? 'null');
		return isKept(kept) ? { ...nothing, ...kept } : { ...nothing };
	} catch {
		return { ...nothing };
	}
}

export function keepSeat(code: string, seat: KeptSeat): void {
	try {
		localStorage.setItem(keyOf(code), JSON.stringify(seat));
		if (seat.token) localStorage.setItem(latest, JSON.stringify([code, Date.now()]));
	} catch {
		// Storage is barred: the seat lasts as long as the page, and the PIN brings it back after.
	}
}

/** Under which the contest that this phone was last in is kept, and when. */
const latest = 'seat';
const halfDay = 12 * 60 * 60 * 1000;

/** The code of the contest that this phone has a seat in, so that who has left the page finds the way back; null: none today. */
export function seatHeld(): string | null {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(latest) ?? 'null');
		if (!Array.isArray(kept)) return null;
		const [code, at]: unknown[] = kept;
		if (typeof code !== 'string' || typeof at !== 'number' || Date.now() - at > halfDay) return null;
		return readSeat(code).token && code;
	} catch {
		return null;
	}
}

function isKept(value: unknown): value is KeptSeat {
	if (typeof value !== 'object' || value === null) return false;
	return 'token' in value && 'secret' in value && 'pending' in value;
}
