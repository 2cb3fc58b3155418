import type { Check, Sort } from '$lib/bank/filter';
import { m } from '$lib/paraglide/messages';

/** The names of what a bank's table shows, in the language of the screen. */

export function checkName(check: Check): string {
	return {
		no_source: m.bank_check_no_source,
		doubtful: m.bank_check_doubtful,
		unfit: m.bank_check_unfit
	}[check]();
}

export function sortName(sort: Sort): string {
	return {
		number: m.bank_sort_number,
		text: m.bank_sort_text,
		type: m.bank_sort_type,
		topic: m.bank_sort_topic,
		level: m.bank_sort_level,
		status: m.bank_sort_status,
		share: m.bank_sort_share,
		changed: m.bank_sort_changed
	}[sort]();
}
