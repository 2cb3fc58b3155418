import { parentPort, workerData } from 'node:worker_threads';
import { readBankFile, readPasted } from './bank-file';
import type { ReadingOrder } from './read-aside';

/** What runs in a thread of its own: reads one file and says what was understood. See read-aside.ts. */
const order = workerData as ReadingOrder; // comes from read-aside.ts alone
const reading =
	'bytes' in order
		? await readBankFile(order.bytes, order.name, order.options)
		: await readPasted(order.pasted, order.options);
parentPort?.postMessage(reading);
