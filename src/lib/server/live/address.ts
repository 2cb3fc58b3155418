import type { IncomingHttpHeaders, Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { Config } from '../config';
import { lanAddresses } from '../lan';

/** Works out the address that the stage's QR code must hold, so that a phone can reach it. */
export class JoinAddress {
	constructor(
		private readonly config: Config,
		private readonly http: Server
	) {}

	/**
	 * The page of the phone. A stage opened as `localhost` on the hall's laptop must not send phones to themselves: then
	 * this machine's address in the network is taken; otherwise the one under which the stage itself came.
	 */
	of(headers: IncomingHttpHeaders, code: string): string {
		return `${this.base(headers)}/play/${code}`;
	}

	private base(headers: IncomingHttpHeaders): string {
		if (this.config.publicUrl) return this.config.publicUrl;
		const host = headers.host ?? '';
		const secure = this.config.trustProxy && headers['x-forwarded-proto'] === 'https';
		if (host && !/^(localhost|127\.|\[::1\])/.test(host)) return `${secure ? 'https' : 'http'}://${host}`;
		const address = this.http.address();
		const port = address !== null && typeof address === 'object' ? address.port : this.config.port;
		return `http://${lanAddresses(networkInterfaces())[0] ?? 'localhost'}:${port}`;
	}
}
