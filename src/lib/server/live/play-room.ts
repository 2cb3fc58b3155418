import type { Namespace, Socket } from 'socket.io';
import { bearing, type ContestEvent } from '$lib/contest/events';
import { onlooker, phoneView, seeReading, takesAlong, youViews } from '$lib/contest/views/phone';
import { hasFormulas } from '$lib/contest/views/shared';
import type { PhoneToServer, ServerToPhone } from '$lib/protocol/events';
import type { Hello, Me, OnlookerJoin, Recorded, SeatJoin, You } from '$lib/protocol/phone';
import { leanView, leanYou, type LeanPhoneView } from '$lib/protocol/phone-lean';
import { newSeatBarred } from '$lib/contest/late';
import { keyIsShown, preparedOf, questionOf, type Contest } from '$lib/contest/state';
import { joinAudience, type OnlookerOutcome } from '../contest/onlookers';
import { noteAbsences, noteMoves, type Absence } from '../contest/signals';
import { takeSeats, type JoinOutcome } from '../contest/seats';
import { SeatedNames } from '../contest/typed-names';
import type { LiveContest } from './contest';
import { holdersOf, recordedNow } from './coming-back';
import { Together } from './together';
import type { Db } from '../db/client';
import type { Lines } from '../observe/metrics';
import { seal } from './seal';
import type { ViewLine } from './view-line';
import { Mailing, packetOf, write, type Packet } from './wire';

/** Who holds a phone: a contestant with her seat, or an onlooker (CO5). */
export interface Holder extends Omit<Me, 'answer'> {
	/** The SBD, or minus the number of the onlooker, so that neither is taken for the other. */
	player: number;
}

export interface PhoneData {
	room: PlayRoom;
	/** Who holds this phone; null: nobody yet. */
	player: number | null;
	token: string | null;
	/** The how-manyth line of this process it is. */
	line: number;
	/** Proves the seat by name that this phone asked for first; it gets no other one. */
	asked: string | null;
	/** Whose token the handshake brought; the socket becomes hers when it is welcomed. */
	holder: Holder | null;
	/** The handshake brought the token of somebody whose data were erased meanwhile. */
	erased: boolean;
	/** What this socket has been sent sealed (PH10). */
	sealed: string | null;
	/** What it has been shown last: what all are, and the part of its own. */
	shared: string | null;
	you: string | null;
	views: ViewLine;
}

/** Phones on the line; nobody has joined yet on one that is unseated. */
export type Phones = Pick<Lines, 'contestant' | 'onlooker' | 'unseated'>;

type NoEvents = Record<string, never>;
export type PhoneNamespace = Namespace<PhoneToServer, ServerToPhone, NoEvents, PhoneData>;
export type PhoneSocket = Socket<PhoneToServer, ServerToPhone, NoEvents, PhoneData>;

type Shared = Omit<LeanPhoneView, 'you'>;

interface ViewPacket extends Packet {
	/** The part of the view that differs from seat to seat; equal for equal parts. */
	you: string;
}

interface Views {
	state: Contest;
	/** Equal for what looks equal. */
	fingerprint: string;
	whole: Encoded;
	/** For phones that have the question as `sealed`: its key in the place of its text (PH10). */
	unsealing: Encoded | null;
	sealed: string | null;
	youOf: (player: number) => You | null;
}

/** Phones that need not read along are told so much later that a question is read out, ms; see docs/decisions/messages.md. */
const readingShownAfter = 1500;
/** In a crowd seats are given so much apart, ms: each time costs about as much as a look at every seat. */
const seatsRest = 10;

/** The phones of one contest on this process, and what each of them has been shown. */
export class PlayRoom {
	readonly seats: Together<SeatJoin, JoinOutcome>;
	readonly audience: Together<OnlookerJoin, OnlookerOutcome>;
	/** Whose a token is; null: nobody's. */
	readonly holders: Together<string, Holder | null>;
	/** What is recorded of a player for the question on the floor. */
	readonly recorded: Together<number, Recorded | null>;
	/** What phones say of having been left (JU6). */
	readonly absences: Together<Absence, Absence>;
	private readonly players = new Map<number, PhoneSocket>();
	private readonly guests = new Set<PhoneSocket>();
	private made: Views | null = null;
	private reading: NodeJS.Timeout | undefined;
	private hellos: { state: Contest; seated: Packet; guest: Packet } | null = null;

	constructor(
		private readonly phones: PhoneNamespace,
		readonly contest: LiveContest,
		db: Db,
		private readonly onSeat: (sbd: number, present: boolean) => void
	) {
		const seated = new SeatedNames();
		this.seats = new Together(async (joins) => {
			const outcomes = await takeSeats(db, contest.id, contest.state, joins, seated);
			// Told when this process knows of the seats.
			await contest.catchUp();
			const moved = outcomes.flatMap((o) => (o.ok && o.moved ? [o.seat.sbd] : []));
			// Nobody waits for it: a sign that is lost is none.
			if (contest.signals) void noteMoves(db, contest.id, contest.state, moved).catch(() => {});
			return outcomes;
		}, seatsRest);
		this.audience = new Together((joins) => joinAudience(db, contest.id, contest.state, joins));
		this.holders = new Together((tokens) => holdersOf(db, contest.id, tokens));
		this.recorded = new Together((players) => recordedNow(db, contest, players));
		this.absences = new Together((absences) => noteAbsences(db, contest.id, absences));
		contest.follow(({ before, events, named }) => {
			if (named) void this.rename(named).catch(() => {});
			if (events.some(({ event }) => event.type === 'prepared')) this.greetAll();
			else if (newSeatBarred(before) !== newSeatBarred(contest.state))
				this.guests.forEach((socket) => this.greet(socket));
			if (events.at(-1)?.event.type === 'presented' && !seeReading(contest.state)) this.showReading();
			else if (events.some(({ event }) => bearing(event) !== 'none')) this.showAll();
			else events.forEach(({ event }) => this.showTouched(event));
		});
	}

	/** Whether no phone is here. */
	get empty(): boolean {
		return this.players.size + this.guests.size === 0;
	}

	countInto(sum: Phones): void {
		for (const player of this.players.keys()) sum[player > 0 ? 'contestant' : 'onlooker']++;
		sum.unseated += this.guests.size;
	}

	/** A phone that nobody holds yet. */
	addGuest(socket: PhoneSocket): void {
		this.guests.add(socket);
		this.greet(socket);
		this.show(socket);
	}

	/**
	 * The phone is hers from now on; another one that was is told and let go (CO6). Of two lines of one phone she has the
	 * one that was opened last: what comes by the other has been on its way for long, and nobody is at its end.
	 */
	give(socket: PhoneSocket, player: number): void {
		this.remove(socket);
		const before = this.players.get(player);
		const { token, line } = socket.data;
		if (before && before.data.token === token && before.data.line > line) return void socket.conn.close();
		if (before) letGo(before);
		socket.data.player = player;
		this.players.set(player, socket);
		if (player > 0) this.onSeat(player, true);
	}

	/** Sends a phone all that it needs to be right again: its view is whole. */
	show(socket: PhoneSocket): void {
		const views = this.views();
		const mailing = new Mailing();
		this.mail(socket, this.packetFor(socket, views), views, mailing);
		mailing.send();
	}

	private mail(
		socket: PhoneSocket,
		packet: ViewPacket,
		{ whole, sealed, fingerprint }: Views,
		mailing: Mailing
	): void {
		if (!socket.connected || !socket.data.views.show(packet, mailing)) return;
		socket.data.shared = fingerprint;
		socket.data.you = packet.you;
		if (whole.shared.question?.sealed) socket.data.sealed = sealed;
	}

	remove(socket: PhoneSocket): void {
		this.guests.delete(socket);
		const { player } = socket.data;
		if (player === null || this.players.get(player) !== socket) return;
		this.players.delete(player);
		if (player > 0) this.onSeat(player, false);
	}

	/** The contest was deleted: each phone comes back once more, and is told that there is no such contest. */
	dismiss(): void {
		clearTimeout(this.reading);
		for (const socket of [...this.guests, ...this.players.values()]) socket.disconnect();
	}

	socketOf(player: number): PhoneSocket | undefined {
		return this.players.get(player);
	}

	/** The phones that somebody holds. */
	seated(): PhoneSocket[] {
		return [...this.players.values()];
	}

	greet(socket: PhoneSocket): void {
		const { state } = this.contest;
		if (this.hellos?.state !== state)
			this.hellos = { state, seated: this.hello(true), guest: this.hello(false) };
		write(socket.conn, socket.data.player === null ? this.hellos.guest : this.hellos.seated);
	}

	private hello(seated: boolean): Packet {
		const prepared = preparedOf(this.contest.state);
		const { title, organizer, rules, units } = prepared;
		const hello: Hello = {
			code: this.contest.code,
			title,
			organizer,
			registration: rules.registration,
			seats: rules.boards !== 'paper',
			barred: newSeatBarred(this.contest.state),
			audience: rules.audience.joins,
			named: rules.names !== 'generated',
			units,
			rehearsal: this.contest.rehearsal,
			signals: this.contest.signals,
			formulas: hasFormulas(prepared),
			keepDays: this.contest.keepDays,
			seated
		};
		return packetOf('hello', hello);
	}

	private greetAll(): void {
		for (const socket of this.guests) this.greet(socket);
		for (const socket of this.players.values()) this.greet(socket);
	}

	/** What somebody is told of herself. */
	async me({ player, ...holder }: Holder): Promise<Me> {
		const asks = this.contest.state.turn !== null;
		return { ...holder, answer: asks ? await this.recorded.put(player) : null };
	}

	/** Her own phone is told what has become of her name; all others see what the room may see of it. */
	private async rename(players: number[]): Promise<void> {
		this.made = null;
		this.hellos = null;
		if (!this.contest.state.prepared) return;
		// Who has not come in yet learns how long hers would be kept.
		this.guests.forEach((socket) => this.greet(socket));
		this.showAll();
		await Promise.all(
			players.map(async (player) => {
				const socket = this.players.get(player);
				const holder = socket?.data.token ? await this.holders.put(socket.data.token) : null;
				if (socket && holder) write(socket.conn, packetOf('me', await this.me(holder)));
			})
		);
	}

	/** A question that is opened at once is one message to each phone and not two. */
	private showReading(): void {
		clearTimeout(this.reading);
		this.reading = setTimeout(() => this.showAll(), readingShownAfter);
	}

	/** One message to each phone for which something has changed, encoded once for each class of phones. */
	private showAll(): void {
		clearTimeout(this.reading);
		const views = this.views();
		const mailing = new Mailing();
		for (const sockets of [this.players.values(), this.guests])
			for (const socket of sockets) {
				const packet = this.packetFor(socket, views);
				const { shared, you } = socket.data;
				if (shared !== views.fingerprint || you !== packet.you) this.mail(socket, packet, views, mailing);
			}
		mailing.send();
	}

	/** What bears on no course concerns single phones: the others would be shown the same again. */
	private showTouched(event: ContestEvent): void {
		const sbds = event.type === 'boardsSet' ? event.sbds : event.type === 'appealed' ? [event.sbd] : [];
		for (const sbd of sbds) {
			const socket = this.players.get(sbd);
			if (socket) this.show(socket);
		}
	}

	private packetFor({ data }: PhoneSocket, { whole, unsealing, sealed, youOf }: Views): ViewPacket {
		const own = data.player === null ? null : youOf(data.player);
		// A phone that was sent the question sealed gets the key alone; whoever comes later gets the question (PH10).
		return (unsealing && data.sealed === sealed ? unsealing : whole).packetFor(own);
	}

	/** Made once for each state of the contest: phones that come back all at once are shown the same. */
	private views(): Views {
		const { state } = this.contest;
		if (this.made?.state !== state)
			this.made = {
				state,
				...sharedViews(this.contest),
				youOf: playerViews(this.contest)
			};
		return this.made;
	}
}

function sharedViews({
	shown: state,
	nameOf,
	secret,
	id
}: LiveContest): Pick<Views, 'fingerprint' | 'whole' | 'unsealing' | 'sealed'> {
	const view = phoneView(state, nameOf);
	const { question } = view;
	const whole = new Encoded(leanView(view));
	const { v: _, ...seen } = whole.shared;
	const fingerprint = JSON.stringify(seen);
	if (!question || !preparedOf(state).rules.sealedStart)
		return { fingerprint, whole, unsealing: null, sealed: null };
	const { sealed, early, key } = seal({ contestId: id, secret }, questionOf(state, question.q));
	if (question.state === 'presented')
		return {
			fingerprint,
			whole: new Encoded(leanView({ ...view, question: { ...question, sealed, early } })),
			unsealing: null,
			sealed
		};
	const asks = question.state === 'open' || question.state === 'paused';
	const keyed = { ...question, text: '', options: [], media: [], unseal: key };
	return {
		fingerprint,
		whole,
		unsealing: asks ? new Encoded(leanView({ ...view, question: keyed })) : null,
		sealed
	};
}

/** Views that differ in nothing but the player's part, encoded once for all whose part is equal. */
class Encoded {
	private readonly byPart = new Map<You | null, ViewPacket>();
	private readonly byText = new Map<string, ViewPacket>();

	constructor(readonly shared: Shared) {}

	packetFor(own: You | null): ViewPacket {
		const known = this.byPart.get(own);
		if (known) return known;
		const you = JSON.stringify(own);
		const packet = this.byText.get(you) ?? { you, ...this.encoded(own) };
		this.byPart.set(own, packet);
		this.byText.set(you, packet);
		return packet;
	}

	private encoded(own: You | null): Packet {
		return packetOf('view', own ? { ...this.shared, you: leanYou(own) } : this.shared);
	}
}

/**
 * The part of each player. Who plays along is told her place when a key is shown and at the end, not before: until then
 * all of them are one class.
 */
function playerViews({ state, standing }: LiveContest): (player: number) => You | null {
	const seatOf = youViews(state);
	const inAudience = { ...onlooker, plays: takesAlong(state).audience };
	const shown = keyIsShown(state.turn) ? state.turn.q : null;
	const ended = state.phase === 'finished';
	return (player) => {
		const you = player < 0 ? inAudience : seatOf(player);
		if (!you || (shown === null && !ended)) return you;
		const beside = you.verdict === null && shown !== null ? standing.verdictOn(shown, player) : null;
		const audience = player < 0 || you.status === 'out' ? standing.placeOf(player) : null;
		if (beside === null) return audience === null ? you : { ...you, audience };
		return { ...you, audience, verdict: beside, along: true };
	};
}

/** Tells a phone that somebody else holds its seat now, or she another phone. */
export function letGo(socket: PhoneSocket): void {
	socket.emit('moved');
	socket.disconnect();
}
