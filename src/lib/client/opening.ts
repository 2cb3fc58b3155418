interface Opens {
	question: { state: string; text: string; options: string[]; media: unknown[]; opensAt: number } | null;
}

/** No server asks for more patience, ms; a clock that has not been set against the server's might. */
const longest = 1500;

/**
 * What a screen may show at the moment `now` (ms since 1970) of a view whose question opens on all screens at one instant (PH10):
 * before that the question is still being read out, for `wait` ms; 0: the view as it is.
 */
export function untilOpening<View extends Opens>(view: View, now: number): { shown: View; wait: number } {
	const { question } = view;
	const wait = question?.state === 'open' ? Math.min(question.opensAt - now, longest) : 0;
	if (!question || wait <= 0) return { shown: view, wait: 0 };
	const nothing = { text: '', options: [], media: [], ...('unseal' in question && { unseal: null }) };
	return { shown: { ...view, question: { ...question, ...nothing, state: 'presented' } }, wait };
}
