import type { PhoneView, You } from './phone';

type Question = NonNullable<PhoneView['question']>;
type Lean<T, Left extends keyof T> = Omit<T, Left> & Partial<Pick<T, Left>>;

/**
 * A view as it goes over the wire. It names all that a phone may see, and most of that is nothing most of the time: what is
 * nothing is left out, since it goes to every phone of a hall.
 */
export type LeanPhoneView = Lean<
	Omit<PhoneView, 'question' | 'you'>,
	Exclude<keyof typeof nothing.view, 'you'>
> & {
	question: Lean<Question, keyof typeof nothing.question> | null;
	you?: Partial<You> | null;
};

/** What is nothing, of each part of a view. */
const nothing = {
	view: {
		reveal: null,
		round: null,
		lifeline: null,
		corrected: null,
		bellRinger: null,
		podium: [],
		you: null
	},
	question: {
		topic: '',
		text: '',
		options: [],
		media: [],
		marking: false,
		opensAt: 0,
		closesAt: 0,
		leftMs: 0,
		locks: false,
		shuffle: false,
		sealed: null,
		early: [],
		unseal: null
	},
	you: {
		status: null,
		verdict: null,
		plays: false,
		along: false,
		board: false,
		lives: null,
		partners: [],
		cut: false,
		rescued: false,
		restored: false,
		appeal: null,
		answered: null,
		outAt: null,
		rank: null,
		award: null,
		audience: null
	}
} satisfies {
	view: Partial<PhoneView>;
	question: Partial<Question>;
	you: You;
};

/** The part that differs from seat to seat, without what is nothing. */
export const leanYou = (you: You): Partial<You> => without(you, nothing.you);

/** What all phones see alike, as it goes over the wire. */
export function leanView({ question, ...view }: Omit<PhoneView, 'you'>): LeanPhoneView {
	return { ...without(view, nothing.view), question: question && without(question, nothing.question) };
}

/** A view as it came over the wire, whole again. */
export function wholeView(lean: LeanPhoneView): PhoneView {
	const { question, you } = lean;
	return {
		...nothing.view,
		...lean,
		question: question && { ...nothing.question, ...question },
		you: you ? { ...nothing.you, ...you } : null
	};
}

function without<T extends object, Empty extends Partial<T>>(
	whole: T,
	empty: Empty
): Lean<T, keyof Empty & keyof T> {
	const lean: Partial<T> = {};
	for (const name in whole) {
		const value = whole[name];
		const isNothing =
			name in empty && (value === Reflect.get(empty, name) || (Array.isArray(value) && value.length === 0));
		if (!isNothing) lean[name] = value;
	}
	// Nothing was left out that `empty` does not name.
	return lean as Lean<T, keyof Empty & keyof T>;
}
