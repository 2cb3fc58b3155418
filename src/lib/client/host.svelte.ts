import type { HostToServer, ServerToHost } from '$lib/protocol/events';
import type {
	BoardsPreviewAck,
	CorrectionPreview,
	CorrectionPreviewAck,
	HostCommand,
	HostLive,
	HostView,
	NameDecision,
	NamedPerson,
	People,
	RescuePreview,
	RescuePreviewAck,
	SignalsAck,
	TurnAck,
	TypedNames
} from '$lib/protocol/host';
import { Connection } from './connection.svelte';
import { newId } from './random';

/** The host console's end of the line. */
export class HostClient {
	view = $state.raw<HostView | null>(null);
	live = $state.raw<HostLive | null>(null);
	names = $state.raw<ReadonlyMap<number, NamedPerson>>(new Map());
	/** The typed names that the room does not see. */
	typed = $state.raw<TypedNames>({ waiting: 0, names: [] });
	/** A command is on its way: buttons wait. */
	busy = $state(false);
	/** Why the last command was refused, as a code; null after one that was done. */
	refused = $state<string | null>(null);
	/** Whether the bank has learned what the last command was to teach it (QU2), or a code that says why not. */
	learned = $state<true | string | null>(null);
	private readonly line: Connection<ServerToHost, HostToServer>;

	constructor(contest: number) {
		this.line = new Connection('/host', () => ({ contest }));
		this.line.on('view', (view: HostView) => {
			if (!this.view || view.v >= this.view.v) this.view = view;
		});
		this.line.on('live', (live: HostLive) => (this.live = live));
		this.line.on('people', ({ all, people }: People) => {
			const names = all ? new Map<number, NamedPerson>() : new Map(this.names);
			for (const person of people) names.set(person.sbd, person);
			this.names = names;
		});
		this.line.on('names', (typed: TypedNames) => (this.typed = typed));
	}

	get state() {
		return this.line.state;
	}

	/** Why the server does not let the console in; null while it does. */
	get barred(): string | null {
		return this.line.code;
	}

	now(): number {
		return this.line.clock.now();
	}

	/**
	 * Sends a command with the version that the host sees (JU4). While the outcome is unknown it is sent again under the
	 * same id, so that it is done once however often the line breaks (IN6).
	 */
	async command(command: HostCommand): Promise<boolean> {
		const { view } = this;
		if (this.busy || !view) return false;
		this.busy = true;
		this.refused = null;
		this.learned = null;
		const request = { id: newId(), expectedVersion: view.course, command };
		for (let tries = 0; tries < 4; tries++) {
			const ack = await this.line.ask('command', request);
			if (ack === null || (!ack.ok && ack.code === 'server/unavailable')) continue;
			this.busy = false;
			this.refused = ack.ok ? null : ack.code;
			this.learned = ack.ok ? (ack.learned ?? null) : null;
			return ack.ok;
		}
		this.busy = false;
		this.refused = 'server/unavailable';
		return false;
	}

	async previewRescue(request: RescuePreview): Promise<RescuePreviewAck> {
		return (await this.line.ask('previewRescue', request)) ?? { ok: false, code: 'server/unavailable' };
	}

	/** Who would come and go by another verdict on a played question (JU1). */
	async previewCorrection(request: CorrectionPreview): Promise<CorrectionPreviewAck> {
		return (await this.line.ask('previewCorrection', request)) ?? { ok: false, code: 'server/unavailable' };
	}

	/** What marks on the paper boards would do to the floor (CO7). */
	async previewBoards(q: number, wrong: number[]): Promise<BoardsPreviewAck> {
		return (await this.line.ask('previewBoards', { q, wrong })) ?? { ok: false, code: 'server/unavailable' };
	}

	/** Shows names to the room, hides them, or writes another one; why that was refused, as a code. */
	async decideNames(decision: NameDecision): Promise<string | null> {
		const ack = await this.line.ask('decideNames', decision);
		return ack?.ok ? null : (ack?.code ?? 'server/unavailable');
	}

	/** What was answered to a played question. */
	async turn(turn: number): Promise<TurnAck> {
		return (await this.line.ask('turn', { turn })) ?? { ok: false, code: 'server/unavailable' };
	}

	/** What the judges may want to look at (JU6). */
	async signals(): Promise<SignalsAck> {
		return (await this.line.ask('signals')) ?? { ok: false, code: 'server/unavailable' };
	}

	close(): void {
		this.line.close();
	}
}
