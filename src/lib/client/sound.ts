/** The sounds of the stage, made on the spot: nothing to load, so nothing that a hall without internet could miss. */
export type Cue = 'open' | 'tick' | 'timeUp' | 'reveal' | 'fall' | 'rescue' | 'bell';

export interface Loudness {
	/** 0 to 1. */
	volume: number;
	muted: boolean;
}

const memory = 'stage-sound';
const loud: Loudness = { volume: 0.8, muted: false };

/** How loud it was the last time on this machine. */
export function rememberedLoudness(): Loudness {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(memory) ?? 'null');
		if (typeof kept !== 'object' || !kept || !('volume' in kept) || !('muted' in kept)) return { ...loud };
		const { volume, muted } = kept;
		if (typeof volume !== 'number' || !(volume >= 0 && volume <= 1) || typeof muted !== 'boolean')
			return { ...loud };
		return { volume, muted };
	} catch {
		return { ...loud }; // storage barred or unreadable
	}
}

/**
 * Plays cues over the machine's loudspeakers. A browser keeps it silent until somebody has pressed a key or clicked:
 * call `wake` then.
 */
export class Sound {
	#context: AudioContext | null = null;
	#master: GainNode | null = null;
	#loudness: Loudness;

	constructor(loudness: Loudness) {
		this.#loudness = loudness;
	}

	/** Whether the browser lets it be heard already. */
	get awake(): boolean {
		return this.#context?.state === 'running';
	}

	/** To be called in the handler of a key or a click. */
	async wake(): Promise<void> {
		this.#context ??= this.#start();
		if (this.#context.state !== 'running') await this.#context.resume();
	}

	/** Sets and remembers how loud it is. */
	set(loudness: Loudness): void {
		this.#loudness = loudness;
		if (this.#context && this.#master)
			this.#master.gain.setTargetAtTime(gainOf(loudness), this.#context.currentTime, 0.02);
		try {
			localStorage.setItem(memory, JSON.stringify(loudness));
		} catch {
			// storage barred: it holds until the page is closed
		}
	}

	/** Plays a cue, `afterMs` from now. What can't be heard now is not caught up later. */
	play(cue: Cue, afterMs = 0): void {
		if (!this.#context || !this.#master || !this.awake) return;
		scores[cue](this.#context, this.#master, this.#context.currentTime + 0.01 + afterMs / 1000);
	}

	async close(): Promise<void> {
		await this.#context?.close();
		this.#context = null;
	}

	#start(): AudioContext {
		const context = new AudioContext();
		const master = context.createGain();
		master.gain.value = gainOf(this.#loudness);
		master.connect(context.createDynamicsCompressor()).connect(context.destination);
		this.#master = master;
		return context;
	}
}

/** Loudness as the ear takes it: a half sounds like a half. */
const gainOf = ({ volume, muted }: Loudness) => (muted ? 0 : volume * volume);

type Score = (context: AudioContext, out: AudioNode, at: number) => void;

interface Note {
	hz: number;
	/** Slides to this pitch. */
	toHz?: number;
	/** Seconds until it has died away. */
	seconds: number;
	gain: number;
	wave?: OscillatorType;
	/** Seconds to full loudness. */
	attack?: number;
}

function note(context: AudioContext, out: AudioNode, at: number, n: Note): void {
	const tone = context.createOscillator();
	const gain = context.createGain();
	tone.type = n.wave ?? 'sine';
	tone.frequency.setValueAtTime(n.hz, at);
	if (n.toHz) tone.frequency.exponentialRampToValueAtTime(n.toHz, at + n.seconds);
	gain.gain.setValueAtTime(0.0001, at);
	gain.gain.exponentialRampToValueAtTime(n.gain, at + (n.attack ?? 0.006));
	gain.gain.exponentialRampToValueAtTime(0.0001, at + n.seconds);
	tone.connect(gain).connect(out);
	tone.start(at);
	tone.stop(at + n.seconds + 0.05);
}

/** Partials of a cast bell: how high above the strike note, how loud, how long they ring. */
const partials = [
	[0.5, 0.35, 1],
	[1, 0.5, 0.8],
	[1.19, 0.3, 0.6],
	[1.5, 0.18, 0.5],
	[2, 0.42, 0.45],
	[2.51, 0.14, 0.3],
	[3.01, 0.12, 0.22],
	[4.17, 0.1, 0.14]
] as const;

function strike(context: AudioContext, out: AudioNode, at: number, hz: number, seconds: number): void {
	for (const [ratio, gain, length] of partials)
		note(context, out, at, { hz: hz * ratio, seconds: seconds * length, gain: gain * 0.5, attack: 0.004 });
}

/** Pitches of the pentatonic scale that folk tunes use, in Hz. */
const scale = [392, 440, 523.25, 587.33, 659.25, 783.99, 880, 1046.5];
const pitch = (i: number) => scale[i] ?? 440;

const scores: Record<Cue, Score> = {
	open: (context, out, at) =>
		[2, 4, 7].forEach((p, i) =>
			note(context, out, at + i * 0.11, { hz: pitch(p), seconds: 0.5, gain: 0.35, wave: 'triangle' })
		),
	tick: (context, out, at) => {
		note(context, out, at, { hz: 1046.5, seconds: 0.12, gain: 0.4, wave: 'triangle' });
		note(context, out, at, { hz: 130.8, seconds: 0.22, gain: 0.5 });
	},
	timeUp: (context, out, at) => {
		for (const [hz, delay] of [
			[196, 0],
			[146.8, 0.28]
		] as const) {
			note(context, out, at + delay, { hz, seconds: 0.9, gain: 0.3, wave: 'sawtooth', attack: 0.02 });
			note(context, out, at + delay, { hz: hz / 2, seconds: 1.1, gain: 0.5 });
		}
	},
	reveal: (context, out, at) =>
		[0, 2, 4, 5, 7].forEach((p, i) =>
			note(context, out, at + i * 0.08, {
				hz: pitch(p),
				seconds: 1.1 - i * 0.1,
				gain: 0.28,
				wave: 'triangle'
			})
		),
	fall: (context, out, at) => {
		note(context, out, at, { hz: 330, toHz: 82, seconds: 1.6, gain: 0.3, wave: 'triangle', attack: 0.08 });
		note(context, out, at + 0.1, { hz: 165, toHz: 41, seconds: 1.9, gain: 0.4, attack: 0.08 });
	},
	rescue: (context, out, at) =>
		[0, 1, 2, 3, 4, 5, 6, 7].forEach((p, i) =>
			note(context, out, at + i * 0.14, { hz: pitch(p), seconds: 1.2, gain: 0.26, wave: 'triangle' })
		),
	bell: (context, out, at) => [0, 1.3, 2.6, 3.9].forEach((delay) => strike(context, out, at + delay, 440, 5))
};
