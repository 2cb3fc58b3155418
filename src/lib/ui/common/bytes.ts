import { getLocale } from '$lib/paraglide/runtime';

/** A size as people say it: 120 MB, 1,5 GB. */
export function bytesText(bytes: number): string {
	const unit = bytes < 1e9 ? { of: 1e6, name: 'MB', digits: 0 } : { of: 1e9, name: 'GB', digits: 1 };
	const number = new Intl.NumberFormat(getLocale(), { maximumFractionDigits: unit.digits });
	return `${number.format(bytes / unit.of)} ${unit.name}`;
}
