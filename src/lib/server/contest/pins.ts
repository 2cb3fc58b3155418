import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Six digits that move a seat to another phone, or open a roster's seat. */
export function newPin(): string {
	return String(randomInt(0, 1_000_000)).padStart(6, '0');
}

/** The secret of a seat, for proofs that bring none of their own. */
export function newSecret(): string {
	return randomBytes(24).toString('base64url');
}

/**
 * What a phone keeps to prove who it is: the SBD in front saves a search, or minus the number of an onlooker, so that
 * neither is taken for the other (CO5). Only the secret's hash is stored.
 */
export function tokenOf(player: number, secret: string): string {
	return `${player}.${secret}`;
}

/** The seat that a token or a card's code claims; null when it can't be one. */
export function claimedSeat(secret: string): number | null {
	const match = /^([1-9]\d{0,4})\.[\w-]{16,}$/.exec(secret);
	return match ? Number(match[1]) : null;
}

/** The number of the onlooker that a token claims to be; null when it can't be one. */
export function claimedOnlooker(token: string): number | null {
	const match = /^-([1-9]\d{0,8})\.[\w-]{16,}$/.exec(token);
	return match ? Number(match[1]) : null;
}

/** What proves the seat, in a token. */
export function secretOf(token: string): string {
	return token.slice(token.indexOf('.') + 1);
}

/** What is stored of a token. */
export function tokenHash(token: string): Buffer {
	return hash('sha256', secretOf(token), 'buffer');
}

/** The code on a seat card, derived from the contest's secret so that it need not be stored. */
export function cardCode(secret: Uint8Array, sbd: number): string {
	return `${sbd}.${createHmac('sha256', secret).update(`card ${sbd}`).digest('base64url').slice(0, 22)}`;
}

/** Compares without telling by its time where the difference is. */
export function sameSecret(a: string | Uint8Array, b: string | Uint8Array): boolean {
	const [x, y] = [a, b].map((v) => hash('sha256', v, 'buffer'));
	return x !== undefined && y !== undefined && timingSafeEqual(x, y);
}
