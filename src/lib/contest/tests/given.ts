import { unsaid } from '$lib/bank/question';
import { plainRound, type Award, type RescueRules, type Round, type Rules } from '../rules';
import type { QuestionKind } from '../setup';
import { Show } from '../show';
import type { ContestQuestion, Prepared } from '../state';

/** Rules without surprises: no late join, no rescue proposed by itself. A test names what it is about. */
export const plainRules: Rules = {
	registration: 'open',
	names: 'shown',
	capacity: 20_000,
	boards: 'phones',
	lateJoin: 'never',
	lateUntil: 1,
	graceSeconds: 1,
	firstChoiceLocks: false,
	phonesReadAlong: false,
	shuffleOptions: false,
	readingSeconds: 0,
	sealedStart: false,
	disconnected: 'wrong',
	signals: false,
	everyoneFails: 'stay',
	audience: { joins: false, eliminatedPlay: false, lifeline: false },
	rescue: {
		limit: 2,
		afterQuestions: [],
		atMost: null,
		atMostPercent: null,
		floorEmpty: false,
		size: 'quota',
		fastest: null,
		quota: 2,
		quotaIsPercent: false,
		choice: 'recent'
	},
	bell: { atOnce: false, topicChoice: false },
	ties: { stays: 'all_right', left: 'ranking' },
	unitsPerHead: false
};

/** What a test says about its contest; the rest is plain. */
export interface Room {
	/** SBD 1 … n, all checked in. */
	contestants?: number;
	/** Unit by SBD. */
	unit?: (sbd: number) => string;
	/** How many questions of each kind; by default five main ones. */
	questions?: Partial<Record<QuestionKind, number>>;
	/** What all questions have in common. By default single choice out of A and B, and A is right. */
	every?: Partial<ContestQuestion>;
	/** The first so many main questions are a warm-up. */
	warmup?: number;
	/** How the others send people off; by default knock-out. */
	round?: Partial<Round>;
	awards?: Award[];
	rules?: Partial<Omit<Rules, 'rescue'>> & { rescue?: Partial<RescueRules> };
	/** Stop before the start, with everybody checked in. */
	waiting?: boolean;
}

export const limitMs = 15_000;

/** A contest with everybody checked in, and started unless it is to wait. */
export function given(room: Room = {}): Show {
	const { contestants = 4, unit = () => 'Chi đoàn 1' } = room;
	const show = new Show().do({ type: 'prepare', prepared: prepared(room) });
	const sbds = Array.from({ length: contestants }, (_, i) => i + 1);
	if (contestants > 0) {
		show.do({ type: 'register', contestants: sbds.map((sbd) => ({ sbd, unit: unit(sbd) })) });
		show.do({ type: 'checkIn', sbds });
	}
	return room.waiting ? show : show.do({ type: 'start' });
}

/** What such a contest is prepared with. */
export function prepared({
	questions = { main: 5 },
	every = {},
	warmup = 0,
	round = {},
	awards = [],
	rules = {}
}: Room): Prepared {
	const kinds: QuestionKind[] = ['main', 'spare', 'rescue', 'tiebreak', 'bell', 'audience'];
	const planned = kinds.flatMap((kind) =>
		Array.from({ length: questions[kind] ?? 0 }, (_, i) => ({
			kind,
			round: kind !== 'main' ? -1 : i < warmup ? 0 : 1
		}))
	);
	const rounds: Round[] = [
		{ ...plainRound, name: 'Khởi động', elimination: 'warmup', seconds: 15 },
		{ ...plainRound, name: 'Chinh phục', elimination: 'knockout', seconds: 15, ...round }
	];
	return {
		title: 'Rung chuông vàng',
		organizer: 'Đoàn trường',
		rules: { ...plainRules, ...rules, rescue: { ...plainRules.rescue, ...rules.rescue } },
		rounds,
		units: [],
		awards,
		questions: planned.map((p, i) => ({ ...plainQuestion, ...every, ...p, no: i + 1 }))
	};
}

const plainQuestion: Omit<ContestQuestion, 'no' | 'kind' | 'round'> = {
	type: 'single',
	text: 'Câu hỏi?',
	options: ['Phương án A', 'Phương án B'],
	key: 'A',
	...unsaid,
	media: [],
	explanation: 'Giải thích',
	source: 'Nguồn',
	topic: 'Lịch sử',
	limitMs,
	bankId: null
};
