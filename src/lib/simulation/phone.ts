import { io, type Socket } from 'socket.io-client';
import { Seal } from '$lib/client/seal';
import type { PhoneToServer, ServerToPhone } from '$lib/protocol/events';
import { wholeView } from '$lib/protocol/phone-lean';
import type { Hello, Join, Me, PhoneView, Recorded, You } from '$lib/protocol/phone';

/** How the phone asks for its seat, once it knows what the form asks for. */
export type Ticket = (hello: Hello) => Join;

/** What a phone shows of its seat, as far as it is checked afterwards. */
export type SeenYou = Pick<You, 'status' | 'verdict' | 'plays' | 'rescued' | 'outAt' | 'rank'>;

/** A view, as far as it is checked afterwards. */
export interface SeenView {
	v: number;
	phase: PhoneView['phase'];
	left: number;
	q: number | null;
	state: 'presented' | 'open' | 'paused' | 'revealed' | 'voided' | null;
	/** The key of a revealed question. */
	key: string | null;
	you: SeenYou | null;
}

/** What a phone does and hears, as it happens. */
export type PhoneAct =
	| { did: 'asked for a seat' }
	| { did: 'was seated'; sbd: number | null }
	| { did: 'chose'; q: number; c: number; v: string }
	| { did: 'sent'; q: number; c: number }
	| { did: 'heard nothing'; q: number; c: number }
	| { did: 'was confirmed'; q: number; c: number; v: string }
	| { did: 'was refused'; code: string }
	| { did: 'saw'; view: SeenView }
	| { did: 'lost its line' }
	| { did: 'found no line'; why: string }
	| { did: 'is in trouble'; trouble: string };

/** Refusals that pass by themselves. */
const passing = new Set(['server/unavailable', 'limit/too_fast', 'join/wait', 'contest/not_prepared']);
const patience = 5000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * A phone without a screen over a real socket. It keeps its seat and its last choice as a real one does, comes back by
 * itself when the line breaks, and remembers all that it sent and was told.
 */
export class SimulatedPhone {
	seat: Me | null = null;
	view: PhoneView | null = null;
	/** Every choice that was made in the contest, in order; those of who plays along are outside it (CO5). */
	readonly choices: Recorded[] = [];
	/** What the server has confirmed as recorded. */
	readonly acks: Recorded[] = [];
	readonly views: SeenView[] = [];
	/** How often each refusal came. */
	readonly refusals = new Map<string, number>();
	/** From sending a choice to its acknowledgement, ms. */
	readonly latencies: number[] = [];
	/** What must not happen: another seat after a reconnect, an answer forgotten. */
	readonly troubles: string[] = [];
	/** How often the line broke. */
	drops = 0;
	onView: (view: PhoneView) => void = () => {};
	onAct: (act: PhoneAct) => void = () => {};
	/** Resolves when it has a seat (true) or has been refused one for good. */
	readonly seated: Promise<boolean>;

	private readonly socket: Socket<ServerToPhone, PhoneToServer>;
	private tellSeated: (seated: boolean) => void = () => {};
	private readonly seal = new Seal();
	private token: string | undefined;
	private joining = false;
	/** Chosen, and the server has not said yet what became of it. */
	private pending: Recorded | null = null;
	private counter = 0;
	/** What had been confirmed when the line broke. What the new line confirms may overtake what it tells of the past. */
	private before: Recorded | undefined;
	/** After a reconnect: what had been confirmed before, and what the server says is recorded. */
	private memory: { acked: Recorded; told: Recorded | null } | null = null;
	private closed = false;

	constructor(
		url: string,
		code: string,
		private readonly ticket: Ticket
	) {
		this.seated = new Promise((resolve) => (this.tellSeated = resolve));
		this.socket = io(`${url}/play`, {
			auth: (done) => done({ code, token: this.token }),
			transports: ['websocket'],
			forceNew: true,
			reconnectionDelay: 250,
			reconnectionDelayMax: 1500,
			randomizationFactor: 0.6,
			timeout: 6000
		});
		this.socket.on('hello', (hello) => void this.takeSeat(hello));
		this.socket.on('me', (me) => this.remembered(me));
		this.socket.on('view', (view) => this.see(this.seal.read(wholeView(view))));
		this.socket.on('moved', () => {
			this.trouble('the seat was opened on another device');
			this.close();
		});
		this.socket.on('disconnect', (reason) => this.lost(reason));
		this.socket.on('connect_error', (error) => this.barred(error.message));
	}

	get connected(): boolean {
		return this.socket.connected;
	}

	/** It does not come back any more: it was closed, or turned away for good. */
	get gone(): boolean {
		return this.closed;
	}

	/** Records a choice (PH4) and sends it until the server has said what became of it. */
	choose(q: number, v: string): void {
		this.pending = { q, c: (this.counter += 1), v };
		if (!this.view?.you?.along) {
			this.choices.push(this.pending);
			this.onAct({ did: 'chose', ...this.pending });
		}
		void this.send();
	}

	/** Breaks the line as a dead spot in the hall does; the phone comes back by itself. */
	breakLine(): void {
		this.socket.io.engine.close();
	}

	close(): void {
		this.closed = true;
		this.tellSeated(this.seat !== null);
		this.socket.disconnect();
	}

	private async takeSeat(hello: Hello): Promise<void> {
		if (this.seat || this.joining) return;
		this.joining = true;
		const request = this.ticket(hello);
		while (!this.closed && !this.seat && this.socket.connected) {
			this.onAct({ did: 'asked for a seat' });
			// No answer: the same request again gets the same seat (IN6), here or after the next hello.
			const ack = await this.socket
				.timeout(patience)
				.emitWithAck('join', request)
				.catch(() => null);
			if (ack?.ok) {
				this.token = ack.token;
				this.seat = ack.me;
				this.onAct({ did: 'was seated', sbd: ack.me.sbd });
				this.tellSeated(true);
			} else if (ack) {
				this.refused(ack.code);
				if (!passing.has(ack.code)) this.close();
				else await wait(300);
			}
		}
		this.joining = false;
	}

	private remembered(me: Me): void {
		if (this.seat && me.sbd !== this.seat.sbd)
			this.trouble(`seat ${this.seat.sbd} became ${me.sbd} after a reconnect`);
		this.seat = me;
		this.onAct({ did: 'was seated', sbd: me.sbd });
		const acked = this.before;
		this.memory = acked ? { acked, told: me.answer } : null;
		if (me.answer) this.confirmed(me.answer);
		void this.send();
	}

	private see(view: PhoneView): void {
		if (this.view && view.v < this.view.v) return;
		this.view = view;
		const { v, phase, left, question, reveal, you } = view;
		const state = question?.state ?? null;
		const shown = {
			v,
			phase,
			left,
			q: question?.q ?? null,
			state,
			key: reveal?.key ?? null,
			you: you && seen(you)
		};
		this.views.push(shown);
		this.onAct({ did: 'saw', view: shown });
		this.checkMemory(view);
		this.onView(view);
	}

	/** What was confirmed for the question on the floor is still there when the phone comes back (PH6). */
	private checkMemory({ question }: PhoneView): void {
		const memory = this.memory;
		this.memory = null;
		if (!memory || question?.q !== memory.acked.q) return;
		const { acked, told } = memory;
		if (told?.q !== acked.q || told.c < acked.c)
			this.trouble(`choice ${acked.c} of question ${acked.q} was forgotten after a reconnect`);
	}

	private trouble(trouble: string): void {
		this.troubles.push(trouble);
		this.onAct({ did: 'is in trouble', trouble });
	}

	private async send(): Promise<void> {
		const choice = this.pending;
		if (!choice || !this.seat || !this.socket.connected) return;
		const sent = performance.now();
		this.onAct({ did: 'sent', q: choice.q, c: choice.c });
		const ack = await this.socket
			.timeout(patience)
			.emitWithAck('answer', choice)
			.catch(() => null);
		if (ack?.ok) {
			this.latencies.push(performance.now() - sent);
			this.confirmed({ q: choice.q, c: ack.c, v: ack.v });
			return;
		}
		if (ack) {
			this.refused(ack.code);
			if (!passing.has(ack.code)) {
				if (this.pending === choice) this.pending = null;
				return;
			}
			await wait(200);
		} else this.onAct({ did: 'heard nothing', q: choice.q, c: choice.c });
		// A newer choice has been sent by itself; without a line it waits for the next one.
		if (this.pending === choice) await this.send();
	}

	private confirmed(recorded: Recorded): void {
		if (this.choices.some(({ q }) => q === recorded.q)) {
			this.acks.push(recorded);
			this.onAct({ did: 'was confirmed', ...recorded });
		}
		if (this.pending && this.pending.q === recorded.q && this.pending.c <= recorded.c) this.pending = null;
	}

	private refused(code: string): void {
		this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
		this.onAct({ did: 'was refused', code });
	}

	private lost(reason: string): void {
		if (this.closed) return;
		this.drops += 1;
		this.onAct({ did: 'lost its line' });
		this.before = this.acks.at(-1);
		// When the server ends the connection on purpose Socket.IO does not try again by itself.
		if (reason === 'io server disconnect') this.again(500);
	}

	private barred(code: string): void {
		if (this.socket.active) return this.onAct({ did: 'found no line', why: code });
		this.refused(code);
		if (passing.has(code)) this.again(500);
		else this.close();
	}

	private again(ms: number): void {
		setTimeout(() => {
			if (!this.closed) this.socket.connect();
		}, ms);
	}
}

/** Playing along is outside the contest (CO5), and so is what it shows. */
function seen({ status, verdict, plays, along, rescued, outAt, rank }: You): SeenYou {
	return { status, verdict: along ? null : verdict, plays: plays && !along, rescued, outAt, rank };
}
