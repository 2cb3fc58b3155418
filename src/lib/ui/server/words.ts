import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { bytesText } from '$lib/ui/common/bytes';
import { count } from '$lib/ui/common/count';
import type { Finding, State } from './judge';

/** What the page about the server says, in the language of the screen. */

export const verdictText = (state: State) =>
	({ ok: m.server_verdict_ok, slow: m.server_verdict_slow, bad: m.server_verdict_bad })[state]();

/** What was found, and what to do about it. */
export function said(finding: Finding): { found: string; todo: string } {
	switch (finding.found) {
		case 'acks':
			return {
				found: m.server_found_acks({ time: timeText(finding.ms) }),
				todo: m.server_found_acks_do()
			};
		case 'loop':
			return {
				found: m.server_found_loop({ time: timeText(finding.ms) }),
				todo: m.server_found_loop_do()
			};
		case 'database':
			return {
				found: m.server_found_database({ time: timeText(finding.ms) }),
				todo: m.server_found_database_do()
			};
		case 'disk':
			return {
				found: m.server_found_disk({ free: bytesText(finding.free) }),
				todo: m.server_found_disk_do()
			};
		case 'memory':
			return {
				found: m.server_found_memory({ free: bytesText(finding.free) }),
				todo: m.server_found_memory_do()
			};
		case 'heap':
			return {
				found: m.server_found_heap({ used: bytesText(finding.used), limit: bytesText(finding.limit) }),
				todo: m.server_found_heap_do()
			};
		case 'records':
			return {
				found: m.server_found_records({ n: count(finding.n) }),
				todo: m.server_found_records_do()
			};
	}
}

/** Why answers were refused, by the codes of the protocol. */
export function refusalName(code: string): string {
	switch (code) {
		case 'answer/closed':
			return m.server_refused_closed();
		case 'answer/locked':
			return m.server_refused_locked();
		case 'answer/no_seat':
		case 'answer/not_on_floor':
		case 'answer/on_paper':
			return m.server_refused_not_hers();
		case 'limit/too_fast':
			return m.server_refused_too_fast();
		case 'server/unavailable':
			return m.server_refused_unavailable();
		default:
			return m.server_refused_other();
	}
}

/** A short time: 45 ms, 1,2 giây. */
export function timeText(ms: number): string {
	const number = (digits: number) => new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits });
	if (ms >= 1000) return m.server_seconds({ n: number(1).format(ms / 1000) });
	return `${number(ms < 10 ? 1 : 0).format(ms)} ms`;
}

/** How long it has been running. */
export function uptimeText(ms: number): string {
	const minutes = Math.floor(ms / 60_000);
	const [d, h, n] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
	if (d > 0) return m.server_uptime_days({ d, h });
	return h > 0 ? m.server_uptime_hours({ h, n }) : m.server_uptime_minutes({ n });
}
