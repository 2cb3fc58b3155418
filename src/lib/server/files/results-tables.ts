import { plainText } from '$lib/bank/markup';
import { letter } from '$lib/bank/question';
import type { QuestionReport } from '$lib/contest/report';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { answerInFull, questionTitle } from '$lib/words/questions';
import { rankingLines, type ContestResults } from '../contest/results';
import { writeCsv } from './csv';
import { writeTables, type PrintedTable } from './spreadsheet';

/** All results as a workbook: a sheet to print and to hang up, the units, the questions, everybody's answers. */
export async function writeResults(results: ContestResults): Promise<Uint8Array> {
	return await writeTables([
		rankingTable(results),
		...(results.units.length > 1 ? [unitsTable(results)] : []),
		questionsTable(results),
		answersTable(results)
	]);
}

/** The ranking as CSV. */
export function rankingCsv(results: ContestResults): string {
	const { columns, rows } = rankingTable(results);
	return writeCsv([columns.map(({ title }) => title), ...rows.map((row) => row.map(plainCell))]);
}

/** Everybody's answers as CSV, a line for each contestant and question. */
export function answersCsv({ questions, judged, ranking }: ContestResults): string {
	const titles = [
		m.setup_sbd(),
		m.setup_name(),
		m.setup_unit(),
		m.setup_results_turn(),
		m.results_answer(),
		m.results_verdict(),
		m.results_seconds()
	];
	const lines = ranking.flatMap(({ sbd, name, unit }) =>
		questions.flatMap((question) => {
			const own = judged.get(question.turn)?.get(sbd);
			if (!own) return [];
			const answer = own.value === null ? null : answerInFull(question, own.value);
			const verdict = own.right ? m.results_right() : m.results_wrong();
			const seconds = own.ms === null ? null : own.ms / 1000;
			return [[sbd, name, unit, questionTitle(question), answer, verdict, seconds]];
		})
	);
	return writeCsv([titles, ...lines]);
}

const plainCell = (value: PrintedTable['rows'][number][number]) =>
	typeof value === 'object' && value !== null ? value.text : value;

/** The lines above each table: what contest it is. */
function head({ title, organizer, startedAt }: ContestResults, table: string): string[] {
	const day =
		startedAt !== null && new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long' }).format(startedAt);
	return [`${table} – ${title}`, [organizer, day].filter(Boolean).join(' – ')].filter(Boolean);
}

function rankingTable(results: ContestResults): PrintedTable {
	const bell = results.bellRinger
		? `${m.setup_results_bell()}: ${results.bellRinger.sbd} ${results.bellRinger.name}`
		: m.setup_results_no_bell();
	return {
		name: m.setup_results_ranking(),
		above: [...head(results, m.setup_results_ranking()), bell],
		columns: [
			{ title: m.setup_results_rank(), width: 7 },
			{ title: m.setup_sbd(), width: 7 },
			{ title: m.setup_name(), width: 30 },
			{ title: m.setup_unit(), width: 26 },
			{ title: m.setup_results_survived(), width: 16 },
			{ title: m.setup_results_correct(), width: 9 },
			{ title: m.results_seconds(), width: 10, as: 'tenths' },
			{ title: m.results_award(), width: 20 }
		],
		rows: rankingLines(results).map(({ rank, sbd, name, unit, survivedTo, correct, timeMs, award }) => [
			rank,
			sbd,
			name,
			unit,
			survivedTo,
			correct,
			timeMs / 1000,
			award
		]),
		landscape: false
	};
}

function unitsTable(results: ContestResults): PrintedTable {
	return {
		name: m.results_units(),
		above: head(results, m.judges_units()),
		columns: [
			{ title: m.setup_results_rank(), width: 7 },
			{ title: m.setup_unit(), width: 40 },
			{ title: m.judges_unit_contestants(), width: 12 },
			{ title: m.judges_unit_survivors(), width: 12 },
			{ title: m.judges_unit_passed(), width: 14 }
		],
		rows: results.units.map(({ rank, unit, contestants, survivors, passed }) => [
			rank,
			unit,
			contestants,
			survivors,
			passed
		]),
		landscape: false
	};
}

function questionsTable(results: ContestResults): PrintedTable {
	const options = Math.max(0, ...results.questions.map(({ counts }) => counts.length));
	const letters = Array.from({ length: options }, (_, i) => letter(i));
	const sbds = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b).join(', ');
	return {
		name: m.setup_results_question(),
		above: head(results, m.setup_results_turns()),
		columns: [
			{ title: m.setup_results_turn(), width: 16 },
			{ title: m.results_round(), width: 16 },
			{ title: m.setup_results_question(), width: 50 },
			{ title: m.results_key(), width: 24 },
			{ title: m.setup_results_judged(), width: 9 },
			{ title: m.setup_results_right(), width: 7 },
			{ title: m.results_share(), width: 8, as: 'percent' },
			{ title: m.results_none(), width: 9 },
			...letters.map((title) => ({ title, width: 6 })),
			{ title: m.setup_results_out(), width: 8 },
			{ title: m.results_out_who(), width: 24 },
			{ title: m.setup_results_left(), width: 8 },
			{ title: m.results_rescued(), width: 18 },
			{ title: m.results_discrimination(), width: 10, as: 'hundredths' },
			{ title: m.results_remark(), width: 16 }
		],
		rows: results.questions.map((question) => [
			questionTitle(question),
			question.round,
			plainText(question.text),
			question.keyText,
			question.judged,
			question.right,
			question.judged > 0 ? question.right / question.judged : null,
			question.none,
			...letters.map((_, i) => question.counts[i] ?? null),
			question.out.length,
			sbds(question.out),
			question.left,
			sbds(question.rescued),
			question.discrimination,
			remark(question)
		]),
		landscape: true
	};
}

/** What became of the question itself. */
function remark({ voided, corrected }: Pick<QuestionReport, 'voided' | 'corrected'>): string {
	if (corrected === 'void') return m.judges_voided();
	if (voided) return m.setup_results_voided();
	return corrected ? m.judges_corrected() : '';
}

/** Everybody in a row, each question in a column; ✓ and ✗ beside the answer, so that colour is not the only sign. */
function answersTable(results: ContestResults): PrintedTable {
	const { questions, judged, ranking } = results;
	const cell = (question: QuestionReport, sbd: number) => {
		const own = judged.get(question.turn)?.get(sbd);
		if (!own) return null;
		const answer = own.value === null ? (own.board ? m.results_board() : '–') : own.value;
		return { text: `${answer} ${own.right ? '✓' : '✗'}`, good: own.right };
	};
	return {
		name: m.results_answers(),
		above: head(results, m.results_answers()),
		columns: [
			{ title: m.setup_sbd(), width: 7 },
			{ title: m.setup_name(), width: 30 },
			{ title: m.setup_unit(), width: 22 },
			...questions.map((question) => ({ title: questionTitle(question), width: 9 }))
		],
		rows: [...ranking]
			.sort((a, b) => a.sbd - b.sbd)
			.map(({ sbd, name, unit }) => [sbd, name, unit, ...questions.map((question) => cell(question, sbd))]),
		landscape: true
	};
}
