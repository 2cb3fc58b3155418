/*
 * Stands in for Paraglide's runtime, most of which is for languages in addresses and on servers. On the phone the cookie
 * decides, once for as long as the page lives.
 */

/** @typedef {'vi' | 'en'} Locale */

/** @type {Locale} */
const locale = /(^|; )lang=en(;|$)/.test(document.cookie) ? 'en' : 'vi';

export const getLocale = () => locale;

/** @param {Locale} locale */
export function setLocale(locale) {
	document.cookie = `lang=${locale}; path=/; max-age=34560000`;
	window.location.reload();
}
