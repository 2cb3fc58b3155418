import { getLocale } from '$lib/paraglide/runtime';

/** A count as the reader's language writes it: 12.500 in Vietnamese, 12,500 in English. */
export function count(n: number): string {
	return new Intl.NumberFormat(getLocale()).format(n);
}
