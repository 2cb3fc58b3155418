import { m } from '$lib/paraglide/messages';

/** What the server may answer a phone, as a sentence. Named one by one, so that the phone loads no other messages. */
const texts: Record<string, () => string> = {
	'join/too_late': m.error_join_too_late,
	'join/not_open': m.error_join_not_open,
	'join/bad_name': m.error_join_bad_name,
	'join/unknown_unit': m.error_join_unknown_unit,
	'join/wrong_proof': m.error_join_wrong_proof,
	'join/roster_only': m.error_join_roster_only,
	'join/wait': m.error_join_wait,
	'join/no_audience': m.error_join_no_audience,
	'boards/paper_only': m.error_boards_paper_only,
	'contest/finished': m.error_contest_finished,
	'seat/full': m.error_seat_full,
	'limit/too_fast': m.error_limit_too_fast,
	'answer/closed': m.error_answer_closed,
	'answer/locked': m.error_answer_locked,
	'answer/no_seat': m.error_answer_no_seat,
	'answer/not_on_floor': m.error_answer_not_on_floor,
	'appeal/not_now': m.error_appeal_not_now,
	'appeal/twice': m.error_appeal_twice
};

export function refusalText(code: string): string {
	return (texts[code] ?? m.error_server_unavailable)();
}
