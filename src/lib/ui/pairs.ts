/** Colours that are used together, by the names of their tokens: the ink, the ground under it, and the ratio that it needs. */
export type Pair = readonly [ink: string, ground: string, least: number];

/** Text of the usual size (WCAG 1.4.3), large text, and the edges of controls (1.4.11). */
const text = 4.5;
const large = 3;
const edge = 3;

export const workPairs: readonly Pair[] = [
	['ink', 'paper', text],
	['ink', 'surface', text],
	['ink-soft', 'paper', text],
	['ink-soft', 'surface', text],
	['ink-soft', 'sunk', text],
	['ink-faint', 'surface', text],
	['ink-faint', 'sunk', text],
	['line-strong', 'surface', edge],
	['line-strong', 'paper', edge],
	['on-brand', 'brand', text],
	['on-brand', 'brand-strong', text],
	['brand', 'brand-soft', text],
	['brand', 'surface', text],
	['gold-strong', 'gold-soft', text],
	['ink', 'gold', text],
	['good', 'good-soft', text],
	['good', 'surface', text],
	['warn', 'warn-soft', text],
	['bad', 'bad-soft', text],
	['bad', 'surface', text],
	['info', 'info-soft', text]
];

/** By night and by day alike. */
export const stagePairs: readonly Pair[] = [
	['stage-ink', 'stage-night', text],
	['stage-ink', 'stage-ground', text],
	['stage-ink', 'stage-surface', text],
	['stage-ink', 'stage-wine', text],
	['stage-ink-soft', 'stage-ground', text],
	['stage-ink-soft', 'stage-surface', text],
	['stage-ink-soft', 'stage-night', text],
	['stage-gold', 'stage-ground', text],
	['stage-gold', 'stage-night', text],
	['stage-gold', 'stage-surface', text],
	['stage-gold-light', 'stage-ground', text],
	['stage-good', 'stage-ground', text],
	['stage-bad', 'stage-ground', text],
	['stage-bad', 'stage-wine-deep', text],
	['stage-on-gold', 'stage-lit', text],
	['stage-on-gold', 'stage-lit-deep', text],
	['stage-on-gold', 'stage-lit-light', text],
	['stage-on-tone', 'stage-good', text],
	['stage-on-tone', 'stage-bad', text],
	['stage-off', 'stage-ground', large],
	...['a', 'b', 'c', 'd', 'e', 'f'].map((o): Pair => ['stage-on-option', `option-${o}`, text])
];

/** Contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2). */
export function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
