import type { PhoneClient } from '$lib/client/phone.svelte';
import type * as Play from './play';

/** How long to wait before it is asked for again, in ms: longer each time, up to the longest. */
const shortest = 500;
const longest = 5000;

/** The part of the program that plays. It is asked for until it has come, however bad the line is, and then it stays. */
export class PlayPart {
	here = $state.raw<typeof Play | null>(null);
	private asked = false;

	constructor(private readonly phone: PhoneClient) {}

	/** Asks for it, once. */
	async ask(): Promise<void> {
		if (this.asked) return;
		this.asked = true;
		for (let wait = shortest; ; wait = Math.min(1.6 * wait, longest)) {
			try {
				const part = await import('./play');
				this.phone.unseal(new part.Seal());
				this.here = part;
				return;
			} catch {
				await new Promise((resolve) => setTimeout(resolve, wait * (0.7 + 0.6 * Math.random())));
			}
		}
	}
}
