import { createHmac } from 'node:crypto';
import type { Habits } from '$lib/simulation/player';
import type { CrowdOrder } from '$lib/simulation/order';
import { known } from '$lib/simulation/known';
import { foldFrom } from '../contest/log';
import { cardSecret } from '../contest/seats';
import type { Db } from '../db/client';
import { httpServer } from '../live/http-slot';
import { seatsForPhones, type Rehearsal } from './rehearsals';

/**
 * All that a crowd needs to play a rehearsal: where it is, its seats with their PINs, and the questions with their keys.
 * The same people get the same seats each time.
 */
export async function orderPhones(
	db: Db,
	{ id, code }: Rehearsal,
	crowd: Habits & { players: number }
): Promise<CrowdOrder> {
	const { accuracy, paceMs, reconnects, players } = crowd;
	const seats = await seatsForPhones(db, id, players);
	const seed = createHmac('sha256', await cardSecret(db, id))
		.update('phones')
		.digest('base64url');
	const { prepared } = await foldFrom(db, id);
	const questions = (prepared?.questions ?? []).map((question) => ({ q: question.no, ...known(question) }));
	return { url: ownUrl(), code, seed, players, accuracy, paceMs, reconnects, seats, questions };
}

/** Where this process is reached from this machine. */
function ownUrl(): string {
	const at = httpServer().address();
	if (at === null || typeof at === 'string') throw new Error('the server listens on no port');
	const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
	const host = everywhere[at.address] ?? at.address;
	return `http://${host.includes(':') ? `[${host}]` : host}:${at.port}`;
}
