import { createHash, randomBytes } from 'node:crypto';

/** 32 signs that nobody confuses: no i, l, o, u. */
const signs = '0123456789abcdefghjkmnpqrstvwxyz';

/** 32 random characters, 160 bits. */
export function newSecret(): string {
	return Array.from(randomBytes(32), (byte) => signs.charAt(byte % signs.length)).join('');
}

/** What the database keeps of a secret: SHA-256, in hex. No salt, as the secret is random itself. */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
