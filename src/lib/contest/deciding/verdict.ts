import { groupOf } from '$lib/bank/judge';
import { answerWay } from '$lib/bank/question';
import { happens, refuse, type CommandOf, type CorrectCommand, type Decision } from '../commands';
import { correctionOf } from '../corrections';
import { consequences, leftAfter, type Trial } from '../elimination';
import type { ContestEvent, Effect } from '../events';
import { standingAfter } from '../standing';
import { preparedOf, questionOf, type Contest, type Judged, type Turn } from '../state';
import {
	answerGroups,
	boardsToMark,
	countsOf,
	excusedOf,
	judgeBoards,
	judgePhones,
	roundOf,
	undecidedAbsent
} from '../verdicts';

/** A group of equal typed answers is right or is not (QU2, JU1). It names its question, so that it can't fall on the next. */
export function judgeGroup(contest: Contest, { q, form, written, right }: CommandOf<'judgeGroup'>): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'closed') return refuse('question/not_closed');
	const { type } = questionOf(contest, turn.q);
	if (turn.q !== q || answerWay(type) !== 'typed' || form === '' || form !== groupOf(type, form))
		return refuse('group/unknown');
	return happens({ type: 'groupJudged', q, form, ...(written === undefined ? {} : { written }), right });
}

/** Whether those whose line was lost all the time stay (EL3). */
export function judgeAbsent(contest: Contest, { q, sbds, stay }: CommandOf<'judgeAbsent'>): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'closed') return refuse('question/not_closed');
	if (turn.q !== q || sbds.length === 0 || sbds.some((sbd) => !turn.absent.has(sbd)))
		return refuse('absent/unknown');
	return happens({ type: 'absentJudged', q, sbds, stay });
}

/** Which of the paper boards are wrong; all others are right (CO7). After the reveal this sends people off. */
export function markBoards(contest: Contest, { q, wrong }: CommandOf<'markBoards'>): Decision {
	const turn = contest.turn;
	if (turn?.q !== q || (turn.stage !== 'closed' && turn.stage !== 'marking')) return refuse('boards/not_now');
	const asked = new Set(boardsToMark(contest, turn));
	// Those whose boards wait for a mark may all have been sent off meanwhile; the question has to come to its end.
	const none = asked.size === 0 && turn.stage === 'closed';
	if (none || wrong.some((sbd) => !asked.has(sbd))) return refuse('boards/unknown');
	const marked = [...new Set(wrong)].sort((a, b) => a - b);
	if (turn.stage === 'closed') return happens({ type: 'boardsMarked', q, wrong: marked });
	const boards = judgeBoards(questionOf(contest, q), turn, new Set(marked));
	const effect = effectOf(contest, turn, [...turn.judged.values(), ...boards]);
	return happens(
		{
			type: 'boardsJudged',
			q,
			boards: boards.map(boardVerdict),
			left: leftAfter(contest, effect.out),
			...effect
		},
		...rings(contest, turn, boards)
	);
}

export function reveal(contest: Contest, { answers, digest }: CommandOf<'reveal'>): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'closed') return refuse('question/not_closed');
	const question = questionOf(contest, turn.q);
	const groups = answerGroups(question, turn.groups, countsOf(turn, answers));
	if (groups.some((g) => g.verdict === 'nearly') || undecidedAbsent(turn, answers).length > 0)
		return refuse('question/undecided');
	const phones = judgePhones(question, turn, answers);
	const verdicts = {
		type: 'revealed',
		q: turn.q,
		judged: phones.map((j): [number, string | null, number | null, 0 | 1] => [
			j.sbd,
			j.value,
			j.ms,
			j.right ? 1 : 0
		]),
		digest
	} as const;
	if (boardsToMark(contest, turn).length > 0 && !turn.wrongBoards)
		return happens({ ...verdicts, marking: true, left: leftAfter(contest, []), ...nothing });
	const boards = judgeBoards(question, turn, turn.wrongBoards ?? turn.boards);
	const judged = [...phones, ...boards];
	const effect = effectOf(contest, turn, judged);
	return happens(
		{
			...verdicts,
			...(boards.length > 0 ? { boards: boards.map(boardVerdict) } : {}),
			left: leftAfter(contest, effect.out),
			...effect
		},
		...rings(contest, turn, judged)
	);
}

const nothing: Effect = { out: [], everyoneFailed: null, returning: null };
const boardVerdict = (j: Judged): [number, 0 | 1] => [j.sbd, j.right ? 1 : 0];
const statusOf = (contest: Contest, sbd: number) => contest.contestants.get(sbd)?.status;

function effectOf(contest: Contest, turn: Turn, judged: readonly Judged[]): Effect {
	const { kind } = questionOf(contest, turn.q);
	const round = roundOf(contest, turn.q);
	const trial: Trial = {
		kind,
		rules: preparedOf(contest).rules,
		round,
		excused: excusedOf(turn, judged),
		missesBefore: (sbd) => {
			const score = contest.contestants.get(sbd)?.inRound;
			return score?.round === round ? score.misses : 0;
		}
	};
	// Somebody may have been disqualified since the opening: she is judged for the record, but nothing follows.
	const wanted = kind === 'rescue' ? 'out' : 'in';
	return consequences(
		contest,
		trial,
		judged.filter((j) => statusOf(contest, j.sbd) === wanted).sort((a, b) => a.sbd - b.sbd)
	);
}

/** The bell rings when who plays for it is right (BE2). */
function rings(contest: Contest, turn: Turn, judged: readonly Judged[]): ContestEvent[] {
	if (questionOf(contest, turn.q).kind !== 'bell') return [];
	const ringer = judged.find((j) => j.right && statusOf(contest, j.sbd) === 'in');
	return ringer ? [{ type: 'bellRung', sbd: ringer.sbd }] : [];
}

/** Another verdict on a question that has been played (JU1). */
export function correct(contest: Contest, command: CorrectCommand): Decision {
	const outcome = correctionOf(contest, command.turn, command.change, command.answers);
	if (!outcome.ok) return refuse(outcome.code);
	const { back, off, bellRinger } = outcome.correction;
	if (!same(back, command.seen.back) || !same(off, command.seen.off)) return refuse('correction/changed');
	const gone = command.sendOff ? off : [];
	const event: ContestEvent = {
		type: 'corrected',
		...outcome.correction,
		off: gone,
		bellRinger: bellRinger !== null && gone.includes(bellRinger) ? null : bellRinger,
		change: command.change,
		reason: command.reason
	};
	return happens({ ...event, ...standingAfter(contest, event) });
}

const same = (a: readonly number[], b: readonly number[]) =>
	a.length === b.length && a.every((sbd, i) => sbd === b[i]);

/** What the judges say to an appeal (JU5). */
export function answerAppeal(contest: Contest, command: CommandOf<'answerAppeal'>): Decision {
	const { no, upheld, reason } = command;
	if (!contest.appeals[no - 1]) return refuse('appeal/unknown');
	return happens({ type: 'appealAnswered', no, upheld, reason });
}
