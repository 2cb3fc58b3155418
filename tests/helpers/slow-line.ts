import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SlowLineOptions {
	/** From one end to the other and back, in ms. A new connection costs as much before anything goes over it. */
	roundTrip: number;
	/** Each way, for all connections together. */
	bytesPerSecond: number;
}

export interface SlowLine {
	/** The server's address at this end of the line. */
	url: string;
	/** Bytes that have come down since the start, heads and sockets and all. */
	down(): number;
	close(): Promise<void>;
}

/** Lays a slow line to a server, for pages and sockets alike: what browsers' own throttling does not do for WebSockets. */
export async function slowLine(server: string, options: SlowLineOptions): Promise<SlowLine> {
	const { hostname, port } = new URL(server);
	const up = new Way(options);
	const down = new Way(options);
	const ends = new Set<Socket>();
	const proxy = createServer((near) => {
		const far = connect(Number(port), hostname);
		join(near, far, up, options.roundTrip);
		join(far, near, down, 0);
		for (const end of [near, far]) ends.add(end.setNoDelay());
	});
	proxy.listen(0, hostname);
	await once(proxy, 'listening');
	// listen() on a port gives an AddressInfo.
	const { port: own } = proxy.address() as AddressInfo;
	return {
		url: `http://${hostname}:${own}`,
		down: () => down.carried,
		close: async () => {
			proxy.close();
			for (const end of ends) end.destroy();
			await once(proxy, 'close');
		}
	};
}

/** What comes out of `from` goes over `way` to `to`, from `handshake` ms on. */
function join(from: Socket, to: Socket, way: Way, handshake: number): void {
	const ready = performance.now() + handshake;
	from.on('data', (chunk) => way.carry(to, chunk, ready));
	from.on('close', () => way.carry(to, null, ready));
	from.on('error', () => {});
}

interface Packet {
	/** null: the end of the connection. */
	bytes: Buffer | null;
	ready: number;
}

/** As much as one packet holds. */
const packet = 1400;

/** One way of the line. Connections take turns, packet by packet, as they do on a real one. */
class Way {
	carried = 0;
	private readonly queues = new Map<Socket, Packet[]>();
	private free = 0;
	private running = false;

	constructor(private readonly options: SlowLineOptions) {}

	carry(to: Socket, chunk: Buffer | null, ready: number): void {
		const queue = this.queues.get(to) ?? [];
		this.queues.set(to, queue);
		if (!chunk) queue.push({ bytes: null, ready });
		else
			for (let at = 0; at < chunk.length; at += packet)
				queue.push({ bytes: chunk.subarray(at, at + packet), ready });
		if (!this.running) void this.run();
	}

	private async run(): Promise<void> {
		this.running = true;
		this.free = performance.now();
		while (this.queues.size > 0) {
			let sent = false;
			for (const [to, queue] of this.queues) {
				const next = queue[0];
				if (!next) this.queues.delete(to);
				else if (next.ready <= performance.now()) {
					queue.shift();
					await this.send(to, next.bytes);
					sent = true;
				}
			}
			if (sent) continue;
			await sleep(1);
			this.free = performance.now();
		}
		this.running = false;
	}

	/** Takes as long as the line is busy with it; it arrives half a round trip later. */
	private async send(to: Socket, bytes: Buffer | null): Promise<void> {
		const { roundTrip, bytesPerSecond } = this.options;
		const length = bytes?.length ?? 0;
		this.carried += length;
		this.free += (1000 * length) / bytesPerSecond; // from the last packet's time, however late this machine is
		await sleep(this.free - performance.now());
		setTimeout(() => (bytes ? to.write(bytes) : to.destroy()), roundTrip / 2);
	}
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
