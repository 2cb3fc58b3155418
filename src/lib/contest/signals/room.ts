import { groupOf } from '$lib/bank/judge';
import { answerWay } from '$lib/bank/question';
import type { RevealedTurn } from '../turns';

/** What one contestant answered by phone. */
export interface Sheet {
	sbd: number;
	/** By turn: {@link none}, {@link right}, or the number of her wrong answer among those to it, from 1. */
	given: number[];
	/** The turns that she got wrong. */
	wrong: number[];
	/** How much likelier she errs than the others, as log odds. */
	weak: number;
	/** By turn, how likely she was to give the answer that she gave, if it was wrong; else 0. */
	likely: number[];
}

interface Column {
	/** How often each wrong answer was given. */
	wrong: number[];
	errors: number;
	/** How likely an error is, as log odds. */
	hard: number;
}

const none = -1;
const right = 0;

/**
 * Everybody's answers, and how likely each wrong one was for whom: by how often she errs, how often this question is missed, and
 * how many of those who missed it fell for the same. The two of a pair count among these, so what they alone have in common
 * counts as less rare than it is.
 */
export class Room {
	/** Who answered anything by phone, by SBD. */
	readonly sheets: Sheet[];
	private readonly columns: Column[];

	constructor(turns: readonly RevealedTurn[]) {
		const given = turns.map(numbered);
		const answers = sum(given.map((column) => column.size));
		const errors = sum(given.map(errorsIn));
		const usual = (errors + 1) / (answers + 2);
		// Who or what has few answers is taken to be like the others.
		const odds = (errors: number, of: number) => logit((errors + 2 * usual) / (of + 2));
		this.columns = given.map((column) => {
			const wrong: number[] = [];
			for (const answer of column.values())
				if (answer !== right) wrong[answer - 1] = (wrong[answer - 1] ?? 0) + 1;
			return { wrong, errors: sum(wrong), hard: odds(sum(wrong), column.size) };
		});
		const sbds = [...new Set(given.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
		this.sheets = sbds.map((sbd) => {
			const own = given.map((column) => column.get(sbd) ?? none);
			const wrong = own.flatMap((answer, t) => (answer > right ? [t] : []));
			const weak = odds(wrong.length, own.filter((answer) => answer !== none).length) - logit(usual);
			const likely = own.map((answer, t) => (answer > right ? this.chance(weak, t, answer) : 0));
			return { sbd, given: own, wrong, weak, likely };
		});
	}

	/** To how many questions the two would give the same wrong answer, each for herself. */
	expected(one: Sheet, other: Sheet): number {
		const both = one.given.map((answer, t) => answer !== none && other.given[t] !== none);
		const same = (t: number) => (_: number, i: number) =>
			this.chance(one.weak, t, i + 1) * this.chance(other.weak, t, i + 1);
		return sum(this.columns.flatMap(({ wrong }, t) => (both[t] ? wrong.map(same(t)) : [])));
	}

	/** Her three rarest wrong answers, as a text: equal for who took hers from the other. */
	rarest({ wrong, given }: Sheet): string {
		const often = (t: number) => this.columns[t]?.wrong[(given[t] ?? 0) - 1] ?? 0;
		const rare = [...wrong].sort((a, b) => often(a) - often(b) || a - b).slice(0, 3);
		return rare.map((t) => `${t}:${given[t]}`).join(' ');
	}

	private chance(weak: number, t: number, answer: number): number {
		const column = this.columns[t];
		if (!column) return 0;
		const errs = 1 / (1 + Math.exp(-(weak + column.hard)));
		return (errs * ((column.wrong[answer - 1] ?? 0) + 1)) / (column.errors + column.wrong.length);
	}
}

/** Where both answered and not the same. Where one of them gave no answer nothing is to be compared. */
export function differences({ given }: Sheet, other: Sheet): number {
	let n = 0;
	for (const [t, answer] of given.entries()) {
		const its = other.given[t];
		if (answer !== its && answer !== none && its !== none) n++;
	}
	return n;
}

/** The answers to a question by SBD, equal ones under one number. */
function numbered({ question: { type }, judged }: RevealedTurn): Map<number, number> {
	const typed = answerWay(type) === 'typed';
	const numbers = new Map<string, number>();
	const given = new Map<number, number>();
	for (const { sbd, value, right: isRight, board } of judged.values()) {
		if (value === null || board) continue;
		const form = typed && !isRight ? groupOf(type, value) : value;
		const number = numbers.get(form) ?? numbers.size + 1;
		if (!isRight) numbers.set(form, number);
		given.set(sbd, isRight ? right : number);
	}
	return given;
}

function errorsIn(column: ReadonlyMap<number, number>): number {
	return [...column.values()].filter((answer) => answer !== right).length;
}

const sum = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const logit = (p: number) => Math.log(p / (1 - p));
