import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { HostToServer, ServerToHost } from '$lib/protocol/events';
import type { HostCommand, HostLive, HostView } from '$lib/protocol/host';
import type { Random } from './random';

export interface HostOptions {
	url: string;
	contestId: number;
	/** The Cookie header of a staff session that may host the contest. */
	cookie: string;
	random: Random;
	/** As the players', ms: half of it passes before each step, twice while a question is open, three times before the start. */
	paceMs: number;
	/** Ends the contest after so many questions; without it the rules say when. */
	questions?: number | undefined;
	/** Told of each command before it is sent, which waits for it. */
	onCommand?: (type: HostCommand['type']) => Promise<void> | void;
}

/** Refusals after which the same or another step is simply tried again. */
const passing = new Set(['command/stale', 'question/reading', 'question/undecided', 'question/not_open']);
const patience = 5000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A host at her console over a real socket: does whatever the one button proposes until the contest has ended. */
export class SimulatedHost {
	private readonly socket: Socket<ServerToHost, HostToServer>;
	private view: HostView | null = null;
	private live: HostLive | null = null;
	private barred: string | null = null;
	private closed = false;
	/** Why the rescue that is going on was proposed. */
	private trigger: Extract<HostCommand, { type: 'rescue' }>['trigger'] = 'host';

	constructor(private readonly options: HostOptions) {
		const { url, contestId, cookie } = options;
		this.socket = io(`${url}/host`, {
			auth: { contest: contestId },
			extraHeaders: { cookie, origin: url },
			transports: ['websocket'],
			forceNew: true,
			reconnectionDelay: 250,
			reconnectionDelayMax: 1000,
			timeout: 6000
		});
		this.socket.on('view', (view) => (this.view = view));
		this.socket.on('live', (live) => (this.live = live));
		this.socket.on('disconnect', (reason) => {
			if (reason === 'io server disconnect') setTimeout(() => this.socket.connect(), 500);
		});
		this.socket.on('connect_error', ({ message }) => {
			if (this.socket.active) return;
			if (message === 'server/unavailable') setTimeout(() => this.socket.connect(), 500);
			else this.barred = message;
		});
	}

	/** Hosts to the end. Throws when the server refuses what its own console proposes, or the host herself. */
	async run(): Promise<void> {
		for (let refused = 0; !this.closed;) {
			const view = await this.newerThan(-1);
			if (!view || view.next.step === 'done') return;
			await this.passTime(view);
			const command = await this.commandFor(this.view ?? view);
			if (!command) continue;
			const { course } = this.view ?? view;
			const code = await this.send(command, course);
			refused = code === null ? 0 : refused + 1;
			if (code === null || code === 'command/stale') await this.newerThan(course);
			else if (passing.has(code) && refused < 100) await wait(200);
			else throw new Error(`the host’s ${command.type} was refused: ${code}`);
		}
	}

	close(): void {
		this.closed = true;
		this.socket.disconnect();
	}

	/** The view once it shows more than `course`; null when the host has gone home. */
	private async newerThan(course: number): Promise<HostView | null> {
		for (let waited = 0; !this.closed; waited += 10) {
			if (this.barred !== null) throw new Error(`the host was refused: ${this.barred}`);
			if (this.view && this.view.course > course) return this.view;
			if (waited > 2000 && this.view && this.socket.connected) return this.view;
			await wait(10);
		}
		return null;
	}

	/** The time that a person takes before the next step; a question may close by itself meanwhile. */
	private async passTime({ course, next }: HostView): Promise<void> {
		const times = next.step === 'start' ? 3 : next.step === 'close' ? 2.2 : 0.5;
		const until = Date.now() + times * this.options.paceMs;
		while (Date.now() < until && this.view?.course === course && !this.closed) await wait(10);
	}

	private async commandFor(view: HostView): Promise<HostCommand | null> {
		const { next, rescue, turns } = view;
		const enough = this.options.questions !== undefined && turns.length >= this.options.questions;
		switch (next.step) {
			case 'open':
			case 'close':
			case 'resume':
				return { type: next.step };
			case 'reveal':
				return this.judgement(view) ?? { type: 'reveal' };
			case 'markBoards':
				return { type: 'markBoards', q: view.question?.q ?? 0, wrong: [] };
		}
		if (enough) return { type: 'finish' };
		switch (next.step) {
			case 'start':
			case 'cut':
			case 'pair':
			case 'finish':
				return { type: next.step };
			case 'present':
				return { type: 'present', q: next.q };
			case 'chooseTopic': {
				const [first = 0, ...others] = next.qs;
				return { type: 'present', q: this.options.random.pick([first, ...others]) };
			}
			case 'confirmReturn': {
				const sbds = rescue.returning ?? [];
				return { type: 'rescue', trigger: this.trigger, choice: 'question', sbds, seed: '', byHand: false };
			}
			case 'rescue':
				this.trigger = next.trigger;
				return await this.rescue(rescue);
			default:
				return null;
		}
	}

	/** What is right but for the marks is accepted, and who lost her line stays: these judges are kind (QU2, EL3). */
	private judgement({ absent, question }: HostView): HostCommand | null {
		if (!question) return null;
		const { q } = question;
		const lost = absent.filter(({ stay }) => stay === null).map(({ sbd }) => sbd);
		if (lost.length > 0) return { type: 'judgeAbsent', q, sbds: lost, stay: true };
		const group = this.live?.groups.find((g) => g.verdict === 'nearly');
		this.live = null; // the next numbers come with the judgement in them
		return group ? { type: 'judgeGroup', q, form: group.form, right: true, learn: false } : null;
	}

	private async rescue(rescue: HostView['rescue']): Promise<HostCommand | null> {
		const { trigger } = this;
		const decline = { type: 'declineRescue', trigger } as const;
		const [question] = rescue.questions;
		if (rescue.size === 'question') return question ? { type: 'present', q: question.q } : decline;
		const all = rescue.size === 'all';
		const byHand = rescue.choice === 'hand';
		const size = { quota: all ? 100 : rescue.quota, percent: all || rescue.percent };
		const preview = await this.socket
			.timeout(patience)
			.emitWithAck('previewRescue', { choice: byHand ? 'random' : rescue.choice, ...size })
			.catch(() => null);
		if (!preview) return null;
		if (!preview.ok || preview.sbds.length === 0) return decline;
		const { sbds, seed } = preview;
		return { type: 'rescue', trigger, choice: rescue.choice, sbds, seed, byHand, ...size };
	}

	/** Sends a command until its outcome is known, under one id, so that it is done once (IN6). Null: done. */
	private async send(command: HostCommand, expectedVersion: number): Promise<string | null> {
		const request = { id: randomUUID(), expectedVersion, command };
		await this.options.onCommand?.(command.type);
		while (!this.closed) {
			const ack = this.socket.connected
				? await this.socket
						.timeout(patience)
						.emitWithAck('command', request)
						.catch(() => null)
				: null;
			if (ack?.ok) return null;
			if (ack && ack.code !== 'server/unavailable') return ack.code;
			await wait(100);
		}
		return null;
	}
}
