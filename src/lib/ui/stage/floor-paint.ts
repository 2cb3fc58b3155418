import { drawSeat, glowing, looksOf, type Looks } from './floor-looks';
import { changeMs, type Change } from './floor-motion';
import type { FloorLayout } from './floor-seats';

/** What is to be drawn: seats by number, the state of each, and which of them are changing (by index). */
export interface FloorPicture {
	layout: FloorLayout;
	seats: readonly number[];
	states: string;
	moving: ReadonlyMap<number, Change>;
}

/** In so many steps a seat changes: each is a thirtieth of a second long, and the same for all seats. */
const steps = 21;

/**
 * Draws one floor on a canvas, again and again while seats change. Each state, and each step from one to another, is drawn
 * once and then stamped wherever it is needed, and what stands still is kept as one picture: so a wave over thousands of
 * seats stays smooth.
 */
export class FloorPainter {
	#canvas: HTMLCanvasElement;
	#picture: FloorPicture;
	#looks: Looks;
	#ratio: number;
	#bleed: number;
	#stamps = new Map<string, HTMLCanvasElement>();
	#still: HTMLCanvasElement;

	/** `ratio`: pixels of the canvas to a CSS pixel; `bleed`: CSS pixels of it around the layout, for the glow. */
	constructor(canvas: HTMLCanvasElement, picture: FloorPicture, ratio: number, bleed: number) {
		this.#canvas = canvas;
		this.#picture = picture;
		this.#looks = looksOf(canvas);
		this.#ratio = ratio;
		this.#bleed = bleed;
		this.#still = document.createElement('canvas');
		this.#still.width = canvas.width;
		this.#still.height = canvas.height;
		this.#begin(this.#still, (context) => {
			picture.seats.forEach((_, i) => {
				if (!picture.moving.has(i)) this.#seat(context, i, 1);
			});
			this.#labels(context);
		});
	}

	/** Draws all seats as they are `t` ms after the changes began. */
	paint(t: number): void {
		this.#begin(this.#canvas, (context) => {
			this.#stamp(context, this.#still, -this.#bleed, -this.#bleed);
			for (const [i, { start }] of this.#picture.moving)
				this.#seat(context, i, Math.min(1, Math.max(0, (t - start) / changeMs)));
		});
	}

	#begin(canvas: HTMLCanvasElement, draw: (context: CanvasRenderingContext2D) => void): void {
		const context = canvas.getContext('2d');
		if (!context) return;
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.clearRect(0, 0, canvas.width, canvas.height);
		context.scale(this.#ratio, this.#ratio);
		context.translate(this.#bleed, this.#bleed);
		context.textAlign = 'center';
		context.textBaseline = 'middle';
		const { layout, seats } = this.#picture;
		const digits = Math.max(2, String(seats.at(-1) ?? 1).length);
		const size = Math.min(layout.height * 0.5, (layout.width * 0.86) / (digits * 0.62));
		context.font = `700 ${size}px 'Be Vietnam Pro', sans-serif`;
		draw(context);
	}

	/** `done`: how much of its change is over, 0 to 1. */
	#seat(context: CanvasRenderingContext2D, i: number, done: number): void {
		const { layout, seats, states, moving } = this.#picture;
		const { x, y } = layout.centreOf(i);
		const to = states.charAt(i);
		const from = moving.get(i)?.from ?? to;
		const step = Math.round(done * steps);
		const stamp =
			step === 0 ? this.#stampOf(from) : step === steps ? this.#stampOf(to) : this.#between(from, to, step);
		const half = 1 / this.#ratio / 2;
		this.#stamp(context, stamp, x - stamp.width * half, y - stamp.height * half);
		if (!layout.numbered) return;
		const look = this.#looks(done < 0.5 ? from : to);
		context.fillStyle = look.ink;
		// Above the dots of its lives.
		context.fillText(String(seats[i]), x, y + layout.height * (look.lives > 0 ? -0.08 : 0.02));
	}

	#stamp(context: CanvasRenderingContext2D, stamp: HTMLCanvasElement, left: number, top: number) {
		// On whole pixels a stamp is copied as it is, which is sharper and much faster.
		const whole = (length: number) => Math.round(length * this.#ratio) / this.#ratio;
		context.drawImage(stamp, whole(left), whole(top), stamp.width / this.#ratio, stamp.height / this.#ratio);
	}

	#stampOf(state: string): HTMLCanvasElement {
		const { width, height } = this.#picture.layout;
		const gap = Math.max(1, height * 0.12);
		const w = width - gap;
		const h = height - gap;
		const room = gap / 2 + (h >= glowing ? h * 0.3 : 0); // for the glow
		return this.#drawnOnce(state, w + room * 2, h + room * 2, (context) => {
			context.translate(room, room);
			drawSeat(context, this.#looks(state), w, h);
		});
	}

	/** One light fades into the other, with one swell on the way. */
	#between(from: string, to: string, step: number): HTMLCanvasElement {
		const [old, next] = [this.#stampOf(from), this.#stampOf(to)];
		const done = step / steps;
		const scale = (1 + 0.22 * Math.sin(Math.PI * done)) / this.#ratio;
		const width = (old.width / this.#ratio) * 1.22;
		const height = (old.height / this.#ratio) * 1.22;
		return this.#drawnOnce(`${from}${to}${step}`, width, height, (context, whole) => {
			const put = (stamp: HTMLCanvasElement, alpha: number, scale: number) => {
				context.globalAlpha = alpha;
				const [w, h] = [stamp.width * scale, stamp.height * scale];
				context.drawImage(
					stamp,
					(whole.width / this.#ratio - w) / 2,
					(whole.height / this.#ratio - h) / 2,
					w,
					h
				);
			};
			put(old, 1 - done, 1 / this.#ratio);
			put(next, done, scale);
		});
	}

	#drawnOnce(
		name: string,
		width: number,
		height: number,
		draw: (context: CanvasRenderingContext2D, stamp: HTMLCanvasElement) => void
	): HTMLCanvasElement {
		const known = this.#stamps.get(name);
		if (known) return known;
		const stamp = document.createElement('canvas');
		stamp.width = Math.ceil(width * this.#ratio);
		stamp.height = Math.ceil(height * this.#ratio);
		const context = stamp.getContext('2d');
		if (context) {
			context.scale(this.#ratio, this.#ratio);
			draw(context, stamp);
		}
		this.#stamps.set(name, stamp);
		return stamp;
	}

	#labels(context: CanvasRenderingContext2D) {
		for (const { text, x, y, align, size, room, strong } of this.#picture.layout.labels) {
			context.textAlign = align;
			context.font = `${strong ? 800 : 500} ${size}px 'Be Vietnam Pro', sans-serif`;
			context.fillStyle = this.#looks(strong ? 'c' : 'r').ink;
			context.fillText(shortened(context, text, room), x, y);
		}
	}
}

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
	let short = text;
	while (short.length > 1 && context.measureText(short).width > room) short = `${short.slice(0, -2)}…`;
	return short;
}
