import type { Check, Sort } from '$lib/bank/filter';
import { m } from '$lib/paraglide/messages';
import { judgedText } from '../review/words';
import type { Command, Outcome } from './commands';

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

/** What came of a command in a sentence; `name`: of what the questions got. */
export function doneText(command: Command, outcome: Extract<Outcome, { ok: true }>, name: string): string {
	const n = outcome.n ?? 0;
	if (command.do === 'copy') return m.bank_done_copied({ n, bank: name });
	if (command.do === 'take') return m.bank_done_taken({ n, bank: name });
	if (command.do === 'judge')
		return judgedText({ done: 0, unfit: 0, changed: 0, ...outcome }, command.status);
	if (n === 0) return m.bank_done_same();
	if (command.do !== 'change' || command.change.part !== 'topic') return m.bank_done_changed({ n });
	return name.trim() === '' ? m.bank_done_no_topic({ n }) : m.bank_done_topic({ n, topic: name });
}
