import { answerWay } from '$lib/bank/question';
import { m } from '$lib/paraglide/messages';
import type { Person, RevealView } from '$lib/protocol/common';
import type { StageView } from '$lib/protocol/stage';
import { shownName } from '$lib/words/names';
import { sceneOf } from './scene';

type Notice = NonNullable<StageView['notice']>;
type Question = NonNullable<StageView['question']>;

/** Which question it is, as the room counts: “Câu 7/20”. */
export function questionName({ kind, ordinal: n, of }: Question): string {
	switch (kind) {
		case 'main':
			return n > of ? m.stage_kind_spare({ n }) : m.stage_kind_main({ n, of });
		case 'spare':
			return m.stage_kind_spare({ n });
		case 'rescue':
			return m.stage_kind_rescue();
		case 'tiebreak':
			return m.stage_kind_tiebreak({ n });
		case 'bell':
			return m.stage_kind_bell();
		case 'audience':
			return m.stage_kind_audience();
	}
}

/** How it is answered, where the options alone do not tell; empty otherwise. */
export function answerHint({ type }: Question): string {
	if (type === 'multiple') return m.stage_type_multiple();
	return type === 'ordering' ? m.stage_type_ordering() : '';
}

/** The rule of a round, in a line for the room (EL2). */
export function roundRule({
	elimination,
	lives,
	keep,
	pairsNeedBoth
}: NonNullable<StageView['round']>): string {
	switch (elimination) {
		case 'knockout':
			return m.stage_round_knockout();
		case 'lives':
			return m.stage_round_lives({ n: lives });
		case 'cut':
			if (!keep) return '';
			return keep.percent ? m.stage_round_keep_percent({ n: keep.n }) : m.stage_round_keep({ n: keep.n });
		case 'warmup':
			return m.stage_round_warmup();
		case 'pairs':
			return pairsNeedBoth ? m.stage_round_pairs_both() : m.stage_round_pairs_one();
	}
}

/** What the reveal means for the floor, where there is more to say than numbers; empty otherwise (EL5, BE2). */
export function outcome(question: Question, reveal: RevealView): string {
	switch (reveal.everyoneFailed) {
		case 'stay':
			return m.stage_everyone_failed_stay();
		case 'void':
			return m.stage_everyone_failed_void();
		case 'rescue':
			return m.stage_everyone_failed_rescue();
		case 'end':
			return m.stage_everyone_failed_end();
		case null:
			if (question.kind === 'bell') return reveal.right === 0 ? m.stage_bell_missed() : '';
			return reveal.judged > 1 && reveal.right === reveal.judged ? m.stage_all_right() : '';
	}
}

/** Which question the judges have put right, and how (JU1); empty where the picture says so already. */
export function noticeText({ ordinal: n, kind, onStage }: Notice): string {
	if (onStage && kind === 'void') return '';
	return kind === 'void' ? m.stage_notice_void({ n }) : m.stage_notice_verdicts({ n });
}

/** Who comes back to the floor by it, and who leaves. */
export function noticeMoves({ back, backCount, off, offCount }: Notice): string[] {
	const moves: string[] = [];
	if (backCount > 0) moves.push(m.stage_notice_back({ n: backCount, who: someOf(back, backCount) }));
	if (offCount > 0) moves.push(m.stage_notice_off({ n: offCount, who: someOf(off, offCount) }));
	return moves;
}

/** Names of so many letters can be read while the show goes on. */
const lettersRead = 64;

/** The first names, each of them whole, and how many there are besides. */
function someOf(people: Person[], count: number): string {
	const named: string[] = [];
	let room = lettersRead;
	for (const { sbd, name } of people) {
		const text = `${sbd} ${name}`.trim().replaceAll(' ', '\u00a0');
		room -= text.length;
		if (room < 0 && named.length > 0) break;
		named.push(text);
	}
	const who = named.join(', ');
	return count > named.length ? m.stage_notice_more({ who, n: count - named.length }) : who;
}

/** Where something comes from, for the room: nobody reads an address from the twentieth row, but whose it is. */
export function sourceText(source: string): string {
	return source.replace(/https?:\/\/(?:www\.)?([^\s/]+)\S*/giu, '$1');
}

/** What somebody who only listens has to know about the picture; said when it changes. */
export function spoken(view: StageView, timeUp: boolean): string {
	switch (sceneOf(view)) {
		case 'question':
			if (!view.question) return '';
			if (!timeUp) return questionName(view.question);
			return view.question.early ? m.stage_closed() : m.stage_time_up();
		case 'reveal':
			return view.question && view.reveal
				? `${m.stage_key_is({ text: keyOf(view.question, view.reveal) })}. ${m.stage_say_left({ n: view.left })}`
				: '';
		case 'rescue':
			return m.stage_say_back({ n: countOf(view, 'b') });
		case 'bell':
			return view.bell && view.bellRung ? m.stage_bell_rung_by({ name: shownName(view.bell) }) : '';
		case 'standings': {
			const first = view.podium.filter((p) => p.rank === 1).map(shownName);
			return first.length > 0 ? m.stage_say_first({ names: first.join(', ') }) : '';
		}
		case 'cut':
			return m.stage_say_cut({ out: countOf(view, 'n'), left: view.left });
		case 'pairs':
			return m.stage_pairs();
		case 'units':
			return m.stage_units();
		case 'awards':
			return m.stage_awards();
		case 'audience':
			return m.stage_audience();
		case 'last':
			return view.topics.length > 1
				? `${m.stage_topics()}: ${view.topics.join(', ')}`
				: `${m.stage_bell_last()}: ${view.last ? shownName(view.last) : ''}`;
		case 'floor':
			return view.question?.state === 'voided'
				? m.stage_voided({ question: questionName(view.question) })
				: '';
		default:
			return '';
	}
}

/** The letters with the texts of the right options; the model answer alone where there are no options. */
export function keyOf({ type }: Question, { key, keyText }: RevealView): string {
	return answerWay(type) === 'typed' ? keyText : `${key}. ${keyText}`;
}

/** How many seats are in a state. */
export function countOf(view: Pick<StageView, 'floor'>, state: string): number {
	let n = 0;
	for (const letter of view.floor.states) if (letter === state) n++;
	return n;
}
