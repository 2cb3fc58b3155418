import { z } from 'zod';
import { mayBeAnswer } from '$lib/bank/question';
import { questionOf, type Contest } from '$lib/contest/state';
import { answerTime } from '$lib/contest/verdicts';
import { takesAlong } from '$lib/contest/views/phone';
import type { Refused } from '$lib/protocol/common';
import {
	answer,
	appeal,
	away as awayRequest,
	join,
	phoneAuth,
	type Answer,
	type AppealRequest,
	type Away,
	type OnlookerJoin,
	type SeatJoin
} from '$lib/protocol/phone';
import { appeal as contestQuestion } from '../contest/appeals';
import { reviewFor } from '../contest/review';
import { claimedSeat, secretOf } from '../contest/pins';
import type { Config } from '../config';
import type { AnswerBatch } from './answer-batch';
import type { Db } from '../db/client';
import { networkOf } from '../lan';
import { observe } from '../observe/metrics';
import type { DatabaseClock } from './clock';
import { onlookerHolder, seatHolder } from './coming-back';
import type { LiveContest } from './contest';
import type { LiveContests } from './contests';
import { Limiter, Limiters } from './limiter';
import {
	letGo,
	PlayRoom,
	type Holder,
	type PhoneNamespace,
	type Phones,
	type PhoneSocket
} from './play-room';
import type { Presence } from './presence';
import { remoteAddress } from './reach';
import { answerRequest, refused, reply } from './request';
import { ViewLine } from './view-line';
import { acknowledgeDirectly, inOnePiece, packetOf, streamOf, write } from './wire';

/** What is shorter is no absence, ms. */
const shortestAbsence = 1000;

/** Namespace `/play`: the phones. */
export class Play {
	private readonly rooms = new Map<number, PlayRoom>();
	/** So many lines have been opened to this process. */
	private lines = 0;
	/** PINs by seat, so that none can be tried out. A card's code is too long for that, and gets its owner in all the same. */
	private readonly pins = new Limiters(5, 1 / 30);
	/** Wrong PINs by where they come from: who tries one at each seat is slowed down too, and a hall behind one address is not. */
	private readonly guesses = new Limiters(1000, 1);
	/** Onlookers that come to one contest through this process: a hall at once, and no flood of made-up names. */
	private readonly audiences = new Limiters(3000, 100);

	constructor(
		private readonly db: Db,
		private readonly clock: DatabaseClock,
		private readonly contests: LiveContests,
		private readonly presence: Presence,
		private readonly phones: PhoneNamespace,
		/** Told of each phone that has got through to a contest, and from where, also of one that may not come in yet. */
		private readonly reached: (contestId: number, address: string) => void,
		private readonly config: Pick<Config, 'trustProxy'>
	) {
		contests.onLoad((contest) => this.rooms.set(contest.id, this.newRoom(contest)));
		contests.onScreens(({ id }) => this.rooms.get(id)?.empty === false);
		contests.onGone(({ id }) => {
			const room = this.rooms.get(id);
			this.rooms.delete(id);
			room?.dismiss();
			presence.forget(id);
		});
		phones.use((socket, next) => {
			this.enter(socket).then(
				(refused) => {
					// That it is in, what the contest is, and how it stands.
					inOnePiece(streamOf(socket.conn));
					next(refused ? new Error(refused) : undefined);
				},
				() => next(new Error('server/unavailable'))
			);
		});
		phones.on('connection', (socket) => this.welcome(socket));
	}

	/** How many phones of each kind are here now, of one contest or of all. */
	count(contestId?: number): Phones {
		const rooms = contestId === undefined ? [...this.rooms.values()] : [this.rooms.get(contestId)];
		const sum: Phones = { contestant: 0, onlooker: 0, unseated: 0 };
		for (const room of rooms) room?.countInto(sum);
		return sum;
	}

	/** A seat has been proved on another device, perhaps through another process: the phone that held it here is told. */
	async seatMoved(contestId: number, sbd: number): Promise<void> {
		const room = this.rooms.get(contestId);
		const socket = room?.socketOf(sbd);
		const token = socket?.data.token;
		if (room && socket && token && !(await room.holders.put(token))) letGo(socket);
	}

	/** People's data were erased: their phones here are told, and come back as those of strangers. */
	async erased(contestId: number): Promise<void> {
		const room = this.rooms.get(contestId);
		if (!room) return;
		await Promise.all(
			room.seated().map(async (socket) => {
				const { token } = socket.data;
				if (!token || (await room.holders.put(token))) return;
				socket.emit('erased');
				socket.disconnect();
			})
		);
	}

	private newRoom(contest: LiveContest): PlayRoom {
		return new PlayRoom(this.phones, contest, this.db, (sbd, present) =>
			this.presence.set(contest.id, sbd, present)
		);
	}

	/** Finds the contest and, by the token, the seat; returns why the phone may not come in. */
	private async enter(socket: PhoneSocket): Promise<string | null> {
		const line = ++this.lines;
		const auth = phoneAuth.safeParse(socket.handshake.auth);
		if (!auth.success) return 'contest/unknown';
		const address = remoteAddress(socket.handshake, this.config);
		const contest = await this.contests.byCode(auth.data.code, address);
		const room = contest && this.rooms.get(contest.id);
		if (!room) return 'contest/unknown';
		this.reached(contest.id, address);
		if (!contest.state.prepared) return 'contest/not_prepared';
		const { token } = auth.data;
		const holder = token ? await room.holders.put(token) : null;
		const own = holder && token ? token : null;
		const asked = own && holder?.sbd ? secretOf(own) : null;
		const views = new ViewLine(socket.conn, () => room.show(socket));
		const shown = { sealed: null, shared: null, you: null };
		const erased = holder === null && token !== undefined && contest.isErased(claimedSeat(token) ?? 0);
		socket.data = { room, player: null, token: own, line, asked, holder, erased, views, ...shown };
		return null;
	}

	private welcome(socket: PhoneSocket): void {
		const { room, holder } = socket.data;
		if (this.rooms.get(room.contest.id) !== room) return void socket.disconnect(); // deleted meanwhile
		// The request that opened the line is some kB a phone that nobody asks for any more; Socket.IO can do without.
		Reflect.set(socket.conn, 'request', null);
		acknowledgeDirectly(socket);
		const answers = new Limiter(20, 8);
		const requests = new Limiter(10, 2);
		const context = { contest: room.contest.id, socket: socket.id };
		socket.on('disconnect', () => room.remove(socket));
		socket.on('clock', (ack) => reply(ack, { t: this.clock.now() }));
		socket.on('join', (raw, ack) =>
			answerRequest({ schema: join, raw, limiter: requests, ack, context, told: observe.joined }, (value) =>
				value.by === 'audience' ? this.joinAudience(socket, value) : this.join(socket, value)
			)
		);
		socket.on('answer', (raw, ack) =>
			answerRequest(
				{ schema: answer, raw, limiter: answers, ack, context, told: observe.answered },
				(value) => this.answer(socket, value)
			)
		);
		socket.on('appeal', (raw, ack) =>
			answerRequest({ schema: appeal, raw, limiter: requests, ack, context }, (value) =>
				this.appeal(socket, value)
			)
		);
		socket.on('away', (raw, ack) =>
			answerRequest({ schema: awayRequest, raw, limiter: requests, ack, context }, (value) =>
				this.away(socket, value)
			)
		);
		socket.on('review', (ack) =>
			answerRequest({ schema: z.undefined(), raw: undefined, limiter: requests, ack, context }, () =>
				reviewFor(this.db, room.contest.id, room.contest.state, socket.data.player)
			)
		);
		if (holder) void this.resume(socket, holder).catch(() => socket.disconnect());
		else {
			if (socket.data.erased) socket.emit('erased');
			room.addGuest(socket);
		}
	}

	/** A phone that comes back: same seat, same recorded answer, the screen of now. */
	private async resume(socket: PhoneSocket, holder: Holder): Promise<void> {
		const { room } = socket.data;
		room.give(socket, holder.player);
		room.contest.interruptions.cameBack(holder.player);
		room.greet(socket);
		const me = await room.me(holder);
		inOnePiece(streamOf(socket.conn));
		write(socket.conn, packetOf('me', me));
		room.show(socket);
	}

	private async join(socket: PhoneSocket, request: SeatJoin) {
		const { room } = socket.data;
		const address = networkOf(remoteAddress(socket.handshake, this.config));
		const byPin = request.by === 'pin';
		if (byPin && !(this.pins.pass(`${room.contest.id}:${request.sbd}`) && this.guesses.pass(address)))
			return refused('join/wait');
		if (request.by === 'name') {
			// Also while the first request is still on its way: whoever takes two seats answers twice (CO2).
			socket.data.asked ??= request.secret;
			if (socket.data.asked !== request.secret) return refused('join/seated');
		}
		const outcome = await room.seats.put(request).catch(away);
		if (byPin && outcome.ok) this.guesses.giveBack(address);
		return outcome.ok ? await this.hold(socket, outcome.token, seatHolder(outcome.seat)) : outcome;
	}

	private async joinAudience(socket: PhoneSocket, request: OnlookerJoin) {
		const { room } = socket.data;
		if (!this.audiences.pass(String(room.contest.id))) return refused('limit/too_fast');
		const outcome = await room.audience.put(request).catch(away);
		return outcome.ok ? await this.hold(socket, outcome.token, onlookerHolder(outcome.onlooker)) : outcome;
	}

	private async hold(socket: PhoneSocket, token: string, holder: Holder) {
		const { room } = socket.data;
		socket.data.token = token;
		// A phone that has gone meanwhile is not there; it asks again and gets the same seat (IN6).
		if (socket.connected) room.give(socket, holder.player);
		const me = await room.me(holder);
		// The view follows the ack, so that the phone knows whose it is; both leave together.
		setImmediate(() => room.show(socket));
		inOnePiece(streamOf(socket.conn));
		return { ok: true, token, me } as const;
	}

	/** JU5: who has a seat may contest what judged her. */
	private async appeal(socket: PhoneSocket, request: AppealRequest) {
		const { room, player } = socket.data;
		if (player === null || player < 0) return refused('appeal/not_now');
		const { contest } = room;
		const outcome = await contestQuestion(this.db, contest.id, contest.state, player, request);
		await contest.catchUp();
		return outcome;
	}

	/** JU6: whose phone it is the socket says, and nobody was away for longer than the question has been open to her. */
	private async away(socket: PhoneSocket, { q, times, ms }: Away) {
		const { room, player } = socket.data;
		const { state, signals } = room.contest;
		const { turn } = state;
		const asked = player !== null && turn?.q === q && turn.roster.has(player) && !turn.boards.has(player);
		if (!signals || !asked || turn.stage === 'presented') return refused('away/not_now');
		const open = answerTime(turn, Math.min(this.clock.now(), turn.closesAt));
		const long = Math.min(ms, Math.floor(open));
		const often = Math.min(times, Math.floor(long / shortestAbsence));
		if (often > 0) await room.absences.put({ sbd: player, q, times: often, ms: long });
		return { ok: true } as const;
	}

	/** PH3, PH6, EL1: the time is that of receipt; what she may answer is known here, whether in time is decided by the database. */
	private async answer(socket: PhoneSocket, { q, c, v }: Answer) {
		const receivedAt = this.clock.now();
		const { room, player } = socket.data;
		const { contest } = room;
		if (player === null) return refused('answer/no_seat');
		if (!isOnFloor(contest, q)) await contest.catchUp();
		if (!isOnFloor(contest, q)) return refused('answer/closed');
		const batch = batchFor(contest, player);
		if ('code' in batch) return batch;
		if (!mayBeAnswer(questionOf(contest.state, q), v)) return refused('answer/no_such_option');
		const outcome = await batch.put({ q, player, value: v, choiceNo: c, receivedAt });
		return outcome.ok ? ({ ok: true, c: outcome.choiceNo, v: outcome.value } as const) : outcome;
	}
}

/** Whether the question has been opened, as far as this process knows. */
function isOnFloor({ state: { turn } }: LiveContest, q: number): boolean {
	return turn?.q === q && turn.stage !== 'presented';
}

/**
 * Where an answer goes: who is on the question's roster is judged by it, and nobody else ever is (EL1, IN3). The roster is
 * fixed at the opening, so whoever comes or goes meanwhile changes nothing for this question.
 */
function batchFor({ state, answers, along }: LiveContest, player: number): AnswerBatch | Refused {
	const { turn } = state;
	if (turn?.roster.has(player)) return turn.boards.has(player) ? refused('answer/on_paper') : answers;
	const takes = takesAlong(state);
	const may = player < 0 ? takes.audience : takes.eliminated && isOut(state, player);
	if (may) return along;
	return refused(player < 0 ? 'answer/closed' : 'answer/not_on_floor');
}

const isOut = (contest: Contest, sbd: number) => contest.contestants.get(sbd)?.status === 'out';

const away = () => refused('server/unavailable');
