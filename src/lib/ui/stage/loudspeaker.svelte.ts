import { untrack } from 'svelte';
import { rememberedLoudness, Sound, type Loudness } from '$lib/client/sound';
import type { StageView } from '$lib/protocol/stage';
import { countdownCues, cues } from './cues';
import { fallAfterMs } from './floor-motion';

/** How much one key press changes the volume. */
const step = 0.1;

/** The stage's sound: it follows the views by itself. To be made while a component is set up, in the browser. */
export class Loudspeaker {
	loudness = $state.raw<Loudness>({ volume: 0, muted: true });
	/** The browser lets it be heard. */
	awake = $state(false);
	/** How often sounds and films of the question have been asked for again. */
	replays = $state(0);
	#sound: Sound | null = null;
	#before: StageView | null = null;
	/** The question whose end has been said. */
	#ended: number | null = null;

	/** `clock` tells the database's moment, ms. */
	constructor(view: () => StageView | null, clock: () => number) {
		$effect(() => {
			const remembered = rememberedLoudness();
			const sound = new Sound(remembered);
			this.loudness = remembered;
			this.#sound = sound;
			return () => void sound.close();
		});
		$effect(() => {
			const now = view();
			if (!now) return;
			if (now.question?.q !== this.#before?.question?.q) this.replays = 0;
			// More time has been given.
			if (now.question?.state === 'open' && now.question.closesAt > untrack(clock)) this.#ended = null;
			const heard = cues(this.#before, now);
			for (const cue of heard) {
				if (cue === 'timeUp') this.#timeUp(now);
				else this.#sound?.play(cue, cue === 'fall' && heard.includes('reveal') ? fallAfterMs : 0);
			}
			this.#before = now;
			const planned = countdownCues(now, untrack(clock)).map(({ cue, inMs }) =>
				setTimeout(() => (cue === 'timeUp' ? this.#timeUp(now) : this.#sound?.play(cue)), inMs)
			);
			return () => planned.forEach(clearTimeout);
		});
	}

	/** To be called in the handler of a key or a click. */
	async wake(): Promise<void> {
		await this.#sound?.wake();
		this.awake = this.#sound?.awake ?? false;
	}

	/** Plays sounds and films of the question again. */
	replay(): void {
		this.replays++;
	}

	toggle(): void {
		this.#set({ ...this.loudness, muted: !this.loudness.muted });
	}

	/** Louder by so many steps, or softer by fewer than none. */
	change(steps: number): void {
		const volume = Math.round((this.loudness.volume + steps * step) * 10) / 10;
		this.#set({ volume: Math.min(1, Math.max(0, volume)), muted: false });
	}

	#set(loudness: Loudness): void {
		this.loudness = loudness;
		this.#sound?.set(loudness);
	}

	/** Once a question, whether our clock or the server says it first. */
	#timeUp({ question }: StageView): void {
		if (!question || this.#ended === question.q) return;
		this.#ended = question.q;
		this.#sound?.play('timeUp');
	}
}
