import type { IncomingMessage } from 'node:http';
import type { Config } from '../config';
import { Limiter } from '../live/limiter';
import { reportTrouble } from './log';

/** Whoever sends forms that are refused all the time does not fill the disk. */
const pace = new Limiter(5, 1 / 60);

/**
 * Says in the log that a form was refused for its origin, which SvelteKit does without a word before anything of ours runs. Where the
 * page was ours it is nearly always the proxy, whose https is not believed.
 */
export function tellForeignForm(
	{ headers }: Pick<IncomingMessage, 'headers'>,
	status: number,
	{ publicUrl }: Pick<Config, 'publicUrl'>
): void {
	const { origin, host } = headers;
	if (status !== 403 || origin === undefined) return;
	if (origin === `${String(headers['x-forwarded-proto'])}://${host}` || !pace.pass()) return;
	const ours = publicUrl !== undefined && new URL(publicUrl).origin === origin;
	reportTrouble(
		ours
			? 'a form of a page of ours was refused: its Origin is PUBLIC_URL, the request seems to have come another way; ' +
					'probably TRUST_PROXY=1 is missing, or a proxy sends neither Host nor X-Forwarded-Proto on'
			: 'a form was refused for its Origin, which is not the address that it was sent to'
	);
}
