import type { CourseEntry, Decision, Minutes } from '$lib/contest/minutes';
import type { Rank } from '$lib/contest/state';
import type { UnitRank } from '$lib/contest/units';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import type { Person, RecordHead } from '$lib/protocol/common';
import { courseText, decisionText, whoOf, type Who } from '$lib/words/minutes';
import { nameOrNone } from '$lib/words/names';
import { questionTitle } from '$lib/words/questions';
import { rulesText, type Told } from '$lib/words/rules';
import { everybodyFailed } from '$lib/words/course';
import { clockText, momentText } from '$lib/words/time';
import { headOf } from './head';
import { peopleIn, type Letterhead } from './letterhead';
import { cell, type Block, type Paper, type Row, type Run } from './paper';

/** What the minutes of a contest are written from. */
export interface MinutesContent extends Omit<Minutes, 'contest'> {
	title: string;
	organizer: string;
	/** What the rules are told from. */
	told: Told;
	/** Everybody who has a seat, by SBD. */
	people: Person[];
	/** Names of the accounts that acted, by what the log calls them. */
	actors: Record<string, string>;
	/** What contestants wrote in their appeals, by number. */
	appealTexts: Record<number, string>;
	/** Null while the contest runs. */
	results: {
		ranking: (Rank & Person)[];
		bellRinger: Person | null;
		awards: { name: string; people: Person[] }[];
		units: UnitRank[];
	} | null;
	/** What the contest is called at the console, to verify the record. */
	code: string;
	/** Up to which event these minutes go, and the last hash of the chain up to there, hex (JU2). */
	record: RecordHead & { full: string };
}

/** So many of the ranking are printed; the results have all. */
const printedRanks = 100;

/** The minutes of a contest (biên bản), to be signed: all that its record says, and who was there. */
export function minutesPaper(minutes: MinutesContent, letterhead: Letterhead): Paper {
	const who = whoOf(minutes.people);
	const began = minutes.startedAt ?? minutes.course[0]?.at ?? null;
	return {
		language: getLocale(),
		name: `${m.minutes_title()} ${minutes.title}`,
		head: headOf(letterhead, { organizer: minutes.organizer, at: began }),
		kind: m.minutes_title(),
		about: minutes.title,
		blocks: [
			...general(minutes, letterhead, who),
			heading(m.minutes_part_rules()),
			...rulesText(minutes.told).map(({ title, sentences }) =>
				text([{ text: `${title}. `, bold: true }, { text: sentences.join(' ') }])
			),
			heading(m.minutes_part_course()),
			courseTable(minutes.course, who),
			heading(m.minutes_part_decisions()),
			decisions(minutes, who),
			heading(m.minutes_part_appeals()),
			...appeals(minutes, who),
			heading(m.minutes_part_results()),
			...(minutes.results ? results(minutes.results) : [text([{ text: m.minutes_not_ended() }])]),
			...seal(minutes)
		],
		signatures: [
			{ office: m.minutes_sign_secretary(), how: m.minutes_sign_how(), name: letterhead.signSecretary },
			{ office: m.minutes_sign_judges(), how: m.minutes_sign_how(), name: letterhead.signJudges },
			{ office: m.minutes_sign_organizer(), how: m.minutes_sign_how(), name: letterhead.signOrganizer }
		],
		foot: `${m.record_head()}: ${minutes.record.head} (${m.minutes_up_to({ n: minutes.record.events })})`
	};
}

const heading = (said: string): Block => ({ type: 'heading', text: said });
const text = (runs: Run[], small = false): Block => ({ type: 'text', runs, small });
const fact = (name: string, said: string): Block => text([{ text: `${name}: `, bold: true }, { text: said }]);

function general(minutes: MinutesContent, letterhead: Letterhead, who: Who): Block[] {
	const { startedAt, finishedAt, came, missing, reserves, people } = minutes;
	const boards: [string, string][] = [
		[m.minutes_sign_organizer(), letterhead.organizers],
		[m.minutes_sign_judges(), letterhead.judges],
		[m.minutes_sign_secretary(), letterhead.secretaries],
		[m.minutes_guests(), letterhead.guests]
	];
	return [
		heading(m.minutes_part_general()),
		fact(m.minutes_began(), startedAt === null ? '–' : momentText(startedAt)),
		fact(m.minutes_ended(), finishedAt === null ? m.minutes_not_ended() : momentText(finishedAt)),
		...(letterhead.venue ? [fact(m.minutes_venue(), letterhead.venue)] : []),
		...boards.flatMap(([board, list]) => {
			const names = peopleIn(list);
			return names.length === 0
				? []
				: [
						text([{ text: `${board}:`, bold: true }]),
						...names.map((name, i) => text([{ text: `${i + 1}. ${name}` }]))
					];
		}),
		fact(m.minutes_came(), m.minutes_of({ n: came.length, all: people.length })),
		fact(m.minutes_missing({ n: missing.length }), who(missing) || '–'),
		fact(m.minutes_reserves({ n: reserves.length }), who(reserves) || '–')
	];
}

function courseTable(course: readonly CourseEntry[], who: Who): Block {
	return {
		type: 'table',
		columns: [
			{ title: m.minutes_time(), share: 0.13, centred: true },
			{ title: m.minutes_what(), share: 0.87 }
		],
		rows: course.map((entry): Row => {
			const lines =
				entry.type === 'question' ? questionLines(entry, who) : [[{ text: courseText(entry, who) }]];
			return [cell(clockText(entry.at)), takenBack(lines, entry.undone)];
		})
	};
}

function questionLines(entry: Extract<CourseEntry, { type: 'question' }>, who: Who): Run[][] {
	const { out, right, judged, left, everyoneFailed, bellRinger } = entry;
	const round = entry.round ? ` (${entry.round})` : '';
	const outcome = [
		m.minutes_judged({ right, judged, left }),
		out.length > 0 ? m.minutes_left_floor({ n: out.length, who: who(out) }) : '',
		everyoneFailed ? everybodyFailed[everyoneFailed]() : ''
	];
	return [
		[{ text: questionTitle(entry.question), bold: true }, { text: `${round}: ${entry.text}` }],
		[{ text: m.minutes_key_shown({ key: entry.keyText }) }],
		[
			{ text: outcome.filter(Boolean).join(' ') },
			...(bellRinger === null ? [] : [{ text: ` ${m.minutes_bell({ who: who([bellRinger]) })}`, bold: true }])
		]
	];
}

/** What was taken back stays, struck through, and says so. */
function takenBack(lines: Run[][], undone: boolean): Run[][] {
	if (!undone) return lines;
	const struck = lines.map((line) => line.map((run) => ({ ...run, struck: true })));
	return [...struck, [{ text: m.minutes_taken_back(), bold: true }]];
}

function decisions({ decisions, actors }: MinutesContent, who: Who): Block {
	if (decisions.length === 0) return text([{ text: m.minutes_no_decisions() }]);
	const reasonOf = (decision: Decision) => ('reason' in decision ? decision.reason : '');
	return {
		type: 'table',
		columns: [
			{ title: m.minutes_no(), share: 0.07, centred: true },
			{ title: m.minutes_time(), share: 0.13, centred: true },
			{ title: m.minutes_decision(), share: 0.58 },
			{ title: m.minutes_by(), share: 0.22 }
		],
		rows: decisions.map((decision, i): Row => {
			const reason = reasonOf(decision);
			const said = takenBack([[{ text: decisionText(decision, who) }]], decision.undone);
			const why = reason ? [[{ text: m.minutes_reason({ reason }), italic: true }]] : [];
			return [
				cell(String(i + 1)),
				cell(clockText(decision.at)),
				[...said, ...why],
				cell(actorName(actors, decision.actor))
			];
		})
	};
}

const actorName = (actors: MinutesContent['actors'], actor: string) =>
	actors[actor] ?? (actor === 'system' ? m.minutes_by_itself() : actor);

function appeals({ appeals, appealTexts, actors }: MinutesContent, who: Who): Block[] {
	if (appeals.length === 0) return [text([{ text: m.minutes_no_appeals() }])];
	return appeals.flatMap(({ no, at, sbd, question, answer }) => [
		text([
			{ text: m.judges_appeal({ no, question: questionTitle(question) }), bold: true },
			{ text: ` (${clockText(at)}) – ${who([sbd])}: “${appealTexts[no] ?? m.minutes_erased()}”` }
		]),
		text([
			{
				text: answer
					? `${answer.upheld ? m.minutes_upheld() : m.minutes_rejected()} ${answer.reason} (${actorName(actors, answer.actor)}, ${clockText(answer.at)})`
					: m.minutes_unanswered()
			}
		])
	]);
}

function results({ ranking, bellRinger, awards, units }: NonNullable<MinutesContent['results']>): Block[] {
	const named = ({ sbd, name, unit }: Person) =>
		[`${sbd} ${nameOrNone(name)}`, unit].filter(Boolean).join(' – ');
	return [
		fact(m.setup_results_bell(), bellRinger ? named(bellRinger) : m.setup_results_no_bell()),
		...awards.map(({ name, people }) =>
			fact(name, people.map(named).join('; ') || m.judges_award_nobody_has())
		),
		rankingTable(ranking),
		...(ranking.length > printedRanks ? [text([{ text: m.minutes_more_ranks({ n: ranking.length }) }])] : []),
		...(units.length > 1 ? [unitsTable(units)] : [])
	];
}

function rankingTable(ranking: readonly (Rank & Person)[]): Block {
	const tenths = new Intl.NumberFormat(getLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
	return {
		type: 'table',
		columns: [
			{ title: m.setup_results_rank(), share: 0.09, centred: true },
			{ title: m.setup_sbd(), share: 0.09, centred: true },
			{ title: m.setup_name(), share: 0.31 },
			{ title: m.setup_unit(), share: 0.26 },
			{ title: m.setup_results_correct(), share: 0.11, centred: true },
			{ title: m.setup_results_time(), share: 0.14, centred: true }
		],
		rows: ranking
			.slice(0, printedRanks)
			.map(({ rank, sbd, name, unit, correct, timeMs }): Row => [
				cell(String(rank)),
				cell(String(sbd)),
				cell(nameOrNone(name)),
				cell(unit),
				cell(String(correct)),
				cell(m.setup_seconds_short({ n: tenths.format(timeMs / 1000) }))
			])
	};
}

function unitsTable(units: readonly UnitRank[]): Block {
	return {
		type: 'table',
		columns: [
			{ title: m.setup_results_rank(), share: 0.1, centred: true },
			{ title: m.setup_unit(), share: 0.45 },
			{ title: m.judges_unit_contestants(), share: 0.15, centred: true },
			{ title: m.judges_unit_survivors(), share: 0.15, centred: true },
			{ title: m.judges_unit_passed(), share: 0.15, centred: true }
		],
		rows: units.map(({ rank, unit, contestants, survivors, passed }): Row =>
			[String(rank), unit, String(contestants), String(survivors), String(passed)].map(cell)
		)
	};
}

/** With what whoever doubts these minutes can hold them against the record (JU2). */
function seal({ record, code }: MinutesContent): Block[] {
	return [
		text(
			[
				{ text: `${m.record_head()}: ` },
				{ text: record.head, bold: true, code: true },
				{ text: ` (${m.minutes_up_to({ n: record.events })}). ${m.minutes_in_full()} ` },
				{ text: record.full, code: true },
				{ text: `. ${m.minutes_check()} ` },
				{ text: `npm run cli -- contest verify ${code}`, code: true },
				{ text: `. ${m.minutes_check_differs()}` }
			],
			true
		)
	];
}
