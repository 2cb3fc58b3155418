import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { HostToServer, ServerToHost } from '$lib/protocol/events';
import type {
	CommandAck,
	HostCommand,
	HostLive,
	HostView,
	NamedPerson,
	NameDecision,
	NameDecisionAck,
	SignalsAck,
	TypedNames
} from '$lib/protocol/host';
import { programSession } from '$lib/server/auth';
import { setContestMember } from '$lib/server/contest/members';
import type { Database } from '$lib/server/db/client';
import type { ContestRole, StaffRole } from '$lib/server/db/schema';
import { until } from './live';
import { addStaff } from './staff';

/** A console without a screen, over a real socket and with an account of its own. */
export class TestConsole {
	view: HostView | null = null;
	live: HostLive | null = null;
	typed: TypedNames = { waiting: 0, names: [] };
	readonly names = new Map<number, NamedPerson>();
	/** How often it was told each kind of thing. */
	readonly told = new Map<string, number>();

	private constructor(
		readonly user: string,
		private readonly socket: Socket<ServerToHost, HostToServer>
	) {
		socket.on('view', (view) => {
			if (!this.view || view.v >= this.view.v) this.view = view;
		});
		socket.on('live', (live) => (this.live = live));
		socket.on('names', (typed) => (this.typed = typed));
		socket.on('people', ({ all, people }) => {
			if (all) this.names.clear();
			people.forEach((one) => this.names.set(one.sbd, one));
		});
		socket.onAny((event: string) => this.told.set(event, (this.told.get(event) ?? 0) + 1));
	}

	/** Resolves when it shows the contest. */
	static async open(
		database: Database,
		url: string,
		contest: number,
		as: { username: string; role?: ContestRole; staff?: StaffRole }
	): Promise<TestConsole> {
		const { db } = database;
		const user = await addStaff(db, { username: as.username, role: as.staff ?? 'organizer' });
		await setContestMember(db, contest, user, as.role ?? 'host');
		const cookie = await programSession(db, user, 'thử');
		const socket: Socket<ServerToHost, HostToServer> = io(`${url}/host`, {
			auth: { contest },
			extraHeaders: { cookie, origin: url },
			transports: ['websocket'],
			forceNew: true,
			reconnection: false
		});
		const opened = new TestConsole(user, socket);
		await until(() => opened.view !== null);
		return opened;
	}

	async decideNames(decision: NameDecision): Promise<NameDecisionAck> {
		return await this.socket.timeout(10_000).emitWithAck('decideNames', decision);
	}

	/** Sends a command with the version that this console sees, or another. */
	async command(
		command: HostCommand,
		{ id = randomUUID(), expectedVersion = this.view?.course ?? 0 } = {}
	): Promise<CommandAck> {
		return await this.socket.timeout(10_000).emitWithAck('command', { id, expectedVersion, command });
	}

	/** Asks for what judges may want to look at. */
	async signals(): Promise<SignalsAck> {
		return await this.socket.timeout(10_000).emitWithAck('signals');
	}

	get connected(): boolean {
		return this.socket.connected;
	}

	close(): void {
		this.socket.disconnect();
	}
}
