import { createHash } from 'node:crypto';

/** A row of the log before it has its hash. */
export interface LogRow {
	seq: number;
	/** ms since 1970, database time. */
	at: number;
	actor: string;
	type: string;
	data: unknown;
}

/** The head of an empty log. */
export const noHead = Buffer.alloc(0);

/** The beginning of a head, as people note it down: `3f2a 9c01 7b44 e0d2` (docs/decisions/head.md). */
export function shortHead(head: Uint8Array): string {
	const digits = Buffer.from(head).toString('hex').slice(0, 16);
	return digits.replace(/.{4}(?=.)/g, '$& ');
}

/**
 * Hash of a row: SHA-256 over the hash before it and the row's canonical JSON (JU2). `chainId`: by which its contest's record is chained,
 * its id, or the one that it had where it was made.
 */
export function chainHash(before: Uint8Array, chainId: number, row: LogRow): Buffer {
	const { seq, at, actor, type, data } = row;
	return createHash('sha256')
		.update(before)
		.update(canonical([chainId, seq, at, actor, type, data]))
		.digest();
}

/** JSON with sorted keys and no white space: the same value has one text, also after a trip through `jsonb`. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const fields = Object.entries(value)
		.filter(([, v]) => v !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`);
	return `{${fields.join(',')}}`;
}
