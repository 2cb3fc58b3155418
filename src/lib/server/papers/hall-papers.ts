import type { FloorPaper, PosterPaper, SeatCardPaper, SheetPaper } from '$lib/papers/hall';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import type { ContestDraft } from '../contest/contests';
import { cardCode } from '../contest/pins';
import { cardSecret } from '../contest/seats';
import type { Db } from '../db/client';
import { isKnown, listRoster, type RosterLine } from '../people/roster';

/* What the papers for the hall say, in the language of who prints them. */

/** The cards of all who have a seat on the list. `origin`: where phones find the program. */
export async function seatCardPaper(
	db: Db,
	{ id, code, title }: ContestDraft,
	origin: string
): Promise<SeatCardPaper> {
	const secret = await cardSecret(db, id);
	return {
		language: getLocale(),
		title,
		sbdWord: m.setup_sbd(),
		pinWord: m.setup_pin(),
		hint: m.papers_cards_hint(),
		cards: (await known(db, id)).map(({ sbd, name, unit, pin }) => ({
			sbd,
			name,
			unit,
			pin,
			link: `${origin}/play/${code}#card=${encodeURIComponent(cardCode(secret, sbd))}`
		}))
	};
}

export function posterPaper({ code, title, setup }: ContestDraft, origin: string): PosterPaper {
	return {
		language: getLocale(),
		title,
		organizer: setup.organizer,
		link: `${origin}/play/${code}`,
		scan: m.stage_join_scan(),
		or: m.stage_join_or_open(),
		address: new URL(origin).host,
		codeWord: m.stage_join_code(),
		code,
		steps: [
			m.stage_join_step_scan(),
			setup.rules.registration === 'roster' ? m.stage_join_step_pin() : m.stage_join_step_seat(),
			m.stage_join_step_wait()
		]
	};
}

/** The seats by number; of a contest without a list, as many empty ones as there may be. */
export async function floorPaper(db: Db, draft: ContestDraft, columns: number): Promise<FloorPaper> {
	const list = await known(db, draft.id);
	const empty = Array.from({ length: draft.setup.rules.capacity }, (_, i) => ({ sbd: i + 1, name: '' }));
	return {
		language: getLocale(),
		title: m.papers_floor_title({ title: draft.title }),
		stage: m.papers_floor_stage(),
		seats: list.length > 0 ? list.map(({ sbd, name }) => ({ sbd, name })) : empty,
		columns
	};
}

/** So many rows stand on a sheet beside the main questions: for rescues, ties and the bell. */
const spareRows = 5;
const mostRows = 40;

export async function sheetPaper(
	db: Db,
	{ id, title, setup }: ContestDraft,
	named: boolean
): Promise<SheetPaper> {
	const main = setup.questions.filter(({ kind }) => kind === 'main').length;
	return {
		language: getLocale(),
		title,
		organizer: setup.organizer,
		kind: m.papers_sheet_kind(),
		sbdWord: m.papers_sheet_sbd(),
		nameWord: m.papers_sheet_name(),
		unitWord: m.papers_sheet_unit(),
		questionWord: m.papers_sheet_question(),
		markWord: m.papers_sheet_mark(),
		markedWord: m.papers_sheet_marked(),
		letters: ['A', 'B', 'C', 'D'],
		questions: Math.min(mostRows, main + spareRows),
		people: named ? (await known(db, id)).map(({ sbd, name, unit }) => ({ sbd, name, unit })) : []
	};
}

async function known(db: Db, contestId: number): Promise<RosterLine[]> {
	return (await listRoster(db, contestId)).filter(isKnown);
}
