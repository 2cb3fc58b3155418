import type { StageScreen } from '$lib/protocol/stage';
import type { Loudspeaker } from './loudspeaker.svelte';

/** Sizes that change while a window is being drawn larger are told once it rests, ms. */
const rests = 300;

/** What this stage is shown on, as it changes. To be made while a component is set up. */
export class OwnScreen {
	#window = $state.raw({ width: 1, height: 1, ratio: 1, fullscreen: false });
	readonly #loudspeaker: Loudspeaker;

	constructor(loudspeaker: Loudspeaker) {
		this.#loudspeaker = loudspeaker;
		$effect(() => {
			// F11 and a kiosk fill the screen without the page having asked for it.
			const full = matchMedia('(display-mode: fullscreen)');
			let timer: ReturnType<typeof setTimeout> | undefined;
			const look = () => (this.#window = measured(full.matches));
			const soon = () => {
				clearTimeout(timer);
				timer = setTimeout(look, rests);
			};
			look();
			window.addEventListener('resize', soon);
			document.addEventListener('fullscreenchange', soon);
			return () => {
				clearTimeout(timer);
				window.removeEventListener('resize', soon);
				document.removeEventListener('fullscreenchange', soon);
			};
		});
	}

	get now(): StageScreen {
		const { awake, loudness } = this.#loudspeaker;
		const silent = loudness.muted || loudness.volume === 0;
		return { ...this.#window, sound: silent ? 'muted' : awake ? 'on' : 'asleep' };
	}
}

/** Within what the protocol allows, whatever a browser says: the stage must not fail by this. */
const measured = (filled: boolean) => ({
	width: within(innerWidth, 1, 20_000),
	height: within(innerHeight, 1, 20_000),
	ratio: Math.min(20, Math.max(0.1, devicePixelRatio || 1)),
	fullscreen: filled || Boolean(document.fullscreenElement)
});

const within = (n: number, least: number, most: number) => Math.min(most, Math.max(least, Math.round(n)));
