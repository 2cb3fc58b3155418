import type { IncomingHttpHeaders } from 'node:http';
import { addressForOthers } from '../address';
import type { Config } from '../config';
import { overTls } from './origin';

/** What the stage's QR code holds: the phone's page, under an address that phones can reach. */
export function joinUrl(headers: IncomingHttpHeaders, config: Config, code: string): string {
	const here = `${overTls(headers, config) ? 'https' : 'http'}://${headers.host ?? ''}`;
	const { origin } = addressForOthers(new URL(URL.canParse(here) ? here : 'http://localhost'), config);
	return `${origin}/play/${code}`;
}
