import { livesOf } from './faces';

/** How a seat in one state looks. Colour never tells alone: filled or hollow, ring and cross do as well. */
export interface Look {
	top: string;
	bottom: string;
	edge: string;
	ink: string;
	glow: string | null;
	mark: 'ring' | 'cross' | 'dashes' | null;
	/** Lives left; 0: they do not count. */
	lives: number;
}

/** Smaller seats have no room for a dot for each life: they are filled as high as so many lives reach. */
export const dotted = 18;
const fullAt = 3;

export type Looks = (face: string) => Look;

/** Smaller seats do not glow: nobody could see it. */
export const glowing = 12;

/** The looks by face, in the colours that the tokens have for `element`. */
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
		mark: 'dashes',
		lives: 0
	};
	const off: Look = {
		top: token('ground'),
		bottom: token('ground'),
		edge: token('surface'),
		ink: token('off'),
		glow: null,
		mark: null,
		lives: 0
	};
	const onFloor: Look = {
		...off,
		top: token('lit-light'),
		bottom: token('lit'),
		edge: token('lit-deep'),
		ink: token('on-gold'),
		glow: token('lit')
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
		i: onFloor,
		b: {
			...onFloor,
			top: token('good'),
			bottom: token('good'),
			edge: token('ink'),
			ink: token('on-tone'),
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
	return (face) => looks[face] ?? (livesOf(face) > 0 ? { ...onFloor, lives: livesOf(face) } : empty);
}

/** Draws a seat of this size with its corner at the origin. */
export function drawSeat(context: CanvasRenderingContext2D, look: Look, w: number, h: number): void {
	const level = h < dotted && look.lives > 0 ? Math.min(1, look.lives / fullAt) : 1;
	const line = Math.max(1, h * 0.045);
	const body = new Path2D();
	body.roundRect(line / 2, line / 2, w - line, h - line, h * 0.2);
	const fill = context.createLinearGradient(0, 0, 0, h);
	if (level < 1) fill.addColorStop(1 - level, 'transparent');
	fill.addColorStop(1 - level, look.top);
	fill.addColorStop(1, look.bottom);
	context.fillStyle = fill;
	if (look.glow && h >= glowing) {
		context.shadowColor = look.glow;
		context.shadowBlur = h * 0.35;
	}
	context.fill(body);
	context.shadowBlur = 0;
	context.lineWidth = look.mark === 'ring' ? line * 2 : line;
	context.strokeStyle = look.edge;
	if (look.mark === 'dashes' && h > 12) context.setLineDash([h * 0.12, h * 0.1]);
	context.stroke(body);
	if (h >= dotted) drawLives(context, look, w, h);
	if (look.mark !== 'cross') return;
	context.globalAlpha = 0.55;
	context.beginPath();
	context.moveTo(w * 0.16, h * 0.84);
	context.lineTo(w * 0.84, h * 0.16);
	context.stroke();
}

function drawLives(context: CanvasRenderingContext2D, { lives, ink }: Look, w: number, h: number): void {
	const radius = Math.min(h * 0.075, w / (lives * 3.4));
	context.fillStyle = ink;
	for (let i = 0; i < lives; i++) {
		context.beginPath();
		context.arc(w / 2 + (i - (lives - 1) / 2) * radius * 3, h * 0.82, radius, 0, Math.PI * 2);
		context.fill();
	}
}
