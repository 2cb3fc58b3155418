import { hasFormula } from '$lib/bank/markup';
import { answerWay, keyText, optionIndex, type Media } from '$lib/bank/question';
import type { MediaView, Person, Placed, QuestionView, RevealView } from '$lib/protocol/common';
import type { SceneName } from '$lib/protocol/stage';
import { roundNow } from '../rounds';
import {
	awaitsReveal,
	betweenQuestions,
	countsAsMain,
	keyIsShown,
	onFloor,
	preparedOf,
	questionOf,
	type Contest,
	type ContestQuestion,
	type Prepared,
	type Turn
} from '../state';

/** Names live outside the log (JU2), so a view is given them. */
export type NameOf = (sbd: number) => { name: string; unit: string };

export function personOf(sbd: number, nameOf: NameOf): Person {
	return { sbd, ...nameOf(sbd) };
}

/** The question by the parts that everybody may see (PH2): each is named, so that no new field slips through. */
export function questionView(contest: Contest, question: ContestQuestion, ordinal: number): QuestionView {
	const { no, kind, topic, type, text, options, limitMs } = question;
	const of = preparedOf(contest).questions.filter(
		(q) => q.kind === (countsAsMain(kind) ? 'main' : kind)
	).length;
	const media = mediaViews(question, 'text');
	return { q: no, kind, ordinal, of, topic, type, text, options, media, limitMs };
}

/** When a sealed question opens on all screens at once, ms since 1970; 0: as soon as it comes (PH10). */
export function opensAt(contest: Contest, turn: Turn): number {
	return awaitsReveal(turn) && preparedOf(contest).rules.sealedStart ? turn.openedAt : 0;
}

/** What is seen or heard with the question, or with its explanation, as phones and stages get it. */
export function mediaViews({ media }: Pick<ContestQuestion, 'media'>, on: Media['on']): MediaView[] {
	return media
		.filter((m) => m.on === on)
		.map(({ token, kind, alt, width, height }) => ({ src: `/m/${token}`, kind, alt, width, height }));
}

/** Whether there are formulas anywhere in the contest; it says of no question whether it has one (PH2). */
export function hasFormulas({ questions }: Prepared): boolean {
	return questions.some((q) => [q.text, ...q.options, q.explanation].some(hasFormula));
}

/** Key, explanation and numbers; null before the reveal (PH2). */
export function revealView(contest: Contest): RevealView | null {
	const { turn } = contest;
	if (!keyIsShown(turn)) return null;
	const question = questionOf(contest, turn.q);
	return {
		key: question.key,
		keyText: keyText(question),
		explanation: question.explanation,
		source: question.source,
		media: mediaViews(question, 'explanation'),
		...tally(question, turn),
		out: turn.out.length,
		left: onFloor(contest),
		everyoneFailed: turn.everyoneFailed
	};
}

function tally(
	question: ContestQuestion,
	turn: Turn
): Pick<RevealView, 'judged' | 'right' | 'counts' | 'none' | 'boards'> {
	const way = answerWay(question.type);
	const counts = way === 'one' || way === 'many' ? question.options.map(() => 0) : [];
	let right = 0;
	let none = 0;
	const boards = { right: 0, wrong: 0 };
	for (const j of turn.judged.values()) {
		if (j.right) right++;
		if (j.board) boards[j.right ? 'right' : 'wrong']++;
		if (j.value === null && !j.board) none++;
		if (counts.length === 0) continue;
		for (const chosen of j.value ?? '') {
			const i = optionIndex(chosen);
			if (counts[i] !== undefined) counts[i]++;
		}
	}
	return { judged: turn.judged.size, right, counts, none, boards };
}

/** The first places of the ranking, by name. */
export function podium(contest: Contest, nameOf: NameOf, places: number): Placed[] {
	return (contest.ranking ?? []).slice(0, places).map((r) => ({ rank: r.rank, ...personOf(r.sbd, nameOf) }));
}

/** What the stage shows: what the host called, or what follows from where the contest stands. */
export function sceneOf(contest: Contest): SceneName {
	if (contest.scene) return contest.scene;
	if (contest.phase === 'draft' || contest.phase === 'lobby') return 'join';
	if (contest.phase === 'finished') return 'standings';
	if (contest.justRescued.length > 0) return 'rescue';
	const turn = contest.turn;
	if (justPaired(contest)) return 'pairs';
	if (contest.justCut.length > 0) return 'cut';
	if (!turn || turn.stage === 'voided') return 'floor';
	if (!keyIsShown(turn)) return 'question';
	return contest.bellRinger === null ? 'reveal' : 'bell';
}

/** The round whose pairs have been drawn and whose first question has not come yet. */
export function justPaired(contest: Contest): boolean {
	const now = roundNow(contest);
	return (
		betweenQuestions(contest) && now !== null && contest.pairs.has(now.index) && !hasBegun(contest, now.index)
	);
}

const hasBegun = (contest: Contest, round: number) => contest.played.some((t) => t.round === round);

/** Who has left with the question just revealed, or by the cut after it. */
export function justOut(contest: Contest): readonly number[] {
	if (contest.turn?.stage !== 'revealed') return [];
	return [...contest.turn.out, ...contest.justCut];
}
