import { z } from 'zod';
import { questionOf } from '$lib/contest/state';
import { answer, join, phoneAuth, type Answer, type Join, type Me, type SeatJoin } from '$lib/protocol/phone';
import { readAnswer } from '../contest/answers';
import { reviewFor } from '../contest/review';
import { seatOfToken, type Seat } from '../contest/seats';
import type { Db } from '../db/client';
import type { DatabaseClock } from './clock';
import type { LiveContest } from './contest';
import type { LiveContests } from './contests';
import { Limiter, Limiters } from './limiter';
import { letGo, PlayRoom, type PhoneNamespace, type PhoneSocket } from './play-room';
import type { Presence } from './presence';
import { answerRequest, refused, reply } from './request';

/** Namespace `/play`: the phones. */
export class Play {
	private readonly rooms = new Map<number, PlayRoom>();
	/** Wrong PINs and cards by seat, so that none can be tried out. */
	private readonly proofs = new Limiters(5, 1 / 30);

	constructor(
		private readonly db: Db,
		private readonly clock: DatabaseClock,
		private readonly contests: LiveContests,
		private readonly presence: Presence,
		private readonly phones: PhoneNamespace
	) {
		contests.onLoad((contest) => this.rooms.set(contest.id, this.newRoom(contest)));
		contests.onGone(({ id }) => {
			const room = this.rooms.get(id);
			this.rooms.delete(id);
			room?.dismiss();
			presence.forget(id);
		});
		phones.use((socket, next) => {
			this.enter(socket).then(
				(refused) => next(refused ? new Error(refused) : undefined),
				() => next(new Error('server/unavailable'))
			);
		});
		phones.on('connection', (socket) => this.welcome(socket));
	}

	/** A seat has been proved on another device, perhaps through another process: the phone that held it here is told. */
	async seatMoved(contestId: number, sbd: number): Promise<void> {
		const socket = this.rooms.get(contestId)?.socketOf(sbd);
		const token = socket?.data.token;
		if (socket && token && !(await seatOfToken(this.db, contestId, token))) letGo(socket);
	}

	private newRoom(contest: LiveContest): PlayRoom {
		return new PlayRoom(this.phones, contest, this.db, (sbd, present) =>
			this.presence.set(contest.id, sbd, present)
		);
	}

	/** Finds the contest and, by the token, the seat; returns why the phone may not come in. */
	private async enter(socket: PhoneSocket): Promise<string | null> {
		const auth = phoneAuth.safeParse(socket.handshake.auth);
		if (!auth.success) return 'contest/unknown';
		const contest = await this.contests.byCode(auth.data.code);
		const room = contest && this.rooms.get(contest.id);
		if (!room) return 'contest/unknown';
		if (!contest.state.prepared) return 'contest/not_prepared';
		const { token } = auth.data;
		const seat = token ? await seatOfToken(this.db, contest.id, token) : null;
		socket.data = { room, sbd: null, token: seat && token ? token : null, seat };
		return null;
	}

	private welcome(socket: PhoneSocket): void {
		const { room, seat } = socket.data;
		if (this.rooms.get(room.contest.id) !== room) return void socket.disconnect(); // deleted meanwhile
		const answers = new Limiter(20, 8);
		const requests = new Limiter(10, 2);
		socket.on('disconnect', () => room.remove(socket));
		socket.on('clock', (ack) => reply(ack, { t: this.clock.now() }));
		socket.on('join', (raw, ack) =>
			answerRequest({ schema: join, raw, limiter: requests, ack }, async (value) =>
				value.by === 'audience' ? refused('join/no_audience') : await this.join(socket, value)
			)
		);
		socket.on('answer', (raw, ack) =>
			answerRequest({ schema: answer, raw, limiter: answers, ack }, (value) => this.answer(socket, value))
		);
		socket.on('review', (ack) =>
			answerRequest({ schema: z.undefined(), raw: undefined, limiter: requests, ack }, () =>
				reviewFor(this.db, room.contest.id, room.contest.state, socket.data.sbd)
			)
		);
		if (seat) void this.resume(socket, seat).catch(() => socket.disconnect());
		else room.addGuest(socket);
	}

	/** A phone that comes back: same seat, same recorded answer, the screen of now. */
	private async resume(socket: PhoneSocket, seat: Seat): Promise<void> {
		const { room } = socket.data;
		room.seat(socket, seat.sbd);
		room.greet(socket);
		socket.emit('me', await this.me(room.contest, seat));
		room.show(socket);
	}

	private async join(socket: PhoneSocket, request: SeatJoin) {
		const { room } = socket.data;
		const claimed =
			request.by === 'pin' ? request.sbd : request.by === 'card' ? request.card.split('.')[0] : null;
		if (claimed !== null && !this.proofs.pass(`${room.contest.id}:${claimed}`))
			return { ok: false, code: 'join/wait' } as const;
		const outcome = await room.joins.put(request);
		if (!outcome.ok) return outcome;
		socket.data.token = outcome.token;
		// A phone that has gone meanwhile is not there; it asks again and gets the same seat (IN6).
		if (socket.connected) room.seat(socket, outcome.seat.sbd);
		const me = await this.me(room.contest, outcome.seat);
		// The view follows the ack, so that the phone knows whose it is.
		setImmediate(() => room.show(socket));
		return { ok: true, token: outcome.token, me } as const;
	}

	private async me(contest: LiveContest, seat: Seat): Promise<Me> {
		const q = contest.state.turn?.q;
		const recorded = q === undefined ? null : await readAnswer(this.db, contest.id, q, seat.sbd);
		return { ...seat, answer: recorded };
	}

	/** PH3, PH6, EL1: the time is that of receipt; what the seat may answer is known here, whether in time is decided by the database. */
	private async answer(socket: PhoneSocket, { q, c, v }: Answer) {
		const receivedAt = this.clock.now();
		const { room, sbd } = socket.data;
		const { contest } = room;
		if (sbd === null) return refused('answer/no_seat');
		if (contest.state.turn?.q !== q) await contest.catchUp();
		const turn = contest.state.turn;
		if (turn?.q !== q || turn.stage === 'presented') return refused('answer/closed');
		if (!turn.roster.has(sbd)) return refused('answer/not_on_floor');
		if (turn.boards.has(sbd)) return refused('answer/on_paper');
		const { options } = questionOf(contest.state, q);
		if (options.length > 0 && !isLetterOf(v, options.length)) return refused('answer/no_such_option');
		const outcome = await contest.answers.put({ q, sbd, value: v, choiceNo: c, receivedAt });
		return outcome.ok ? ({ ok: true, c: outcome.choiceNo, v: outcome.value } as const) : outcome;
	}
}

const isLetterOf = (value: string, options: number) =>
	value.length === 1 && value >= 'A' && value < String.fromCharCode(65 + options);
