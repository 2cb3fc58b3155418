import type { Loudness } from '$lib/client/sound';

/** What sounds and films of a question need to know to be played. */
export interface StageSound extends Loudness {
	/** The browser lets it be heard. */
	awake: boolean;
	/** How often somebody has asked for them again. */
	replays: number;
}

/** For a stage that is only looked at. */
export const silent: StageSound = { volume: 0, muted: true, awake: false, replays: 0 };
