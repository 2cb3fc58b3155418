import { numberKey } from '../number';

/*
 * Numbers of other programs: a decimal point, perhaps an exponent. Exact, never floating point.
 */

interface Exact {
	units: bigint;
	/** `units` × 10^-`places`. */
	places: number;
}

const numeric = /^([+-]?)(\d+\.?\d*|\.\d+)(?:e([+-]?\d{1,2}))?$/i;

/** `3.14`, `.5`, `-1e3`; null for anything else. */
function readExact(text: string): Exact | null {
	const [, sign = '', digits, exponent = '0'] = numeric.exec(text.trim()) ?? [];
	if (digits === undefined) return null;
	const [whole = '', fraction = ''] = digits.split('.');
	const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
	const places = fraction.length - Number(exponent);
	return places < 0 ? { units: units * 10n ** BigInt(-places), places: 0 } : { units, places };
}

function write({ units, places }: Exact): string {
	const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
	const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
	const whole = digits.slice(0, digits.length - places);
	const text = places === 0 || fraction === '' ? whole : `${whole}.${fraction}`;
	return units < 0n ? `-${text}` : text;
}

/** The canonical key (`3.14±0.01`) of a value and what it may be off; null when one of them is no number. */
export function exactKey(value: string, tolerance: string): string | null {
	const number = readExact(value);
	const off = tolerance.trim() === '' ? { units: 0n, places: 0 } : readExact(tolerance);
	if (!number || !off) return null;
	const key = off.units === 0n ? write(number) : `${write(number)}±${write(off)}`;
	return numberKey.test(key) ? key : null;
}

/** The canonical key of everything from `min` to `max`; null when they are no numbers in this order. */
export function rangeKey(min: string, max: string): string | null {
	const [low, high] = [readExact(min), readExact(max)];
	if (!low || !high) return null;
	const places = Math.max(low.places, high.places);
	const [a, b] = [low, high].map((n) => n.units * 10n ** BigInt(places - n.places));
	if (a === undefined || b === undefined || a > b) return null;
	const half = (units: bigint) => write({ units: units * 5n, places: places + 1 });
	return exactKey(half(a + b), half(b - a));
}
