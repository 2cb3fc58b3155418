import { untrack } from 'svelte';
import type { StageView } from '$lib/protocol/stage';
import { countdown } from './countdown';

/**
 * The countdown of the question on the stage, brought up to date with each frame while it runs. To be made while a
 * component is set up.
 */
export class Ticking {
	#moment = $state(0);
	#question: () => StageView['question'];
	/** Null before the question is opened, or without one. */
	now = $derived.by(() => {
		const question = this.#question();
		return question && countdown(question, this.#moment);
	});

	/** `clock` tells the database's moment, ms. */
	constructor(question: () => StageView['question'], clock: () => number) {
		this.#question = question;
		this.#moment = clock();
		$effect(() => {
			const running = question()?.state === 'open';
			let frame = 0;
			const tick = () => {
				this.#moment = untrack(clock);
				if (running) frame = requestAnimationFrame(tick);
			};
			tick();
			return () => cancelAnimationFrame(frame);
		});
	}
}
