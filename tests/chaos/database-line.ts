import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Named places in the program's talk with its database, by the statement that is said there. */
export const statements = {
	lock: /^\s*select pg_advisory_xact_lock\(/,
	answers: /insert into "answer"/,
	seats: /insert into "contestant"/,
	event: /insert into "contest_event"/,
	contest: /^update "contest"/,
	notify: /^select pg_notify/,
	commit: /^commit/
} as const;
export type Statement = keyof typeof statements;
// The keys of an object that is written down here.
const names = Object.keys(statements) as Statement[];

/** When the program says a statement, or when the database has carried it out and the program does not know it yet. */
export interface Failpoint {
	statement: Statement;
	when: 'before' | 'after';
	/** Called there; the statement, or its answer, goes no further. */
	reach: () => void;
}

/** A process's line to PostgreSQL. It understands as much of the protocol as it needs to stop at a statement. */
export class DatabaseLine {
	private readonly ends = new Set<Socket>();
	private failpoint: Failpoint | null = null;

	private constructor(
		private readonly proxy: Server,
		/** Of the database, by way of this line. */
		readonly url: string
	) {}

	static async to(url: string): Promise<DatabaseLine> {
		const { hostname, port } = new URL(url);
		const proxy = createServer().listen(0, '127.0.0.1');
		await once(proxy, 'listening');
		const own = new URL(url);
		own.hostname = '127.0.0.1';
		// listen() on a port gives an AddressInfo.
		own.port = String((proxy.address() as AddressInfo).port);
		const line = new DatabaseLine(proxy, own.href);
		proxy.on('connection', (near) => line.join(near, connect(Number(port), hostname)));
		return line;
	}

	/** The next time that a connection comes to this place, `reach` is called; once. */
	stopAt(failpoint: Failpoint): void {
		this.failpoint = failpoint;
	}

	letGo(): void {
		this.failpoint = null;
	}

	/** All connections break. */
	cut(): void {
		for (const end of this.ends) end.destroy();
	}

	async close(): Promise<void> {
		this.proxy.close();
		this.cut();
		await once(this.proxy, 'close');
	}

	private join(near: Socket, far: Socket): void {
		for (const [end, other] of [
			[near, far],
			[far, near]
		] as const) {
			this.ends.add(end.setNoDelay());
			end.on('error', () => {});
			end.on('close', () => {
				this.ends.delete(end);
				other.destroy();
			});
		}
		const talk = new Talk((statement, when) => this.take(statement, when));
		near.on(
			'data',
			messages((message) => {
				if (talk.said(message)) far.write(message);
			})
		);
		far.on(
			'data',
			messages((message) => {
				if (talk.answered(message)) near.write(message);
			})
		);
	}

	/** The failpoint at this place, which is none from now on. */
	private take(statement: Statement, when: Failpoint['when']): Failpoint['reach'] | null {
		const point = this.failpoint;
		if (point?.statement !== statement || point.when !== when) return null;
		this.failpoint = null;
		return point.reach;
	}
}

/** Takes a stream apart into the protocol's messages. */
function messages(deal: (message: Buffer) => void): (chunk: Buffer) => void {
	let rest: Buffer = Buffer.alloc(0);
	return (chunk) => {
		rest = Buffer.concat([rest, chunk]);
		for (;;) {
			// The first message of a connection has no letter, and begins with the zero of its length.
			const head = rest[0] === 0 ? 0 : 1;
			if (rest.length < head + 4) return;
			const length = head + rest.readInt32BE(head);
			if (rest.length < length) return;
			const message = rest.subarray(0, length);
			rest = rest.subarray(length);
			deal(message);
		}
	};
}

/** One connection's talk: which statement is being said, and which answer belongs to which. */
class Talk {
	/** Texts of prepared statements, by name. */
	private readonly prepared = new Map<string, string>();
	/** What has been asked and not answered. */
	private readonly asked: (Statement | null)[] = [];
	private current: Statement | null = null;
	/** What waits for the answer that is stopped at to be whole. */
	private reached: Failpoint['reach'] | null = null;

	constructor(
		private readonly take: (statement: Statement, when: Failpoint['when']) => Failpoint['reach'] | null
	) {}

	/** A message of the program; whether it goes on. */
	said(message: Buffer): boolean {
		switch (String.fromCharCode(message[0] ?? 0)) {
			case 'P': {
				const [name = '', text = ''] = strings(message, 2);
				this.prepared.set(name, text);
				return true;
			}
			case 'B':
				return this.says(this.prepared.get(strings(message, 2)[1] ?? '') ?? '');
			case 'Q': {
				const goes = this.says(strings(message, 1)[0] ?? '');
				this.ask();
				return goes;
			}
			case 'S':
				this.ask();
				return true;
			default:
				return true;
		}
	}

	/** A message of the database; whether it goes on. */
	answered(message: Buffer): boolean {
		const statement = this.asked[0] ?? null;
		if (statement) this.reached ??= this.take(statement, 'after');
		// Ready: what was asked has been done, and is on the disk where it was a commit or stood alone.
		const ready = message[0] === 0x5a;
		if (ready) this.asked.shift();
		if (!this.reached) return true;
		if (ready) {
			this.reached();
			this.reached = null;
		}
		return false;
	}

	private says(text: string): boolean {
		this.current = names.find((name) => statements[name].test(text)) ?? null;
		const reach = this.current && this.take(this.current, 'before');
		reach?.();
		return !reach;
	}

	private ask(): void {
		this.asked.push(this.current);
		this.current = null;
	}
}

/** The first `n` zero-ended texts of a message. */
function strings(message: Buffer, n: number): string[] {
	return message.toString('utf8', 5).split('\0', n);
}
