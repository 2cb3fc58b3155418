import { HostClient } from '$lib/client/host.svelte';
import type { HostCommand, HostView } from '$lib/protocol/host';
import type { Random } from '$lib/simulation/random';
import { Actor, type World } from './scheduler';

/** What she has asked for, and what she was told came of it. */
export interface Ordered {
	type: HostCommand['type'];
	/** Null: she was told that nobody knows. */
	done: boolean | null;
	code: string | null;
}

/** At her console: presses the one button, and now and then another. */
export class Host {
	readonly ordered: Ordered[] = [];
	readonly actor: Actor;
	private client!: HostClient;
	private trigger: Extract<HostCommand, { type: 'rescue' }>['trigger'] = 'host';
	private shown: HostView | null = null;

	constructor(
		private readonly world: World,
		private readonly contestId: number,
		no: number,
		private readonly random: Random,
		private readonly most: number
	) {
		this.actor = new Actor(`console ${no}`);
		world.after(1, this.actor, () => {
			this.client = new HostClient(contestId);
			void this.host();
		});
	}

	get view(): HostView | null {
		return this.client?.view ?? null;
	}

	private async host(): Promise<void> {
		const { random, world } = this;
		for (;;) {
			await world.wait(random.between(60, 500));
			const { view } = this.client;
			if (!view) continue;
			if (view.next.step === 'done') return;
			// She looks at what she has just done, and tries again when nothing comes of it.
			if (view === this.shown && random.chance(0.7)) continue;
			this.shown = view;
			const command = await this.next(view);
			if (command) await this.order(command);
		}
	}

	private async order(command: HostCommand): Promise<void> {
		const entry: Ordered = { type: command.type, done: null, code: null };
		this.ordered.push(entry);
		const done = await this.client.command(command);
		entry.code = this.client.refused;
		entry.done = done ? true : entry.code === 'server/unavailable' ? null : false;
	}

	private async next(view: HostView): Promise<HostCommand | null> {
		const { random } = this;
		const { next, question } = view;
		switch (next.step) {
			case 'start':
				// Not before people have come.
				return random.chance(0.15) ? { type: 'start' } : null;
			case 'present':
				if (view.turns.length >= this.most) return { type: 'finish' };
				return { type: 'present', q: next.q };
			case 'open':
				return { type: 'open' };
			case 'close':
				return this.whileOpen();
			case 'resume':
				return { type: 'resume' };
			case 'reveal':
				if (random.chance(0.05)) return { type: 'reopen', ms: 2000 };
				if (random.chance(0.04)) return { type: 'void', reason: 'Mất điện' };
				return { type: 'reveal' };
			case 'rescue':
				this.trigger = next.trigger;
				return await this.rescue(view);
			case 'finish':
				return { type: 'finish' };
			case 'cut':
				return { type: 'cut' };
			default:
				throw new Error(`the host does not know what to do: ${next.step} of question ${question?.q}`);
		}
	}

	private whileOpen(): HostCommand | null {
		const { random } = this;
		if (random.chance(0.12)) return { type: 'close' };
		if (random.chance(0.06)) return { type: 'pause' };
		if (random.chance(0.06)) return { type: 'extend', ms: 1000 };
		return null;
	}

	private async rescue({ rescue }: HostView): Promise<HostCommand | null> {
		const { trigger } = this;
		const preview = await this.client.previewRescue({
			choice: rescue.choice,
			quota: rescue.quota,
			percent: rescue.percent
		});
		if (!preview.ok) return null;
		const { sbds, seed } = preview;
		if (sbds.length === 0) return { type: 'declineRescue', trigger };
		const { quota, percent, choice } = rescue;
		return { type: 'rescue', trigger, choice, sbds, seed, byHand: false, quota, percent };
	}
}
