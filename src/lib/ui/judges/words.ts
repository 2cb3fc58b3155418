import { readableForm } from '$lib/bank/normal';
import { writeNumberKey } from '$lib/bank/number-key';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import type { Change, HostQuestion, HostView, PlayedTurn, Signal } from '$lib/protocol/host';
import { questionTitle } from '$lib/words/questions';

/** Reasons that judges give most often, the most likely one first; they may write their own. */
export function readyReasons(kind: Change['kind']): string[] {
	return {
		key: [m.judges_reason_key_wrong(), m.judges_reason_key_printed(), m.judges_reason_key_law()],
		group: [m.judges_reason_group_same(), m.judges_reason_group_spelling(), m.judges_reason_group_other()],
		boards: [m.judges_reason_boards_marked(), m.judges_reason_boards_appeal()],
		void: [m.judges_reason_void_ambiguous(), m.judges_reason_void_leaked(), m.judges_reason_void_technical()]
	}[kind];
}

/** What a change does, in one line. */
export function changeText({ question, groups }: PlayedTurn, change: Change): string {
	switch (change.kind) {
		case 'key':
			return m.judges_change_key({
				before: keyShort(question, question.key),
				after: keyShort(question, change.key)
			});
		case 'group':
			return (change.right ? m.judges_change_group_right : m.judges_change_group_wrong)({
				form: groups.find((group) => group.form === change.form)?.sample ?? readableForm(change.form)
			});
		case 'boards':
			return m.judges_change_boards({ n: change.wrong.length });
		case 'void':
			return m.judges_change_void();
	}
}

/** A key as judges say it: its letters, the order with arrows, a number in Vietnamese notation, or the text. */
export function keyShort({ type }: Pick<HostQuestion, 'type'>, key: string): string {
	if (type === 'number') return writeNumberKey(key);
	if (type === 'ordering') return [...key].join(' → ');
	return type === 'multiple' ? [...key].join(', ') : key;
}

/** What was noticed (JU6), in words that accuse nobody. */
export function signalText(signal: Signal): string {
	switch (signal.kind) {
		case 'away':
			return m.judges_signal_away();
		case 'device':
			return m.judges_signal_device({ n: signal.times });
		case 'fast':
			return m.judges_signal_fast();
		case 'alike':
			return m.judges_signal_alike({ n: signal.on.length, expected: decimal(signal.expected) });
	}
}

/** How it may have come about without any fault. */
export const signalMaybe = {
	away: m.judges_signal_away_maybe,
	device: m.judges_signal_device_maybe,
	fast: m.judges_signal_fast_maybe,
	alike: m.judges_signal_alike_maybe
} satisfies Record<Signal['kind'], () => string>;

/** To which questions, one by one; `turn`: that of one that has been played and can be opened. */
export function signalTimes(
	signal: Signal,
	{ turns, question }: Pick<HostView, 'turns' | 'question'>
): { text: string; turn: number | null }[] {
	const of = (q: number, say: (name: string) => string) => {
		const played = turns.find((t) => t.q === q);
		const asked = played ?? (question?.q === q ? question : null);
		return { text: say(asked ? questionTitle(asked) : ''), turn: played?.turn ?? null };
	};
	switch (signal.kind) {
		case 'away':
			return signal.on.map(({ q, times, ms }) =>
				of(q, (question) => m.judges_signal_away_on({ question, times, seconds: decimal(ms / 1000) }))
			);
		case 'device':
			return signal.on.map((q) => of(q, (question) => m.judges_signal_device_on({ question })));
		case 'fast':
			return signal.on.map(({ q, ms, least }) =>
				of(q, (question) =>
					m.judges_signal_fast_on({
						question,
						seconds: decimal(ms / 1000, 2),
						least: decimal(least / 1000, 2)
					})
				)
			);
		case 'alike':
			return signal.on.map((q) => of(q, (question) => question));
	}
}

const decimal = (value: number, maximumFractionDigits = 1) =>
	new Intl.NumberFormat(getLocale(), { maximumFractionDigits }).format(value);
