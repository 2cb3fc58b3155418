import { createHash, randomBytes } from 'node:crypto';

/** 32 signs that nobody confuses: no i, l, o, u. */
const signs = '0123456789abcdefghjkmnpqrstvwxyz';

/** So many random characters, of 5 bits each. */
export function newSecret(length = 32): string {
	return Array.from(randomBytes(length), (byte) => signs.charAt(byte % signs.length)).join('');
}

/** A secret in groups of four that one can read out. */
export function inGroups(secret: string, between = '-'): string {
	return secret.replace(/(.{4})(?!$)/g, `$1${between}`);
}

/** The secret without the hyphens and blanks of its readable form. */
export function secretIn(typed: string): string {
	return typed.replace(/[\s-]/g, '').toLowerCase();
}

/** What the database keeps of a secret: SHA-256, in hex. No salt, as the secret is random itself. */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
