import type { Namespace, Socket } from 'socket.io';
import { bearing } from '$lib/contest/events';
import { phoneView, youViews } from '$lib/contest/views/phone';
import type { PhoneToServer, ServerToPhone } from '$lib/protocol/events';
import type { PhoneView } from '$lib/protocol/phone';
import { preparedOf, type Contest } from '$lib/contest/state';
import type { Seat } from '../contest/seats';
import type { LiveContest } from './contest';
import { JoinQueue } from './join-queue';
import type { Db } from '../db/client';

export interface PhoneData {
	room: PlayRoom;
	/** The seat that this socket holds; null: none yet. */
	sbd: number | null;
	token: string | null;
	/** Whose token the handshake brought; the socket is given its seat when it is welcomed. */
	seat: Seat | null;
}

type NoEvents = Record<string, never>;
export type PhoneNamespace = Namespace<PhoneToServer, ServerToPhone, NoEvents, PhoneData>;
export type PhoneSocket = Socket<PhoneToServer, ServerToPhone, NoEvents, PhoneData>;

interface Views {
	state: Contest;
	shared: Omit<PhoneView, 'you'>;
	youOf: ReturnType<typeof youViews>;
}

/** The phones of one contest on this process, and what each of them has been shown. */
export class PlayRoom {
	readonly joins: JoinQueue;
	private readonly seats = new Map<number, PhoneSocket>();
	private readonly guests = new Set<PhoneSocket>();
	/** What the shared part and each seat's part looked like when they were last sent. */
	private shownShared = '';
	private readonly shownYou = new Map<number, string>();
	private made: Views | null = null;

	constructor(
		private readonly phones: PhoneNamespace,
		readonly contest: LiveContest,
		db: Db,
		private readonly onSeat: (sbd: number, present: boolean) => void
	) {
		this.joins = new JoinQueue(db, contest);
		contest.follow(({ events }) => {
			if (!events.some(({ event }) => bearing(event) !== 'none')) return;
			if (events.some(({ event }) => event.type === 'prepared')) this.greetAll();
			this.showAll();
		});
	}

	/** A phone without a seat yet. */
	addGuest(socket: PhoneSocket): void {
		this.guests.add(socket);
		this.greet(socket);
		socket.emit('view', { ...this.views().shared, you: null });
	}

	/** Gives the seat to this socket; whoever had it is told and let go (CO6). */
	seat(socket: PhoneSocket, sbd: number): void {
		this.guests.delete(socket);
		const before = this.seats.get(sbd);
		if (before && before !== socket) letGo(before);
		socket.data.sbd = sbd;
		this.seats.set(sbd, socket);
		this.onSeat(sbd, true);
	}

	/** Sends a phone all that it needs to be right again: its view is whole. */
	show(socket: PhoneSocket): void {
		const { sbd } = socket.data;
		const { shared, youOf } = this.views();
		const you = sbd === null ? null : youOf(sbd);
		if (sbd !== null) this.shownYou.set(sbd, JSON.stringify(you));
		socket.emit('view', { ...shared, you });
	}

	remove(socket: PhoneSocket): void {
		this.guests.delete(socket);
		const { sbd } = socket.data;
		if (sbd === null || this.seats.get(sbd) !== socket) return;
		this.seats.delete(sbd);
		this.shownYou.delete(sbd);
		this.onSeat(sbd, false);
	}

	/** The contest was deleted: each phone comes back once more, and is told that there is no such contest. */
	dismiss(): void {
		for (const socket of [...this.guests, ...this.seats.values()]) socket.disconnect();
	}

	socketOf(sbd: number): PhoneSocket | undefined {
		return this.seats.get(sbd);
	}

	greet(socket: PhoneSocket): void {
		const { title, organizer, rules, units } = preparedOf(this.contest.state);
		const seated = socket.data.sbd !== null;
		socket.emit('hello', {
			code: this.contest.code,
			title,
			organizer,
			registration: rules.registration,
			seats: rules.boards !== 'paper',
			audience: rules.audience.joins,
			units,
			rehearsal: this.contest.rehearsal,
			seated
		});
	}

	private greetAll(): void {
		for (const socket of this.guests) this.greet(socket);
		for (const socket of this.seats.values()) this.greet(socket);
	}

	/** One message to each phone for which something has changed, encoded once for each class of phones. */
	private showAll(): void {
		const { shared, youOf } = this.views();
		const { v: _, ...seen } = shared;
		const fingerprint = JSON.stringify(seen);
		const sharedChanged = fingerprint !== this.shownShared;
		this.shownShared = fingerprint;
		const classes = new Map<string, { you: PhoneView['you']; sockets: string[] }>();
		for (const [sbd, socket] of this.seats) {
			const you = youOf(sbd);
			const key = JSON.stringify(you);
			if (!sharedChanged && this.shownYou.get(sbd) === key) continue;
			this.shownYou.set(sbd, key);
			const all = classes.get(key);
			if (all) all.sockets.push(socket.id);
			else classes.set(key, { you, sockets: [socket.id] });
		}
		for (const { you, sockets } of classes.values()) this.phones.to(sockets).emit('view', { ...shared, you });
		if (sharedChanged && this.guests.size > 0)
			this.phones.to([...this.guests].map((s) => s.id)).emit('view', { ...shared, you: null });
	}

	/** Made once for each state of the contest: phones that come back all at once are shown the same. */
	private views(): Views {
		const { state, nameOf } = this.contest;
		if (this.made?.state !== state)
			this.made = { state, shared: phoneView(state, nameOf), youOf: youViews(state) };
		return this.made;
	}
}

/** Tells a phone that its seat is on another device now. */
export function letGo(socket: PhoneSocket): void {
	socket.emit('moved');
	socket.disconnect();
}
