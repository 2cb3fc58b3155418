import { changeMs, type Change } from './floor-motion';
import { seatCentre, type FloorLayout } from './floor-layout';

/** How a seat in one state looks. Colour never tells alone: filled or hollow, ring and cross do as well. */
interface Look {
	top: string;
	bottom: string;
	edge: string;
	ink: string;
	glow: string | null;
	mark: 'ring' | 'cross' | 'dashes' | null;
}

export type Looks = (state: string) => Look;

/** The looks by state, in the colours that the tokens have for `element`. */
export function looksOf(element: Element): Looks {
	const style = getComputedStyle(element);
	const token = (name: string) => style.getPropertyValue(`--stage-${name}`).trim();
	const clear = 'transparent';
	const empty: Look = {
		top: clear,
		bottom: clear,
		edge: token('line'),
		ink: token('ink-soft'),
		glow: null,
		mark: 'dashes'
	};
	const off: Look = {
		top: token('ground'),
		bottom: token('ground'),
		edge: token('surface'),
		ink: token('off'),
		glow: null,
		mark: null
	};
	const looks: Record<string, Look> = {
		r: empty,
		v: empty,
		c: {
			...empty,
			top: token('surface'),
			bottom: token('ground-2'),
			edge: token('gold'),
			ink: token('gold'),
			mark: null
		},
		i: {
			top: token('gold-light'),
			bottom: token('gold'),
			edge: token('gold-deep'),
			ink: token('on-gold'),
			glow: token('gold'),
			mark: null
		},
		b: {
			top: token('good'),
			bottom: token('good'),
			edge: token('ink'),
			ink: token('night'),
			glow: token('good'),
			mark: 'ring'
		},
		n: {
			...off,
			top: token('wine-deep'),
			bottom: token('wine-deep'),
			edge: token('bad'),
			ink: token('bad'),
			mark: 'cross'
		},
		o: off,
		d: { ...off, mark: 'cross' },
		w: { ...off, mark: 'cross' }
	};
	return (state) => looks[state] ?? empty;
}

/** Draws floors: seats of one layout, each state once as a picture that is then stamped wherever it is needed. */
export class FloorPainter {
	#stamps = new Map<string, HTMLCanvasElement>();
	#layout: FloorLayout;
	#looks: Looks;
	#ratio: number;
	#bleed: number;

	/** `ratio`: pixels of the canvas to a CSS pixel; `bleed`: CSS pixels of it around the layout, for the glow. */
	constructor(layout: FloorLayout, looks: Looks, ratio: number, bleed: number) {
		this.#bleed = bleed;
		this.#layout = layout;
		this.#looks = looks;
		this.#ratio = ratio;
	}

	/** Draws all seats as they are `t` ms after the changes began. */
	paint(
		context: CanvasRenderingContext2D,
		seats: number[],
		states: string,
		moving: Map<number, Change>,
		t: number
	) {
		const { canvas } = context;
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.clearRect(0, 0, canvas.width, canvas.height);
		context.scale(this.#ratio, this.#ratio);
		context.translate(this.#bleed, this.#bleed);
		context.textAlign = 'center';
		context.textBaseline = 'middle';
		this.#setFont(context, seats);
		for (let i = 0; i < seats.length; i++) {
			const change = moving.get(i);
			const done = change ? Math.min(1, Math.max(0, (t - change.start) / changeMs)) : 1;
			const to = states.charAt(i);
			this.#seat(context, i, seats[i] ?? 0, change?.from ?? to, to, done);
		}
		if (this.#layout.labelEvery > 0) this.#labels(context, seats);
	}

	#setFont(context: CanvasRenderingContext2D, seats: number[]) {
		const digits = Math.max(2, String(Math.max(...seats.slice(-1), 1)).length);
		const { width, height } = this.#layout;
		const size = Math.min(height * 0.5, (width * 0.86) / (digits * 0.62));
		context.font = `700 ${size}px 'Be Vietnam Pro', sans-serif`;
	}

	#seat(context: CanvasRenderingContext2D, i: number, sbd: number, from: string, to: string, done: number) {
		const { x, y } = seatCentre(this.#layout, i);
		if (done < 1) this.#stamp(context, from, x, y, 1 - done, 1);
		// One swell while it changes, then it settles.
		const swell = done < 1 ? 1 + 0.22 * Math.sin(Math.PI * done) : 1;
		if (done > 0) this.#stamp(context, to, x, y, done, swell);
		if (!this.#layout.numbered) return;
		context.fillStyle = this.#looks(done < 0.5 ? from : to).ink;
		context.fillText(String(sbd), x, y + this.#layout.height * 0.02);
	}

	#stamp(
		context: CanvasRenderingContext2D,
		state: string,
		x: number,
		y: number,
		alpha: number,
		scale: number
	) {
		const picture = this.#picture(state);
		const width = (picture.width / this.#ratio) * scale;
		const height = (picture.height / this.#ratio) * scale;
		context.globalAlpha = alpha;
		context.drawImage(picture, x - width / 2, y - height / 2, width, height);
		context.globalAlpha = 1;
	}

	#picture(state: string): HTMLCanvasElement {
		const known = this.#stamps.get(state);
		if (known) return known;
		const { width, height } = this.#layout;
		const gap = Math.max(1, height * 0.12);
		const w = width - gap;
		const h = height - gap;
		const room = gap / 2 + h * 0.3; // for the glow
		const picture = document.createElement('canvas');
		picture.width = Math.ceil((w + room * 2) * this.#ratio);
		picture.height = Math.ceil((h + room * 2) * this.#ratio);
		const context = picture.getContext('2d');
		if (context) {
			context.scale(this.#ratio, this.#ratio);
			context.translate(room, room);
			drawSeat(context, this.#looks(state), w, h);
		}
		this.#stamps.set(state, picture);
		return picture;
	}

	/** The first number of a row at its edge, where the seats are too small for theirs. */
	#labels(context: CanvasRenderingContext2D, seats: number[]) {
		const { columns, rows, labelEvery, left } = this.#layout;
		context.textAlign = 'right';
		context.font = "500 12px 'Be Vietnam Pro', sans-serif";
		context.fillStyle = this.#looks('r').ink;
		for (let row = 0; row < rows; row += labelEvery)
			context.fillText(
				String(seats[row * columns] ?? ''),
				left - 8,
				seatCentre(this.#layout, row * columns).y
			);
	}
}

function drawSeat(context: CanvasRenderingContext2D, look: Look, w: number, h: number): void {
	const line = Math.max(1, h * 0.045);
	const body = new Path2D();
	body.roundRect(line / 2, line / 2, w - line, h - line, h * 0.2);
	const fill = context.createLinearGradient(0, 0, 0, h);
	fill.addColorStop(0, look.top);
	fill.addColorStop(1, look.bottom);
	context.fillStyle = fill;
	if (look.glow) {
		context.shadowColor = look.glow;
		context.shadowBlur = h * 0.35;
	}
	context.fill(body);
	context.shadowBlur = 0;
	context.lineWidth = look.mark === 'ring' ? line * 2 : line;
	context.strokeStyle = look.edge;
	if (look.mark === 'dashes' && h > 12) context.setLineDash([h * 0.12, h * 0.1]);
	context.stroke(body);
	if (look.mark !== 'cross') return;
	context.globalAlpha = 0.55;
	context.beginPath();
	context.moveTo(w * 0.16, h * 0.84);
	context.lineTo(w * 0.84, h * 0.16);
	context.stroke();
}
