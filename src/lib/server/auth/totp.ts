import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/* Codes of authenticator apps: TOTP (RFC 6238) as they all make it, with SHA-1, six digits and steps of 30 s. */

const digits = 6;
const step = 30_000;
/** So many steps before and after the present one are taken too, for clocks that differ and fingers that are slow. */
const tolerance = 1;

/** 160 random bits, as RFC 4226 (R6) recommends. */
export function newTotpSecret(): Uint8Array {
	return randomBytes(20);
}

/** The number of the step that a moment lies in, in ms since 1970. */
export function stepAt(at: number): number {
	return Math.floor(at / step);
}

/** The code of a step (RFC 4226, 5.3). */
export function totpCode(secret: Uint8Array, number: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(number));
	const mac = createHmac('sha1', secret).update(counter).digest();
	const offset = mac.readUInt8(mac.length - 1) & 0xf;
	const truncated = mac.readUInt32BE(offset) & 0x7fff_ffff;
	return String(truncated % 10 ** digits).padStart(digits, '0');
}

/**
 * The step whose code this is, to be kept as the next `last`; null if it is wrong. Nothing up to the `last` accepted step is
 * right (RFC 6238, 5.2): whoever reads a code over a shoulder comes too late. `at` in ms since 1970.
 */
export function acceptedStep(secret: Uint8Array, typed: string, at: number, last: number): number | null {
	const now = stepAt(at);
	const around = Array.from({ length: 2 * tolerance + 1 }, (_, i) => now - tolerance + i);
	const right = around.filter((number) => same(totpCode(secret, number), typed));
	return right.findLast((number) => number > last) ?? null;
}

/** The secret as apps take it typed: base32. Its 160 bits make 32 characters, with nothing left over. */
export function base32(secret: Uint8Array): string {
	const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = Array.from(secret, (byte) => byte.toString(2).padStart(8, '0')).join('');
	return bits.replace(/.{5}/g, (five) => signs.charAt(parseInt(five, 2)));
}

/** The secret as apps read it from a QR code. A blank is `%20`: some of them would show a `+`. */
export function otpauthUri(secret: Uint8Array, issuer: string, account: string): string {
	const [by, whose] = [encodeURIComponent(issuer), encodeURIComponent(account)];
	return `otpauth://totp/${by}:${whose}?secret=${base32(secret)}&issuer=${by}`;
}

/** Compares in a time that tells nothing. */
function same(code: string, typed: string): boolean {
	const [one, other] = [Buffer.from(code), Buffer.from(typed)];
	return one.length === other.length && timingSafeEqual(one, other);
}
