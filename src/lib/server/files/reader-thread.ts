import { parentPort, workerData } from 'node:worker_threads';
import { readBankFile, readPasted, type BankReading } from './bank-file';
import { readKeyFile } from './key-file';
import type { ReadingOrder, ThreadOrder } from './read-aside';
import { readRoster } from './roster';

/* What runs in a thread of its own: reads one file and says what was understood. See read-aside.ts. */

async function readQuestions({ keyFile, options, ...order }: ReadingOrder): Promise<BankReading> {
	const given = keyFile && (await readKeyFile(keyFile));
	if (given?.ok === false) return given;
	const all = { ...options, ...(given ? { keys: given.keys } : {}) };
	return 'bytes' in order ? readBankFile(order.bytes, order.name, all) : readPasted(order.pasted, all);
}

const order = workerData as ThreadOrder; // comes from read-aside.ts alone
const done = 'roster' in order ? await readRoster(order.roster) : await readQuestions(order);
parentPort?.postMessage({ done });
