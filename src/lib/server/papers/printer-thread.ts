import { setPriority } from 'node:os';
import { platform } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { answerSheetsPdf } from './answer-sheets';
import { certificatesPdf } from './certificates';
import { floorPlanPdf } from './floor-plan';
import { paperDocx } from './paper-docx';
import { paperPdf } from './paper-pdf';
import { posterPdf } from './poster';
import type { PrintOrder } from './print-aside';
import { seatCardsPdf } from './seat-cards';

/* What runs in a thread of its own: draws one file. See print-aside.ts. */

async function draw(order: PrintOrder): Promise<Uint8Array> {
	switch (order.draw) {
		case 'paper':
			return await paperPdf(order.paper);
		case 'word':
			return await paperDocx(order.paper);
		case 'certificates':
			return await certificatesPdf(order.paper, (news) => parentPort?.postMessage({ news }));
		case 'cards':
			return await seatCardsPdf(order.paper);
		case 'poster':
			return await posterPdf(order.paper);
		case 'floor':
			return await floorPlanPdf(order.paper);
		case 'sheets':
			return await answerSheetsPdf(order.paper);
	}
}

// Whoever plays goes first; but a machine that is busy all the time still leaves a quarter of a core for the one who waits for a
// paper (at 15 it is a thirtieth). Only Linux has a priority for each thread; elsewhere it would be the whole program's.
if (platform === 'linux') setPriority(5);

const done = await draw(workerData as PrintOrder); // comes from print-aside.ts alone
parentPort?.postMessage({ done });
