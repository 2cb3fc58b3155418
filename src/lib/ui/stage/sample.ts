import { answerWay, keyText, letter, type Media, type Question } from '$lib/bank/question';
import type { MediaView, RevealView } from '$lib/protocol/common';
import { plainLook, type StageView } from '$lib/protocol/stage';

type OnStage = NonNullable<StageView['question']>;

/** A small hall, for showing a question as the stage will show it. */
const seats = Array.from({ length: 40 }, (_, i) => i + 1);
const leaving = new Set([4, 11, 18, 27, 33, 38]);
const roundSeconds = 20;

/** The question as the room would see it, as the first of twenty. */
export function sampleQuestion(question: Question, revealed: boolean): OnStage {
	const { type, text, options, topic, seconds } = question;
	const limitMs = (seconds ?? roundSeconds) * 1000;
	return {
		q: 1,
		kind: 'main',
		ordinal: 1,
		of: 20,
		topic,
		type,
		text,
		options,
		media: sampleMedia(question, 'text'),
		limitMs,
		state: revealed ? 'revealed' : 'presented',
		opensAt: 0,
		closesAt: 0,
		leftMs: limitMs,
		early: false,
		boards: 0
	};
}

/** What is seen or heard with it, by the addresses that staff have. */
function sampleMedia({ media }: Question, where: Media['on']): MediaView[] {
	return media
		.filter(({ on }) => on === where)
		.map(({ id, kind, alt, width, height }) => ({ src: `/media/${id}`, kind, alt, width, height }));
}

/** Its reveal: most of the hall was right. */
export function sampleReveal(question: Question): RevealView {
	const { key, explanation, source, options } = question;
	const out = leaving.size;
	const right = seats.length - out;
	const way = answerWay(question.type);
	const wrong = options.filter((_, i) => !key.includes(letter(i))).length;
	const counts = options.map((_, i) =>
		key.includes(letter(i)) ? right : Math.round(out / Math.max(1, wrong))
	);
	return {
		key,
		keyText: keyText(question),
		explanation,
		source,
		media: sampleMedia(question, 'explanation'),
		judged: seats.length,
		right,
		counts: way === 'one' || way === 'many' ? counts : [],
		none: 0,
		boards: { right: 0, wrong: 0 },
		out,
		left: right,
		everyoneFailed: null
	};
}

/** The stage around it. */
export function sampleView(question: OnStage | null, reveal: RevealView | null): StageView {
	const states = seats.map((n) => (reveal && leaving.has(n) ? 'n' : 'i')).join('');
	return {
		v: 1,
		page: null,
		phase: 'running',
		title: '',
		organizer: '',
		code: '',
		rehearsalOf: null,
		look: plainLook,
		joinUrl: '',
		scene: reveal ? 'reveal' : 'question',
		seated: seats.length,
		left: reveal?.left ?? seats.length,
		total: seats.length,
		phones: true,
		rosterOnly: false,
		floor: { seats, states, lives: '' },
		clusters: null,
		question,
		reveal,
		round: null,
		pairs: [],
		lifeline: null,
		notice: null,
		gone: [],
		back: [],
		bell: null,
		last: null,
		bellRung: false,
		topics: [],
		podium: [],
		units: [],
		awards: [],
		record: null,
		audience: { players: 0, top: [] }
	};
}
