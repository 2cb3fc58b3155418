import { io, type Socket } from 'socket.io-client';
import type { ClockReply } from '$lib/protocol/common';
import { transports } from './early-line';
import { ServerClock } from './server-clock';

/** `refused`: the server said why in `code`, and it is no use to go on trying. */
export type LineState = 'connecting' | 'online' | 'offline' | 'refused';

/** Refusals that pass by themselves: tried again after so many ms. */
const passing: Record<string, number> = { 'contest/not_prepared': 4000, 'server/unavailable': 2000 };
const patience = 5000;

/** What goes before the acknowledgement in an event's arguments, and what the acknowledgement brings. */
type Request<F> = F extends (...args: infer P) => void ? (P extends [...infer A, unknown] ? A : []) : [];
type Reply<F> = F extends (...args: infer P) => void
	? P extends [...unknown[], (reply: infer R) => void]
		? R
		: never
	: never;

/** The arguments of an event that has no acknowledgement. */
type Told<F> = F extends (...args: infer P) => void ? P : never;

interface WithClock {
	clock: (ack: (reply: ClockReply) => void) => void;
}

/**
 * A line to the server that heals by itself: reconnects with jitter, looks again when the page comes back to the
 * front, keeps the clock measured, and says honestly how it stands.
 */
export class Connection<Listen, Emit extends WithClock> {
	state = $state<LineState>('connecting');
	/** Why the server does not let us in; null while it does. */
	code = $state<string | null>(null);
	readonly clock = new ServerClock();
	private readonly socket: Socket;
	private retry: ReturnType<typeof setTimeout> | undefined;

	/** `auth` is asked anew at each connect, so that a seat taken meanwhile comes along. */
	constructor(namespace: '/play' | '/stage' | '/host', auth: () => object) {
		this.socket = io(namespace, {
			auth: (done) => done(auth()),
			transports,
			tryAllTransports: true,
			reconnectionDelay: 400,
			reconnectionDelayMax: 3000,
			randomizationFactor: 0.6,
			timeout: 8000
		});
		this.socket.on('connect', () => this.online());
		this.socket.on('disconnect', (reason) => this.offline(reason));
		this.socket.on('connect_error', (error) => this.failed(error.message));
		document.addEventListener('visibilitychange', this.look);
		window.addEventListener('pageshow', this.look);
		window.addEventListener('online', this.look);
	}

	get connected(): boolean {
		return this.socket.connected;
	}

	on<E extends keyof Listen & string>(event: E, listener: Listen[E]): void {
		// Socket.IO's own generics can't take the event map as a type parameter; the protocol's map is the contract.
		const heard = listener as (...args: unknown[]) => void;
		this.socket.on<string>(event, heard);
	}

	/** Sends a request and waits for its acknowledgement; null when none came within `patience` ms or the line broke. */
	async ask<E extends keyof Emit & string>(
		event: E,
		...request: Request<Emit[E]>
	): Promise<Reply<Emit[E]> | null> {
		try {
			return await this.socket.timeout(patience).emitWithAck(event, ...request);
		} catch {
			return null;
		}
	}

	/** Tells the server what needs no answer; while the line is broken it is not kept. */
	tell<E extends keyof Emit & string>(event: E, ...said: Told<Emit[E]>): void {
		if (this.socket.connected) this.socket.emit(event, ...said);
	}

	close(): void {
		clearTimeout(this.retry);
		this.clock.stop();
		this.socket.disconnect();
		document.removeEventListener('visibilitychange', this.look);
		window.removeEventListener('pageshow', this.look);
		window.removeEventListener('online', this.look);
	}

	/** Connects again after a refusal that the user has mended. */
	again(): void {
		this.code = null;
		this.state = 'connecting';
		this.socket.connect();
	}

	private online(): void {
		this.state = 'online';
		this.code = null;
		this.clock.follow(async () => {
			const { t }: ClockReply = await this.socket.timeout(patience).emitWithAck('clock');
			return t;
		});
	}

	private offline(reason: string): void {
		this.clock.stop();
		this.state = 'offline';
		// When the server ends the connection on purpose the client does not try again by itself.
		if (reason === 'io server disconnect') this.retryIn(1000);
	}

	private failed(message: string): void {
		if (this.socket.active) {
			if (this.state !== 'connecting') this.state = 'offline';
			return;
		}
		this.code = message;
		const wait = passing[message];
		this.state = 'refused';
		if (wait !== undefined) this.retryIn(wait);
	}

	private retryIn(ms: number): void {
		clearTimeout(this.retry);
		this.retry = setTimeout(() => this.socket.connect(), ms * (0.7 + 0.6 * Math.random()));
	}

	/** A page that was asleep may hold a line that is dead without knowing. */
	private look = (): void => {
		if (document.visibilityState !== 'visible' || this.state === 'refused') return;
		if (!this.socket.connected) {
			// Where there is a line already, the server is about to answer: asked a second time it would hang up.
			if (this.socket.io._readyState !== 'open') this.socket.connect();
			return;
		}
		this.socket
			.timeout(2500)
			.emitWithAck('clock')
			.catch(() => this.socket.io.engine.close());
	};
}
