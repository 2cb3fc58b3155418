import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The port of last time if it is free, so that other tools find the database again; else another, which is kept. */
export async function choosePort(home: string): Promise<number> {
	const file = join(home, 'postgres.port');
	const last = remembered(file);
	if (last && (await listenOnce(last))) return last;
	const port = await listenOnce(0);
	if (!port) throw new Error('no free port on 127.0.0.1');
	writeFileSync(file, `${port}\n`);
	return port;
}

function remembered(file: string): number | undefined {
	try {
		const port = Number(readFileSync(file, 'utf8'));
		return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined;
	} catch {
		return undefined;
	}
}

/** The port (0: any free one) if it can be had on 127.0.0.1. */
function listenOnce(port: number): Promise<number | undefined> {
	return new Promise((done) => {
		const server = createServer();
		server.once('error', () => done(undefined));
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => done(typeof address === 'object' ? address?.port : undefined));
		});
	});
}
