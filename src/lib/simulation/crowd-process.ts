import { isDeepStrictEqual } from 'node:util';
import { Crowd } from './crowd';
import { crowdOrder, type CrowdOrder, type CrowdReport } from './order';

/*
 * A rehearsal's crowd, in a process of its own so that the live path is not slowed. Started by
 * src/lib/server/rehearsal/crowds.ts. It ends when the server sends it home or is gone, and when all its phones have
 * been turned away because the rehearsal has been wiped.
 */

const reportEvery = 300;

process.once('disconnect', () => process.exit(0));
process.once('message', (order) => play(crowdOrder.parse(order)));

function play({ questions, ...order }: CrowdOrder): void {
	const byNumber = new Map(questions.map(({ q, ...question }) => [q, question]));
	const crowd = new Crowd({ ...order, know: async (q) => byNumber.get(q) });
	void crowd.join();
	let last: CrowdReport | undefined;
	setInterval(() => {
		const { online, gone } = crowd;
		const report = { online, refused: crowd.phones.filter((p) => p.gone && !p.seat).length };
		if (!isDeepStrictEqual(report, last)) process.send?.(report);
		last = report;
		if (gone) process.exit(0);
	}, reportEvery);
}
