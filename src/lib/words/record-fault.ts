import { m } from '$lib/paraglide/messages';
import type { RecordFault } from '$lib/protocol/common';

/** What is wrong with a record, and where (JU2). */
export function recordFaultText({ code, seq, sbd = 0 }: RecordFault): string {
	return {
		gap: m.record_fault_gap,
		hash: m.record_fault_hash,
		version: m.record_fault_version,
		head: m.record_fault_head,
		fold: m.record_fault_fold,
		row: m.record_fault_row,
		answers: m.record_fault_answers,
		appeal: m.record_fault_appeal,
		draw: m.record_fault_draw,
		seat: m.record_fault_seat
	}[code]({ seq, sbd });
}
