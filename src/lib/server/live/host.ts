import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import { hostView } from '$lib/contest/views/host';
import type { HostToServer, ServerToHost } from '$lib/protocol/events';
import {
	boardsPreview,
	commandRequest,
	correctionPreview,
	hostAuth,
	judgesActs,
	nameDecision,
	rescuePreview,
	turnRequest,
	type HostCommand
} from '$lib/protocol/host';
import { contestRole, sessionIsValid, staffFromCookie, type SignedIn } from '../auth';
import {
	hostCommand,
	type CommandOutcome,
	previewBoards,
	previewCorrection,
	previewRescue
} from '../contest/command';
import { decideNames, typedNames } from '../contest/name-review';
import { playedTurn } from '../contest/played';
import { learnFrom } from '../contest/learn';
import { signalsOf } from '../contest/signals';
import type { Db } from '../db/client';
import type { Config } from '../config';
import { observe } from '../observe/metrics';
import { noteSecurity } from '../observe/security-log';
import type { DatabaseClock } from './clock';
import type { LiveContest } from './contest';
import type { LiveContests } from './contests';
import { joinUrl } from './join-url';
import { Limiter } from './limiter';
import type { Numbers } from './numbers';
import { Once } from './once';
import { overTls } from './origin';
import { answerRequest, refused, reply } from './request';
import { Soon } from './soon';

type NoEvents = Record<string, never>;
interface HostData {
	contest: LiveContest;
	staff: SignedIn;
	joinUrl: string;
}
type HostSocket = Socket<HostToServer, ServerToHost, NoEvents, HostData>;
export type HostNamespace = Namespace<HostToServer, ServerToHost, NoEvents, HostData>;

const counting = new Set<HostCommand['type']>(['close', 'askAudience']);
const ofJudges = new Set<HostCommand['type'] | 'decideNames'>([...judgesActs, 'decideNames']);

/** A session that has ended is cut off after so many ms at most. */
const recheckEvery = 15_000;

function turnedAway({ user }: SignedIn, contest: number, act: string): 'host/not_allowed' {
	noteSecurity('refused', { user: user.id, contest, act });
	return 'host/not_allowed';
}

/** Namespace `/host`: consoles. Staff with a role in the contest; checked again with every command. */
export class Hosts {
	private readonly consoles = new Map<number, Set<HostSocket>>();
	private readonly recheck: NodeJS.Timeout;

	private readonly commands = new Once<CommandOutcome>(1000);

	constructor(
		private readonly db: Db,
		private readonly hosts: HostNamespace,
		private readonly contests: LiveContests,
		private readonly numbers: Numbers,
		private readonly clock: DatabaseClock,
		private readonly config: Config
	) {
		contests.onLoad((contest) => this.follow(contest));
		contests.onScreens(({ id }) => (this.consoles.get(id)?.size ?? 0) > 0);
		contests.onGone(({ id }) => {
			const all = this.consoles.get(id);
			this.consoles.delete(id);
			all?.forEach((socket) => socket.disconnect());
		});
		hosts.use((socket, next) => {
			this.enter(socket).then(
				(code) => next(code ? new Error(code) : undefined),
				() => next(new Error('server/unavailable'))
			);
		});
		hosts.on('connection', (socket) => this.welcome(socket));
		this.recheck = setInterval(() => void this.cutRevoked().catch(() => {}), recheckEvery);
	}

	stop(): void {
		clearInterval(this.recheck);
	}

	/** How many consoles are open. */
	count(): number {
		return [...this.consoles.values()].reduce((sum, { size }) => sum + size, 0);
	}

	private follow(contest: LiveContest): void {
		const all = new Set<HostSocket>();
		this.consoles.set(contest.id, all);
		let fresh: number[] = [];
		// People come in crowds; a console need not follow each.
		const soon = new Soon(200, () => {
			const people = fresh.map(contest.staffNameOf);
			fresh = [];
			for (const socket of all) {
				if (people.length > 0) socket.emit('people', { all: false, people });
				this.show(socket);
			}
		});
		const names = new Soon(500, () => void this.showNames(contest, all).catch(() => {}));
		contest.follow(({ events, named }) => {
			const came = events.flatMap(({ event }) =>
				event.type === 'registered' ? event.contestants.map(({ sbd }) => sbd) : []
			);
			fresh.push(...came, ...(named ?? []).filter((player) => player > 0));
			if (named || came.some((sbd) => contest.staffNameOf(sbd).state !== 'shown')) names.call();
			soon.call();
		});
	}

	private async enter(socket: HostSocket): Promise<string | null> {
		const auth = hostAuth.safeParse(socket.handshake.auth);
		if (!auth.success) return 'contest/unknown';
		const { headers } = socket.handshake;
		const staff = await staffFromCookie(this.db, headers.cookie, overTls(headers, this.config));
		if (!staff) return 'host/signed_out';
		const contest = await this.contests.get(auth.data.contest);
		if (!contest) return 'contest/unknown';
		if (!(await contestRole(this.db, staff.user, contest.id))) return turnedAway(staff, contest.id, 'enter');
		if (!contest.state.prepared) return 'contest/not_prepared';
		socket.data = { contest, staff, joinUrl: joinUrl(headers, this.config, contest.code) };
		return null;
	}

	private welcome(socket: HostSocket): void {
		const { contest } = socket.data;
		const all = this.consoles.get(contest.id);
		if (!all) return void socket.disconnect(); // deleted meanwhile
		all.add(socket);
		const limiter = new Limiter(20, 10);
		const context = { contest: contest.id, socket: socket.id };
		const unwatch = this.numbers.watch(contest, (numbers) => socket.emit('live', numbers));
		socket.on('disconnect', () => {
			all.delete(socket);
			unwatch();
		});
		socket.on('clock', (ack) => reply(ack, { t: this.clock.now() }));
		socket.on('command', (raw, ack) =>
			answerRequest(
				{ schema: commandRequest, raw, limiter, ack, context, told: observe.commanded },
				async (request) => {
					if (!(await this.may(socket, request.command.type))) return refused('host/not_allowed');
					// What has come in is written before a close shuts the door, or before it is counted.
					if (counting.has(request.command.type)) await contest.drained();
					const { user } = socket.data.staff;
					const { db } = this;
					const outcome = await this.commands.act(`${contest.id} ${request.id}`, () =>
						hostCommand(db, contest.id, contest.state, request, `staff:${user.id}`, contest.around)
					);
					await contest.catchUp();
					if (!outcome.ok || !('learn' in request.command) || !request.command.learn) return outcome;
					if (contest.rehearsal) return { ...outcome, learned: 'learn/rehearsal' };
					const learned = await learnFrom(db, user, contest.id, contest.state, request.id);
					return learned === null ? outcome : { ...outcome, learned };
				}
			)
		);
		socket.on('previewRescue', (raw, ack) =>
			answerRequest({ schema: rescuePreview, raw, limiter, ack, context }, async (request) => {
				if (!(await this.may(socket, 'rescue'))) return refused('host/not_allowed');
				return { ok: true, ...previewRescue(contest.state, contest.secret, request) } as const;
			})
		);
		socket.on('previewCorrection', (raw, ack) =>
			answerRequest({ schema: correctionPreview, raw, limiter, ack, context }, async (request) => {
				if (!(await this.may(socket, 'correct'))) return refused('host/not_allowed');
				return await previewCorrection(this.db, contest.id, contest.state, request);
			})
		);
		socket.on('previewBoards', (raw, ack) =>
			answerRequest({ schema: boardsPreview, raw, limiter, ack, context }, async (request) => {
				if (!(await this.may(socket, 'markBoards'))) return refused('host/not_allowed');
				return previewBoards(contest.state, request);
			})
		);
		socket.on('turn', (raw, ack) =>
			answerRequest({ schema: turnRequest, raw, limiter, ack, context }, async ({ turn }) => {
				if (!(await this.may(socket, 'correct'))) return refused('host/not_allowed');
				return await playedTurn(this.db, contest.id, contest.state, turn);
			})
		);
		socket.on('decideNames', (raw, ack) =>
			answerRequest({ schema: nameDecision, raw, limiter, ack, context }, async (decision) => {
				if (!(await this.may(socket, 'decideNames'))) return refused('host/not_allowed');
				return await decideNames(this.db, contest.id, decision, socket.data.staff.user.id);
			})
		);
		socket.on('signals', (ack) =>
			answerRequest({ schema: z.undefined(), raw: undefined, limiter, ack, context }, async () => {
				if (!(await this.may(socket, 'correct'))) return refused('host/not_allowed');
				if (!contest.signals) return refused('signals/off');
				return { ok: true, ...(await signalsOf(this.db, contest.id, contest.state)) } as const;
			})
		);
		socket.emit('people', { all: true, people: contest.people() });
		this.show(socket);
		void this.showNames(contest, [socket]).catch(() => {});
	}

	private show(socket: HostSocket): void {
		const { contest, joinUrl } = socket.data;
		const log = contest.recent.toReversed();
		const view = hostView(contest.shown, contest.code, joinUrl, contest.staffNameOf, contest.appealText, log);
		const { rehearsal, signals, look, record, fault } = contest;
		socket.emit('view', { ...view, rehearsal, signals, record, fault, sponsors: look.sponsors.length > 0 });
	}

	/** What staff have to decide about names; read only while somebody is there to decide it. */
	private async showNames({ id }: LiveContest, sockets: Iterable<HostSocket>): Promise<void> {
		const shown = [...sockets];
		if (shown.length === 0) return;
		const names = await typedNames(this.db, id);
		for (const socket of shown) socket.emit('names', names);
	}

	/** Hosts and managers run the show; a judge may do what judges do (JU1). */
	private async may(socket: HostSocket, act: HostCommand['type'] | 'decideNames'): Promise<boolean> {
		const { staff, contest } = socket.data;
		const role = (await sessionIsValid(this.db, staff.sessionHash))
			? await contestRole(this.db, staff.user, contest.id)
			: null;
		const may = role === 'manager' || role === 'host' || (role === 'judge' && ofJudges.has(act));
		if (!may) turnedAway(staff, contest.id, act);
		return may;
	}

	private async cutRevoked(): Promise<void> {
		for (const all of this.consoles.values())
			for (const socket of all) {
				const { staff, contest } = socket.data;
				const valid =
					(await sessionIsValid(this.db, staff.sessionHash)) &&
					(await contestRole(this.db, staff.user, contest.id)) !== null;
				if (!valid) socket.disconnect();
			}
	}
}
