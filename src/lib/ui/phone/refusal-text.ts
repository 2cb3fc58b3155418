import { m } from '$lib/paraglide/messages';

/** What the server may answer whoever wants to come in, as a sentence. Named one by one: the phone loads no other messages. */
const texts: Record<string, () => string> = {
	'join/too_late': m.error_join_too_late,
	'join/not_open': m.error_join_not_open,
	'join/bad_name': m.error_join_bad_name,
	'join/unknown_unit': m.error_join_unknown_unit,
	'join/bad_unit': m.error_join_bad_unit,
	'join/wrong_proof': m.error_join_wrong_proof,
	'join/roster_only': m.error_join_roster_only,
	'join/seated': m.error_join_seated,
	'join/erased': m.error_join_erased,
	'join/wait': m.error_join_wait,
	'join/no_audience': m.error_join_no_audience,
	'boards/paper_only': m.error_boards_paper_only,
	'contest/finished': m.error_contest_finished,
	'seat/full': m.error_seat_full,
	'limit/too_fast': m.error_limit_too_fast
};

export function refusalText(code: string): string {
	return (texts[code] ?? m.error_server_unavailable)();
}
