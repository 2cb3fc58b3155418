import type { LosablePart } from '$lib/bank/formats/held';
import { m } from '$lib/paraglide/messages';
import { fieldName } from './words';

/** How formats of files are called, and what a bank loses in them, in the language of the screen. */

export function exportWords(format: 'xlsx' | 'docx' | 'json' | 'gift' | 'aiken' | 'moodle'): {
	name: string;
	text: string;
} {
	switch (format) {
		case 'xlsx':
			return { name: m.bank_export_xlsx(), text: m.bank_export_xlsx_text() };
		case 'docx':
			return { name: m.bank_export_docx(), text: m.bank_export_docx_text() };
		case 'json':
			return { name: m.bank_export_json_name(), text: m.bank_export_json_text() };
		case 'gift':
			return { name: m.bank_export_gift(), text: m.bank_export_gift_text() };
		case 'aiken':
			return { name: m.bank_export_aiken(), text: m.bank_export_aiken_text() };
		case 'moodle':
			return { name: m.bank_export_moodle(), text: m.bank_export_moodle_text() };
	}
}

function partName(part: LosablePart): string {
	switch (part) {
		case 'id':
			return m.bank_part_id();
		case 'looks':
			return m.bank_part_looks();
		case 'formulas':
			return m.bank_part_formulas();
		case 'lines':
			return m.bank_part_lines();
		case 'shown_order':
			return m.bank_part_shown_order();
		case 'truth_words':
			return m.bank_part_truth_words();
		default:
			return fieldName(part).toLowerCase();
	}
}

/** More numbers than these nobody reads. */
const shownNumbers = 12;

/** What is lost, in sentences; one that says so when nothing is. */
export function lossSentences(
	{ leftOut, parts }: { leftOut: number[]; parts: { part: LosablePart; count: number }[] },
	all: number
): string[] {
	const found: string[] = [];
	const numbers = leftOut.slice(0, shownNumbers).join(', ') + (leftOut.length > shownNumbers ? '…' : '');
	if (leftOut.length > 0 && leftOut.length < all)
		found.push(m.bank_export_left_out({ n: leftOut.length, numbers }));
	if (leftOut.length === all && all > 0) found.push(m.bank_export_nothing());
	const named = parts.map(({ part, count }) => m.bank_export_lost_part({ part: partName(part), n: count }));
	if (named.length > 0) found.push(m.bank_export_lost({ parts: named.join(', ') }));
	return found.length === 0 ? [m.bank_export_whole()] : found;
}
