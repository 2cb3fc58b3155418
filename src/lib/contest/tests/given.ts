import { optionIndex, unsaid } from '$lib/bank/question';
import type { Command, RecordedAnswer, Refusal, StatusAct } from '../commands';
import { nextStep, type NextStep } from '../next-step';
import { decide } from '../decide';
import type { ContestEvent, LoggedEvent } from '../events';
import { evolve } from '../evolve';
import { plainRound, type Award, type RescueRules, type Round, type Rules } from '../rules';
import type { QuestionKind } from '../setup';
import {
	newContest,
	questionOf,
	withStatus,
	type Contest,
	type Contestant,
	type ContestQuestion,
	type Prepared,
	type Rank,
	type Turn
} from '../state';

/** Rules without surprises: no late join, no rescue proposed by itself. A test names what it is about. */
export const plainRules: Rules = {
	registration: 'open',
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

/** Answers to a question by SBD; who is not named gives none. `after`: ms from the opening, 1000 unless said. */
export interface Answers {
	right?: number[];
	wrong?: number[];
	says?: Record<number, string>;
	after?: Record<number, number>;
}

export const limitMs = 15_000;

/** A contest under way that a test leads by the hand, one command after the other. */
export class Show {
	contest: Contest = newContest;
	/** The clock, ms; it stands still unless the test lets time go by. */
	now = 1_000_000;
	/** Whose phones are off the line when the time is up. */
	absent: number[] = [];
	readonly log: LoggedEvent[] = [];
	/** The contest after each event of the log. */
	readonly states: Contest[] = [];

	/** What the engine answers to a command; null: it would happen. Changes nothing. */
	refusal(command: Command): Refusal | null {
		const decision = decide(this.contest, command, this.now);
		return decision.ok ? null : decision.code;
	}

	/** Carries out a command; throws when it is refused. */
	do(command: Command): this {
		const decision = decide(this.contest, command, this.now);
		if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.code}`);
		for (const event of decision.events) {
			const logged = { seq: this.contest.version + 1, at: this.now, event };
			this.contest = evolve(this.contest, logged);
			this.log.push(logged);
			this.states.push(this.contest);
		}
		return this;
	}

	wait(ms: number): this {
		this.now += ms;
		return this;
	}

	/** Presents a question: the next one unless `q` is named. */
	present(q?: number): this {
		return this.do({ type: 'present', q: q ?? this.upcoming() });
	}

	open(): this {
		return this.do({ type: 'open' });
	}

	/** Lets the time run out, and the grace. */
	timeUp(): this {
		this.now = this.turn.closesAt + this.rules.graceSeconds * 1000 + 1;
		return this.do({ type: 'deadline', absent: this.absent });
	}

	reveal(answers: Answers = {}): this {
		return this.do({ type: 'reveal', answers: this.recorded(answers), digest: 'digest' });
	}

	/** A question from its presentation to its reveal. */
	play(answers: Answers = {}, q?: number): this {
		return this.present(q).open().timeUp().reveal(answers);
	}

	/** Brings back by the host's will. */
	rescue(...sbds: number[]): this {
		return this.do(rescueOf(sbds));
	}

	setStatus(sbd: number, to: StatusAct): this {
		return this.do({ type: 'setStatus', sbd, to, reason: 'Ban Giám khảo quyết định' });
	}

	finish(): Rank[] {
		this.do({ type: 'finish' });
		return [...(this.contest.ranking ?? [])];
	}

	/** Answers as the database would hold them. */
	recorded({ right = [], wrong = [], says = {}, after = {} }: Answers): RecordedAnswer[] {
		const question = questionOf(this.contest, this.turn.q);
		const at = (sbd: number) => this.turn.openedAt + (after[sbd] ?? 1000);
		return [
			...right.map((sbd) => ({ sbd, value: question.key })),
			...wrong.map((sbd) => ({ sbd, value: wrongAnswer(question) })),
			...Object.entries(says).map(([sbd, value]) => ({ sbd: Number(sbd), value }))
		].map(({ sbd, value }) => ({ sbd, value, receivedAt: at(sbd) }));
	}

	get next(): NextStep {
		return nextStep(this.contest);
	}

	get turn(): Turn {
		if (!this.contest.turn) throw new Error('there is no question on the floor');
		return this.contest.turn;
	}

	get rules(): Rules {
		return this.contest.prepared?.rules ?? plainRules;
	}

	/** SBDs on the floor. */
	get left(): number[] {
		return withStatus(this.contest, 'in').map((c) => c.sbd);
	}

	contestant(sbd: number): Contestant {
		const contestant = this.contest.contestants.get(sbd);
		if (!contestant) throw new Error(`no contestant ${sbd}`);
		return contestant;
	}

	/** The last event of a type. */
	last<T extends ContestEvent['type']>(type: T): Extract<ContestEvent, { type: T }> {
		const isOne = (event: ContestEvent): event is Extract<ContestEvent, { type: T }> => event.type === type;
		const found = this.log.map((l) => l.event).filter(isOne);
		const last = found.at(-1);
		if (!last) throw new Error(`nothing was ${type}`);
		return last;
	}

	private upcoming(): number {
		const next = this.next;
		if (next.step === 'present') return next.q;
		throw new Error(`the next step is ${next.step}, not to present a question`);
	}
}

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

function wrongAnswer({ type, key }: ContestQuestion): string {
	if (type === 'short') return 'không biết';
	return optionIndex(key) === 0 ? 'B' : 'A';
}

/** A rescue that the host starts and fills by hand. */
export function rescueOf(sbds: number[]): Extract<Command, { type: 'rescue' }> {
	return { type: 'rescue', trigger: 'host', choice: 'hand', sbds, seed: 'seed', byHand: true };
}
