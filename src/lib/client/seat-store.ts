import type { Recorded } from '$lib/protocol/phone';

/** What a phone keeps of one contest, to be the same phone after a reload. */
export interface KeptSeat {
	token: string | null;
	/** Made before the first request to join, so that a repeated request is the same one. */
	secret: string | null;
	/** A choice that the server has not confirmed yet. */
	pending: Recorded | null;
}

const nothing: KeptSeat = { token: null, secret: null, pending: null };
const keyOf = (code: string) => `seat:${code}`;

/** Reads what was kept; storage may be barred (private windows), and then nothing was. */
export function readSeat(code: string): KeptSeat {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(keyOf(code)) ?? 'null');
		return isKept(kept) ? kept : { ...nothing };
	} catch {
		return { ...nothing };
	}
}

export function keepSeat(code: string, seat: KeptSeat): void {
	try {
		localStorage.setItem(keyOf(code), JSON.stringify(seat));
	} catch {
		// Storage is barred: the seat lasts as long as the page, and the PIN brings it back after.
	}
}

function isKept(value: unknown): value is KeptSeat {
	if (typeof value !== 'object' || value === null) return false;
	return 'token' in value && 'secret' in value && 'pending' in value;
}
