import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One way of a connection: what comes out of `from` goes into `to`, as long as packets get through. */
class Way {
	private readonly held: (Buffer | null)[] = [];
	open = true;

	constructor(
		from: Socket,
		private readonly to: Socket
	) {
		from.on('data', (chunk) => this.pass(chunk));
		from.on('close', () => this.pass(null));
		from.on('error', () => {});
	}

	/** Packets get through again; what was on the way is sent again, as TCP does. */
	resume(): void {
		this.open = true;
		for (const chunk of this.held.splice(0)) this.pass(chunk);
	}

	private pass(chunk: Buffer | null): void {
		if (!this.open) this.held.push(chunk);
		else if (chunk) this.to.write(chunk);
		else this.to.destroy();
	}
}

/**
 * The line between a phone and the server, as a hall's network is: packets can vanish without anybody being told, which is
 * what aeroplane mode, a lift and a change of network look like from both ends.
 */
export class Line {
	private ways: Way[] = [];
	private readonly ends = new Set<Socket>();
	private dark = false;
	/** Something on the way, as there is in schools and firms, breaks every WebSocket. */
	refusesWebSockets = false;

	private constructor(
		private readonly proxy: Server,
		/** `http://host:port` of the server as this phone has it. */
		readonly url: string
	) {}

	/** A line of its own to the server at `url`, under the same host. */
	static async to(url: string): Promise<Line> {
		const { hostname, port } = new URL(url);
		const proxy = createServer();
		proxy.listen(0, hostname);
		await once(proxy, 'listening');
		// listen() on a port gives an AddressInfo.
		const { port: own } = proxy.address() as AddressInfo;
		const line = new Line(proxy, `http://${hostname}:${own}`);
		proxy.on('connection', (phone) => line.join(phone, connect(Number(port), hostname)));
		return line;
	}

	/** Packets vanish from now on, those of new connections too. Nothing is closed. */
	black(): void {
		this.dark = true;
		for (const way of this.ways) way.open = false;
	}

	/** Packets get through again, on connections of before as well. */
	light(): void {
		this.dark = false;
		for (const way of this.ways) way.resume();
	}

	/** The phone has another address: its connections are dead for good without having been closed, new ones work. */
	change(): void {
		this.black();
		this.ways = [];
		this.dark = false;
	}

	/** All connections break, and both ends are told; what was on the way is lost. New ones work. */
	cut(): void {
		this.change();
		for (const end of this.ends) end.destroy();
	}

	async close(): Promise<void> {
		this.proxy.close();
		this.cut();
		await once(this.proxy, 'close');
	}

	private join(phone: Socket, server: Socket): void {
		for (const end of [phone, server]) {
			this.ends.add(end);
			end.on('close', () => this.ends.delete(end));
			end.setNoDelay();
		}
		phone.on('data', (chunk) => {
			if (this.refusesWebSockets && /^upgrade: websocket/im.test(chunk.toString('latin1'))) phone.destroy();
		});
		for (const way of [new Way(phone, server), new Way(server, phone)]) {
			way.open = !this.dark;
			this.ways.push(way);
		}
	}
}
