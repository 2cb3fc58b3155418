import type { Exchange } from './sockets';

/** The world that is going on: the programs under test find it where they expect Node and a browser. */
export const here: { exchange: Exchange | null } = { exchange: null };

export function exchange(): Exchange {
	if (!here.exchange) throw new Error('nothing is going on');
	return here.exchange;
}
