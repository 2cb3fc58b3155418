import type { IncomingHttpHeaders } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { Config } from '../config';
import { isThisMachine, plainAddress } from '../lan';

/** A device that is not this machine has come as far as the contest. */
export interface Reached {
	/** ms since 1970, by this machine's clock. */
	at: number;
	/** Where it came from. */
	address: string;
}

/** A crowd that comes in need not be noted one by one. */
const noteEvery = 1000;

/**
 * When a phone last got through to a contest, in memory and of this process: what shows before the show that the address
 * in the QR code is good for more than the machine that gives it out.
 */
export class Reach {
	private readonly byContest = new Map<number, Reached>();

	constructor(
		private readonly interfaces = networkInterfaces,
		private readonly now = Date.now
	) {}

	/** A phone knocks, whether it is let in or not. */
	note(contestId: number, address: string): void {
		const at = this.now();
		const last = this.byContest.get(contestId);
		if (last && at - last.at < noteEvery) return;
		if (address === '' || isThisMachine(address, this.interfaces)) return;
		this.byContest.set(contestId, { at, address: plainAddress(address) });
	}

	of(contestId: number): Reached | null {
		return this.byContest.get(contestId) ?? null;
	}

	/** The contest was deleted. */
	forget(contestId: number): void {
		this.byContest.delete(contestId);
	}
}

/** Where a socket comes from; behind a proxy of one's own, what that one says last. */
export function remoteAddress(
	{ address, headers }: { address: string; headers: IncomingHttpHeaders },
	{ trustProxy }: Pick<Config, 'trustProxy'>
): string {
	const said = trustProxy ? [headers['x-forwarded-for'] ?? ''].flat().join(',') : '';
	return said.split(',').at(-1)?.trim() || address;
}
