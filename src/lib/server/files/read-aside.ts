import type { Block } from '$lib/bank/reading/passage';
import { maxFileSize } from '$lib/bank/file-size';
import { inThread } from '../threads';
import type { BankReading, ReadOptions } from './bank-file';
import { unreadableRoster, type Roster } from './roster';
import type { UnreadableCode } from './unreadable';

/** What a thread is to read: a list of contestants, or questions. */
export type ThreadOrder = { roster: Uint8Array } | ReadingOrder;

/** Questions. `keyFile`: a list of keys that lies in a file of its own. */
export type ReadingOrder = { options?: ReadOptions; keyFile?: Uint8Array | undefined } & (
	| { bytes: Uint8Array; name: string }
	/** Pasted: lines with their looks, or plain text. */
	| { pasted: { blocks: Block[] } | { text: string } }
);

/** No honest file takes longer, ms. */
const longest = 20_000;
/** What a thread may use for its own objects, MB; unpacked files are bounded besides. */
const memory = 400;

/**
 * Reads a file of questions in a thread of its own, so that one that takes all time or memory there is disturbs nobody: it
 * is stopped, and the refusal says so. `limit`: ms.
 */
export async function readAside(order: ReadingOrder, limit = longest): Promise<BankReading> {
	const largest = Math.max('bytes' in order ? order.bytes.length : 0, order.keyFile?.length ?? 0);
	if (largest > maxFileSize) return { ok: false, code: 'file/too_large' };
	return await read<BankReading>(order, limit, (code) => ({ ok: false, code }));
}

/** Reads a list of contestants in the same way. */
export async function readRosterAside(roster: Uint8Array, limit = longest): Promise<Roster> {
	if (roster.length > maxFileSize) return unreadableRoster('file/too_large');
	return await read<Roster>({ roster }, limit, unreadableRoster);
}

const codes = {
	too_slow: 'file/too_slow',
	out_of_memory: 'file/unpacks_too_large',
	failed: 'file/damaged'
} as const satisfies Record<string, UnreadableCode>;

/** See reader-thread.ts. */
async function read<T>(order: ThreadOrder, limit: number, refused: (code: UnreadableCode) => T): Promise<T> {
	const came = await inThread<T>({ program: 'reader', limit, memory }, order);
	return came.ok ? came.done : refused(codes[came.why]);
}
