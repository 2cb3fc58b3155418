import { getLocale } from '$lib/paraglide/runtime';

/** How long to wait, in words and rounded up: `45 giây`, `5 phút`. `wait` in ms. */
export function waitText(wait: number): string {
	const seconds = Math.ceil(wait / 1000);
	const [value, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
	return new Intl.NumberFormat(getLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
