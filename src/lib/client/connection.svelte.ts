import { io, type Socket } from 'socket.io-client';
import type { ClockReply } from '$lib/protocol/common';
import { transports } from './early-line';
import { Pulse } from './pulse';
import { ServerClock } from './server-clock';

/** `refused`: the server said why in `code`, and it is no use to go on trying. `closed`: nobody wants it any more. */
export type LineState = 'connecting' | 'online' | 'offline' | 'refused' | 'closed';

/** Refusals that pass by themselves: tried again after so many ms. */
const passing: Record<string, number> = { 'contest/not_prepared': 4000, 'server/unavailable': 2000 };
const patience = 5000;
/** An acknowledgement that takes longer raises the question whether the line is still there. */
const overdue = 2000;

/** What tells that a page has come back, or that there is a network again. */
const awakenings: [EventTarget, string][] = [
	[document, 'visibilitychange'],
	[window, 'pageshow'],
	[window, 'online']
];

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
 * A line to the server that heals by itself: reconnects with jitter, doubts a silence, looks again when the page comes back
 * to the front or the network has changed, keeps the clock measured, and says honestly how it stands.
 */
export class Connection<Listen, Emit extends WithClock> {
	state = $state<LineState>('connecting');
	/** Why the server does not let us in; null while it does. */
	code = $state<string | null>(null);
	readonly clock = new ServerClock();
	private readonly socket: Socket;
	private readonly pulse: Pulse;
	private retry: ReturnType<typeof setTimeout> | undefined;
	/** When the attempt to connect that is under way began. */
	private tryingSince = performance.now();

	/**
	 * `auth` is asked anew at each connect, so that a seat taken meanwhile comes along. While there is `need` to know, a line that
	 * has died is noticed within 8 s.
	 */
	constructor(
		namespace: '/play' | '/stage' | '/host',
		auth: () => object,
		private readonly need: () => boolean = () => false
	) {
		this.socket = io(namespace, {
			auth: (done) => done(auth()),
			transports,
			tryAllTransports: true,
			reconnectionDelay: 400,
			reconnectionDelayMax: 3000,
			randomizationFactor: 0.6,
			timeout: 6000
		});
		this.pulse = new Pulse(
			(patience) => this.clock.measure(() => this.moment(patience)),
			() => this.socket.connected && this.renew()
		);
		const { io: manager } = this.socket;
		manager.on('reconnect_attempt', () => (this.tryingSince = performance.now()));
		manager.on('open', () => {
			this.pulse.heard();
			manager.engine.on('packet', this.pulse.heard);
		});
		this.socket.on('connect', () => this.online());
		this.socket.on('disconnect', (reason) => this.offline(reason));
		this.socket.on('connect_error', (error) => this.failed(error.message));
		this.watch();
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
		const doubt = setTimeout(() => void this.pulse.doubt(3000), overdue);
		try {
			return await this.socket.timeout(patience).emitWithAck(event, ...request);
		} catch {
			return null;
		} finally {
			clearTimeout(doubt);
		}
	}

	/** Tells the server what needs no answer; while the line is broken it is not kept. */
	tell<E extends keyof Emit & string>(event: E, ...said: Told<Emit[E]>): void {
		if (this.socket.connected) this.socket.emit(event, ...said);
	}

	close(): void {
		clearTimeout(this.retry);
		this.clock.stop();
		this.pulse.stop();
		this.socket.disconnect();
		this.state = 'closed';
		for (const [target, event] of awakenings) target.removeEventListener(event, this.look);
	}

	/** Connects again after it was closed, or after a refusal that the user has mended. */
	again(): void {
		if (this.socket.connected) return;
		this.code = null;
		this.state = 'connecting';
		this.watch();
		this.socket.connect();
	}

	private watch(): void {
		this.pulse.start(() => this.socket.connected && document.visibilityState === 'visible' && this.need());
		for (const [target, event] of awakenings) target.addEventListener(event, this.look);
	}

	private online(): void {
		this.state = 'online';
		this.code = null;
		this.clock.follow(() => this.moment(patience));
	}

	private async moment(patience: number): Promise<number> {
		const { t }: ClockReply = await this.socket.timeout(patience).emitWithAck('clock');
		return t;
	}

	/** Gives up what there is of a line and tries for a new one, each phone a little later than the other. */
	private renew(): void {
		this.tryingSince = performance.now();
		this.socket.disconnect();
		this.retryIn(300);
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

	/**
	 * A page that was asleep, or has another network now, may hold a line that is dead without knowing, or wait on one that will
	 * never come; and while a phone sleeps its clock may stand still.
	 */
	private look = (event: Event): void => {
		const loaded = event instanceof PageTransitionEvent && !event.persisted;
		if (loaded || document.visibilityState !== 'visible' || this.state === 'refused') return;
		if (this.socket.connected) {
			this.clock.follow(() => this.moment(patience));
			void this.pulse.doubt(2500);
		} else if (performance.now() - this.tryingSince > 2500) this.renew();
	};
}
