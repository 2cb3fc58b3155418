import type { Actor, World } from './scheduler';

/*
 * Socket.IO as the program sees it at both ends, over lines of the world: packets take their time, come one after the other on one line,
 * or never. What the real one does itself, from frames to polling, is tried elsewhere with real sockets.
 */

type Handler = (...args: never[]) => void;
type Loose = (...args: unknown[]) => void;

class Events {
	private readonly handlers = new Map<string, Loose[]>();

	on(event: string, handler: Handler): void {
		// Whoever listens knows what an event brings.
		this.handlers.set(event, [...(this.handlers.get(event) ?? []), handler as Loose]);
	}

	fire(event: string, ...args: unknown[]): void {
		for (const handler of this.handlers.get(event) ?? []) handler(...args);
	}
}

const copy = (value: unknown): unknown =>
	value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** How the line of a phone or a console is. */
export interface Air {
	/** A packet's way, ms. */
	fastest: number;
	slowest: number;
	/** How likely a request arrives twice, or overtakes others. */
	doubles: number;
	overtakes: number;
}

/** What a server listens on, and what stands for Node's HTTP server. */
export class Port {
	readonly namespaces = new Map<string, Namespace>();
	readonly lines = new Set<Line>();

	constructor(
		readonly world: World,
		readonly actor: Actor
	) {}

	/** Records are verified behind the start of a server that listens; here they are at the end. */
	readonly listening = false;

	on(): void {}
	once(): void {}
}

/** In the place of Socket.IO's `Server`. */
export class Server {
	constructor(private readonly port: Port) {}

	of(name: string): Namespace {
		const namespace = new Namespace();
		this.port.namespaces.set(name, namespace);
		return namespace;
	}

	async close(): Promise<void> {
		for (const line of this.port.lines) line.cut('transport close');
	}
}

type Middleware = (socket: ServerSocket, next: (error?: Error) => void) => void;

class Namespace extends Events {
	readonly guards: Middleware[] = [];

	use(guard: Middleware): void {
		this.guards.push(guard);
	}
}

/** One connection: packets go both ways in their order, while it is open. */
class Line {
	open = true;
	private dark = false;
	private forever = false;
	client: ClientSocket | null;
	server: ServerSocket | null = null;
	private readonly last = { up: 0, down: 0 };
	private held: (() => void)[] = [];

	constructor(
		readonly port: Port,
		readonly owner: Actor,
		private readonly air: Air,
		client: ClientSocket
	) {
		this.client = client;
		port.lines.add(this);
	}

	send(way: 'up' | 'down', deliver: () => void): void {
		const { world, actor } = this.port;
		const { fastest, slowest, overtakes } = this.air;
		const takes = world.random.between(fastest, slowest);
		const due = world.now + takes;
		const at = way === 'up' && world.random.chance(overtakes) ? due : Math.max(due, this.last[way]);
		this.last[way] = Math.max(this.last[way], at);
		world.after(at - world.now, way === 'up' ? actor : this.owner, () => {
			if (this.dark) this.held.push(() => this.send(way, deliver));
			else if (this.open) deliver();
		});
	}

	/** A request, that may come twice. */
	request(deliver: () => void): void {
		this.send('up', deliver);
		if (this.port.world.random.chance(this.air.doubles)) this.send('up', deliver);
	}

	/** Packets vanish, and nobody is told; both ends notice by themselves, much later. `forever`: there is no other end any more. */
	black(forever = false): void {
		this.dark = true;
		this.forever ||= forever;
		this.port.world.after(25_000, this.port.actor, () => this.dark && this.endServer());
		this.port.world.after(25_000, this.owner, () => this.dark && this.endClient('ping timeout'));
	}

	light(): void {
		if (this.forever) return;
		this.dark = false;
		for (const again of this.held.splice(0)) again();
	}

	/** It breaks, and both ends are told. */
	cut(reason: string): void {
		if (!this.open) return;
		this.open = false;
		const { world, actor } = this.port;
		world.after(world.random.between(0, 30), this.owner, () => this.endClient(reason));
		world.after(world.random.between(0, 30), actor, () => this.endServer());
	}

	endClient(reason: string): void {
		this.open = false;
		const { client } = this;
		this.client = null;
		client?.ended(reason);
	}

	endServer(): void {
		this.open = false;
		this.port.lines.delete(this);
		const { server } = this;
		this.server = null;
		server?.ended();
	}
}

/** In the place of Socket.IO's `Socket` at the server. */
class ServerSocket extends Events {
	connected = false;
	data: unknown = {};
	readonly conn;

	constructor(
		private readonly line: Line,
		readonly handshake: { auth: unknown; headers: Record<string, string>; address: string }
	) {
		super();
		this.conn = {
			transport: { name: 'polling' },
			writeBuffer: [],
			// `2/play,["view",…]` and `3/play,7[…]`: acknowledgements come by their function here.
			write: (text: string) => {
				const [event, ...args] = JSON.parse(text.slice(text.indexOf(',') + 1)) as [string, ...unknown[]];
				this.deliver(event, args);
			}
		};
	}

	emit(event: string, ...args: unknown[]): void {
		this.deliver(event, args.map(copy));
	}

	disconnect(): void {
		if (!this.connected) return;
		const { line } = this;
		line.send('down', () => line.endClient('io server disconnect'));
		this.connected = false;
		line.server = null;
		line.port.lines.delete(line);
		this.fire('disconnect', 'server namespace disconnect');
	}

	/** What has come from the other end. */
	hear(event: string, args: unknown[], ack: ((value: unknown) => void) | null): void {
		if (this.connected) this.fire(event, ...args.map(copy), ...(ack ? [ack] : []));
	}

	ended(): void {
		if (!this.connected) return;
		this.connected = false;
		this.fire('disconnect', 'transport close');
	}

	private deliver(event: string, args: unknown[]): void {
		const { line } = this;
		if (this.connected) line.send('down', () => line.client?.hear(event, args));
	}
}

interface Options {
	auth: (done: (auth: object) => void) => void;
	reconnectionDelay?: number;
	reconnectionDelayMax?: number;
}

/** Who may be reached, and how good the lines are; one for each world. */
export interface Exchange {
	world: World;
	/** The servers that a device may reach now. */
	ports: () => Port[];
	airOf: (actor: Actor) => Air;
	/** The program has met something that it did not expect. */
	bug: (what: string, error: unknown) => void;
}

/** In the place of Socket.IO's `Socket` in a browser. */
export class ClientSocket extends Events {
	connected = false;
	/** It goes on trying by itself. */
	active = false;
	readonly io = Object.assign(new Events(), {
		engine: Object.assign(new Events(), { close: () => this.breakLine() })
	});
	line: Line | null = null;
	private readonly owner: Actor;
	private tries = 0;
	private waiting: { event: string; args: unknown[]; ack: ((value: unknown) => void) | null }[] = [];

	constructor(
		private readonly exchange: Exchange,
		private readonly namespace: string,
		private readonly options: Options
	) {
		super();
		this.owner = exchange.world.current;
		this.connect();
	}

	connect(): this {
		if (this.active && (this.connected || this.line)) return this;
		this.active = true;
		this.knock();
		return this;
	}

	disconnect(): this {
		this.active = false;
		const { line } = this;
		if (line) {
			line.client = null;
			line.send('up', () => line.endServer());
		}
		this.line = null;
		if (this.connected) {
			this.connected = false;
			this.fire('disconnect', 'io client disconnect');
		}
		return this;
	}

	emit(event: string, ...args: unknown[]): this {
		this.send({ event, args, ack: null });
		return this;
	}

	timeout(ms: number) {
		return {
			emitWithAck: (event: string, ...args: unknown[]) =>
				new Promise<unknown>((resolve, reject) => {
					const { world } = this.exchange;
					const request = { event, args, ack: resolve };
					world.after(ms, this.owner, () => {
						this.waiting = this.waiting.filter((one) => one !== request);
						reject(new Error('operation has timed out'));
					});
					this.send(request);
				})
		};
	}

	/** As a dead spot in the hall does. */
	breakLine(): void {
		this.line?.cut('transport close');
	}

	hear(event: string, args: unknown[]): void {
		this.io.engine.fire('packet');
		if (this.connected) this.fire(event, ...args);
	}

	ended(reason: string): void {
		this.line = null;
		const was = this.connected;
		this.connected = false;
		if (reason === 'io server disconnect') this.active = false;
		if (was) this.fire('disconnect', reason);
		if (this.active) this.later();
	}

	private send(request: { event: string; args: unknown[]; ack: ((value: unknown) => void) | null }): void {
		const { line } = this;
		if (!this.connected || !line) {
			this.waiting.push(request);
			return;
		}
		const { event, args, ack } = request;
		const answer =
			ack &&
			((value: unknown) => {
				const said = copy(value);
				line.send('down', () => {
					this.io.engine.fire('packet');
					ack(said);
				});
			});
		line.request(() => line.server?.hear(event, args, answer));
	}

	private later(): void {
		const { reconnectionDelay = 400, reconnectionDelayMax = 3000 } = this.options;
		const { world } = this.exchange;
		const wait = Math.min(reconnectionDelayMax, reconnectionDelay * 2 ** this.tries++);
		world.after(wait * world.random.between(0.4, 1.6), this.owner, () => {
			if (!this.active || this.line) return;
			this.io.fire('reconnect_attempt');
			this.knock();
		});
	}

	private knock(): void {
		const { world, ports, airOf } = this.exchange;
		const [first, ...others] = ports();
		if (!first) {
			world.after(20, this.owner, () => {
				if (!this.active || this.line) return;
				this.fire('connect_error', new Error('xhr poll error'));
				this.later();
			});
			return;
		}
		const port = world.random.pick([first, ...others]);
		const line = new Line(port, this.owner, airOf(this.owner), this);
		this.line = line;
		const said = asked(this.options.auth);
		line.send('up', () => this.enter(line, copy(said)));
	}

	/** At the server: whoever is refused is told why. */
	private enter(line: Line, auth: unknown): void {
		const namespace = line.port.namespaces.get(this.namespace);
		if (!namespace) return line.endClient('transport close');
		const headers = { host: 'hall', origin: 'http://hall', cookie: 'session' };
		const socket = new ServerSocket(line, { auth, headers, address: '10.0.0.1' });
		const [guard] = namespace.guards;
		const next = (error?: Error) => {
			if (!line.open) return;
			if (error) return line.send('down', () => this.refused(line, error.message));
			line.server = socket;
			socket.connected = true;
			line.send('down', () => this.welcomed(line));
			namespace.fire('connection', socket);
		};
		if (guard) guard(socket, next);
		else next();
	}

	private welcomed(line: Line): void {
		if (this.line !== line) return;
		this.connected = true;
		this.tries = 0;
		this.io.fire('open');
		this.fire('connect');
		for (const request of this.waiting.splice(0)) this.send(request);
	}

	private refused(line: Line, message: string): void {
		line.endServer();
		line.client = null;
		if (this.line !== line) return;
		this.line = null;
		this.active = false;
		this.fire('connect_error', new Error(message));
	}
}

function asked(auth: (done: (auth: object) => void) => void): object {
	let said: object = {};
	auth((given) => (said = given));
	return said;
}
