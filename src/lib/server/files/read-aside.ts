import { Worker } from 'node:worker_threads';
import type { Block } from '$lib/bank/reading/passage';
import { maxFileSize } from '$lib/bank/file-size';
import { reportBug } from '../observe/log';
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

/** The thread that reader-thread.ts describes; from the checkout, like `.data`. */
const program = import.meta.env.DEV ? './src/launch/reader-dev.js' : './build/node/reader.js';

/** No honest file takes longer, ms. */
const longest = 20_000;
/** What a thread may use for its own objects, MB; unpacked files are bounded besides. */
const memory = 400;
/** So many files are read at once; the others wait. */
const threads = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a file of questions in a thread of its own, so that one that takes all time or memory there is disturbs nobody: it
 * is stopped, and the refusal says so. `limit`: ms.
 */
export async function readAside(order: ReadingOrder, limit = longest): Promise<BankReading> {
	const largest = Math.max('bytes' in order ? order.bytes.length : 0, order.keyFile?.length ?? 0);
	if (largest > maxFileSize) return { ok: false, code: 'file/too_large' };
	return await inTurn<BankReading>(order, limit, (code) => ({ ok: false, code }));
}

/** Reads a list of contestants in the same way. */
export async function readRosterAside(roster: Uint8Array, limit = longest): Promise<Roster> {
	if (roster.length > maxFileSize) return unreadableRoster('file/too_large');
	return await inTurn<Roster>({ roster }, limit, unreadableRoster);
}

async function inTurn<T>(
	order: ThreadOrder,
	limit: number,
	refused: (code: UnreadableCode) => T
): Promise<T> {
	if (running >= threads) await new Promise<void>((go) => waiting.push(go));
	running++;
	try {
		return await readInThread(order, limit, refused);
	} finally {
		running--;
		waiting.shift()?.();
	}
}

function readInThread<T>(
	order: ThreadOrder,
	limit: number,
	refused: (code: UnreadableCode) => T
): Promise<T> {
	const worker = new Worker(program, {
		workerData: order,
		env: {},
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 8 }
	});
	return new Promise((done) => {
		const end = (reading: T) => {
			clearTimeout(timer);
			done(reading);
			void worker.terminate();
		};
		const timer = setTimeout(() => end(refused('file/too_slow')), limit);
		worker.once('message', (reading: T) => end(reading));
		worker.once('error', (error: Error & { code?: string }) => {
			if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return end(refused('file/unpacks_too_large'));
			reportBug('a file could not be read', error);
			end(refused('file/damaged'));
		});
		worker.once('exit', () => end(refused('file/damaged')));
	});
}
