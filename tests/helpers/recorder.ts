import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to the server on which every byte that the server sends is kept. */
export interface Recorder {
	/** The server's address through this line. */
	url: string;
	/** All that the server has sent so far, byte for byte (latin1). */
	received(): string;
	close(): void;
}

/** Lays a line to `target` (`http://host:port`). What is sent on it is neither read nor changed. */
export async function recordedLine(target: string): Promise<Recorder> {
	const { hostname, port } = new URL(target);
	const chunks: Buffer[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((near) => {
		const far = connect(Number(port), hostname);
		for (const socket of [near, far]) {
			sockets.add(socket);
			socket.on('error', () => socket.destroy());
			socket.on('close', () => sockets.delete(socket));
		}
		far.on('data', (chunk) => chunks.push(chunk));
		near.pipe(far).pipe(near);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// A server that listens on a port has an AddressInfo.
	const { port: here } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${here}`,
		received: () => Buffer.concat(chunks).toString('latin1'),
		close: () => {
			server.close();
			for (const socket of sockets) socket.destroy();
		}
	};
}
