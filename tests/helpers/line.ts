import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One way of a connection: what comes out of `from` goes into `to`, as long as packets get through. */
class Way {
	private readonly held: (Buffer | null)[] = [];
	open = true;
	/** Between the two ends, ms. */
	delay = 0;
	/** What is on its way with a delay. */
	private late = 0;
	private before = Promise.resolve();

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
		else if (this.delay > 0 || this.late > 0) void this.later(chunk);
		else this.deliver(chunk);
	}

	/** In order also when the delay changes. */
	private async later(chunk: Buffer | null): Promise<void> {
		const due = performance.now() + this.delay;
		this.late += 1;
		this.before = this.before.then(async () => {
			await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
			this.late -= 1;
			this.deliver(chunk);
		});
		await this.before;
	}

	private deliver(chunk: Buffer | null): void {
		if (chunk) this.to.write(chunk);
		else this.to.destroy();
	}
}

/**
 * The line between a phone and the server, as a hall's network is: packets can vanish without anybody being told, which is
 * what aeroplane mode, a lift and a change of network look like from both ends.
 */
export class Line {
	private ways: { up: Way; down: Way }[] = [];
	private readonly ends = new Set<Socket>();
	private dark = false;
	private deaf = false;
	private delay = 0;
	/** Nobody gets through to a server from now on: who knocks is turned away. */
	turnsAway = false;
	/** Something on the way, as there is in schools and firms, breaks every WebSocket. */
	refusesWebSockets = false;

	private constructor(
		private readonly proxy: Server,
		/** `http://host:port` of the server as this phone has it. */
		readonly url: string
	) {}

	/**
	 * A line to the server at `url`, under the same host; with several, connections go to one after the other. Who knocks at
	 * a server that is not there is cut off.
	 */
	static async to(...urls: [string, ...string[]]): Promise<Line> {
		const servers = urls.map((url) => new URL(url));
		const [{ hostname }] = servers as [URL, ...URL[]];
		const proxy = createServer();
		proxy.listen(0, hostname);
		await once(proxy, 'listening');
		// listen() on a port gives an AddressInfo.
		const { port: own } = proxy.address() as AddressInfo;
		const line = new Line(proxy, `http://${hostname}:${own}`);
		let next = 0;
		proxy.on('connection', (phone) => {
			if (line.turnsAway) return void phone.resetAndDestroy();
			const server = servers[next++ % servers.length];
			line.join(phone, connect(Number(server?.port), hostname));
		});
		return line;
	}

	/** Packets vanish from now on, those of new connections too. Nothing is closed. */
	black(): void {
		this.dark = true;
		for (const { up, down } of this.ways) up.open = down.open = false;
	}

	/** What the server says vanishes from now on; what phones say gets through. */
	deafen(): void {
		this.deaf = true;
		for (const { down } of this.ways) down.open = false;
	}

	/** Everything takes so much longer from now on, each way, ms. */
	slow(delay: number): void {
		this.delay = delay;
		for (const { up, down } of this.ways) up.delay = down.delay = delay;
	}

	/** Packets get through again, on connections of before as well. */
	light(): void {
		this.dark = this.deaf = false;
		for (const { up, down } of this.ways) {
			up.resume();
			down.resume();
		}
	}

	/** The phone has another address: its connections are dead for good without having been closed, new ones work. */
	change(): void {
		this.black();
		this.ways = [];
		this.dark = this.deaf = false;
	}

	/** All connections break, and both ends are told; what was on the way is lost. New ones work. */
	cut(): void {
		this.change();
		for (const end of this.ends) end.destroy();
	}

	/** All connections break with a reset, as those of an end that has crashed. New ones work. */
	reset(): void {
		this.change();
		for (const end of this.ends) end.resetAndDestroy();
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
		const [up, down] = [new Way(phone, server), new Way(server, phone)];
		up.open = !this.dark;
		down.open = !this.dark && !this.deaf;
		up.delay = down.delay = this.delay;
		this.ways.push({ up, down });
	}
}
