import type { PhoneView } from '$lib/protocol/phone';
import { rightAnswer, wrongAnswer, type KnownQuestion } from './known';
import type { SimulatedPhone } from './phone';
import type { Random } from './random';

export interface Habits {
	/** How likely an answer is right, 0–1. */
	accuracy: number;
	/** How long a player thinks on average, ms. */
	paceMs: number;
	/** How likely the line breaks during a question, 0–1. */
	reconnects: number;
}

/** How likely a player says nothing, answers long after the others, and thinks again. */
const silent = 0.03;
const late = 0.02;
const changes = 0.15;

/** Somebody with a phone in her hand: reads, thinks, taps, changes her mind, walks through a dead spot. */
export class Player {
	private readonly answered = new Set<number>();
	private readonly timers = new Set<NodeJS.Timeout>();
	/** What she would do if the host had not stopped the clock. */
	private held: (() => void)[] = [];

	constructor(
		private readonly phone: SimulatedPhone,
		private readonly habits: Habits,
		private readonly random: Random,
		private readonly know: (q: number) => Promise<KnownQuestion | undefined>
	) {
		phone.onView = (view) => void this.see(view);
	}

	stop(): void {
		for (const timer of this.timers) clearTimeout(timer);
	}

	private async see({ question, you }: PhoneView): Promise<void> {
		if (question?.state !== 'open' || !you?.plays) return;
		const held = this.held;
		this.held = [];
		for (const act of held) act();
		if (this.answered.has(question.q)) return;
		this.answered.add(question.q);
		const known = await this.know(question.q);
		if (known) this.plan(question.q, known, question.limitMs);
	}

	private plan(q: number, known: KnownQuestion, limitMs: number): void {
		const { random, phone } = this;
		const { paceMs, accuracy, reconnects } = this.habits;
		const think = random.chance(late)
			? 3 * paceMs
			: Math.min(random.between(0.2, 1.8) * paceMs, 0.9 * limitMs);
		const breaks = random.chance(reconnects) ? random.pick([0.4 * think, think + 2, think + 30]) : null;
		const right = random.chance(accuracy);
		const second = random.chance(changes);
		if (breaks !== null) this.after(breaks, () => phone.breakLine());
		if (random.chance(silent)) return;
		if (second) this.after(think / 2, () => phone.choose(q, wrongAnswer(known, random)));
		this.after(think, () => phone.choose(q, right ? rightAnswer(known) : wrongAnswer(known, random)));
	}

	private after(ms: number, act: () => void): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			if (this.phone.view?.question?.state === 'paused') this.held.push(act);
			else act();
		}, ms);
		this.timers.add(timer);
	}
}
