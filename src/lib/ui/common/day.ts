import { getLocale, type Locale } from '$lib/paraglide/runtime';

/** A day in words of the reader's language: `26/2/2027`, `26 February 2027`. */
export function dayText(at: Date, locale: Locale = getLocale()): string {
	const month = locale === 'vi' ? 'numeric' : 'long';
	return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
		day: 'numeric',
		month,
		year: 'numeric'
	}).format(at);
}
