import { PhoneClient } from '$lib/client/phone.svelte';
import { Seal } from '$lib/client/seal';
import type { Me, Recorded } from '$lib/protocol/phone';
import type { PhoneRecord } from '$lib/simulation/check';
import type { SeenView } from '$lib/simulation/phone';
import type { Random } from '$lib/simulation/random';
import { Actor, type World } from './scheduler';

/** Reads and taps; the phone's own program does the rest. Remembers all that she did and was shown. */
export class Contestant implements PhoneRecord {
	sbd: number | null = null;
	readonly choices: Recorded[] = [];
	readonly acks: Recorded[] = [];
	readonly views: SeenView[] = [];
	readonly troubles: string[] = [];
	/** When each choice was made, ms since the beginning, by its place in `choices`. */
	readonly tappedAt: number[] = [];
	actor: Actor;
	private client!: PhoneClient;
	private shown: unknown = null;
	private me: Me | null = null;
	private recorded: Recorded | null = null;
	private thinksOf = 0;
	private lives = 0;

	constructor(
		private readonly world: World,
		private readonly code: string,
		private readonly no: number,
		private readonly random: Random
	) {
		this.actor = new Actor(`phone ${no}`);
		this.open();
	}

	/** What her screen says of the contest now. */
	get screen(): SeenView | null {
		return this.views.at(-1) ?? null;
	}

	get online(): boolean {
		return this.client.state === 'online';
	}

	/** The page is loaded anew: what the browser keeps is all that is left. */
	reload(leave: () => void): void {
		const { storage } = this.actor;
		leave();
		this.actor.alive = false;
		this.lives++;
		this.actor = new Actor(`phone ${this.no}, page ${this.lives}`);
		for (const [key, value] of storage) this.actor.storage.set(key, value);
		this.open();
	}

	/** Called after everything that happens. */
	look(): void {
		const { client } = this;
		const { me, view, recorded } = client;
		if (me && me !== this.me) this.seated(me);
		if (recorded && recorded !== this.recorded) {
			this.recorded = recorded;
			if (this.choices.some(({ q }) => q === recorded.q)) this.acks.push(recorded);
		}
		if (view && view !== this.shown) {
			this.shown = view;
			this.see();
		}
		if (client.moved) this.troubles.push('the seat was opened on another device');
		if (client.barred !== null && !['server/unavailable', 'contest/not_prepared'].includes(client.barred))
			this.troubles.push(`turned away: ${client.barred}`);
	}

	private open(): void {
		this.world.after(1, this.actor, () => {
			this.client = new PhoneClient(this.code);
			this.client.unseal(new Seal());
			this.shown = null;
			this.thinksOf = 0;
			void this.takeSeat();
		});
	}

	/** Fills the form in until she has a seat. */
	private async takeSeat(): Promise<void> {
		const { client } = this;
		while (!client.me) {
			if (client.hello && !client.hello.seated)
				await client.join({ by: 'name', name: `Thí sinh ${this.no}`, unit: '' });
			await this.world.wait(300);
		}
	}

	private seated(me: Me): void {
		if (this.sbd !== null && me.sbd !== this.sbd)
			this.troubles.push(`seat ${this.sbd} became ${me.sbd} after a reconnect`);
		this.sbd = me.sbd;
		const acked = this.acks.at(-1);
		// What was confirmed for the question on the floor is still on her screen when the phone comes back (PH6).
		const shown = this.client.recorded;
		if (this.me && acked && shown?.q === acked.q && shown.c < acked.c)
			this.troubles.push(`choice ${acked.c} of question ${acked.q} was forgotten`);
		this.me = me;
	}

	private see(): void {
		const { view } = this.client;
		if (!view) return;
		const { v, phase, left, question, reveal, you } = view;
		// Of a question that opens on all screens at one instant she sees that it is read out until then (PH10).
		if (question?.state === 'presented' && question.opensAt > this.client.now()) return;
		this.views.push({
			v,
			phase,
			left,
			q: question?.q ?? null,
			state: question?.state ?? null,
			key: reveal?.key ?? null,
			you: you && {
				status: you.status,
				verdict: you.along ? null : you.verdict,
				plays: you.plays && !you.along,
				rescued: you.rescued,
				outAt: you.outAt,
				rank: you.rank
			}
		});
		if (question?.state !== 'open' || !you?.plays || you.along || this.thinksOf === question.q) return;
		this.thinksOf = question.q;
		this.think(question.q, question.closesAt - this.client.now());
	}

	/** Taps once or more, some at the last moment and some after it. */
	private think(q: number, left: number): void {
		const { random, world, actor } = this;
		const taps = random.chance(0.05) ? 0 : random.chance(0.4) ? 1 + Math.floor(random.between(1, 4)) : 1;
		for (let i = 0; i < taps; i++) {
			const late = random.chance(0.3);
			const ms = late ? left + random.between(-150, 1300) : random.between(0.02, 0.95) * left;
			const v = random.chance(0.8) ? 'B' : random.pick(['A', 'C']);
			world.after(Math.max(1, ms), actor, () => this.tap(q, v));
		}
	}

	private tap(q: number, v: string): void {
		const { client } = this;
		const { question, you } = client.view ?? {};
		// Buttons are there while the question is open, by what her screen shows.
		if (question?.q !== q || question.state !== 'open' || !you?.plays) return;
		client.choose(q, v);
		if (!client.pending) return;
		this.choices.push(client.pending);
		this.tappedAt.push(this.world.now);
	}
}
