import { optionIndex } from '$lib/bank/question';
import type { Command, RecordedAnswer, Refusal, StatusAct } from './commands';
import { decide } from './decide';
import type { ContestEvent, LoggedEvent } from './events';
import { evolve } from './evolve';
import { nextStep, type NextStep } from './next-step';
import type { Rules } from './rules';
import {
	newContest,
	preparedOf,
	questionOf,
	withStatus,
	type Contest,
	type Contestant,
	type ContestQuestion,
	type Rank,
	type Turn
} from './state';

/** Answers to a question by SBD; who is not named gives none. `after`: ms from the opening, 1000 unless said. */
export interface Answers {
	right?: number[];
	wrong?: number[];
	says?: Record<number, string>;
	after?: Record<number, number>;
}

/**
 * A contest that is led by the hand, one command after the other, with neither server nor database: for tests, and for
 * what the style guide shows.
 */
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
		return preparedOf(this.contest).rules;
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

function wrongAnswer({ type, key }: ContestQuestion): string {
	if (type === 'short') return 'không biết';
	return optionIndex(key) === 0 ? 'B' : 'A';
}

/** A rescue that the host starts and fills by hand. */
export function rescueOf(sbds: number[]): Extract<Command, { type: 'rescue' }> {
	return { type: 'rescue', trigger: 'host', choice: 'hand', sbds, seed: 'seed', byHand: true };
}
