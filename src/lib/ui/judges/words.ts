import { readableForm } from '$lib/bank/normal';
import { writeNumberKey } from '$lib/bank/number-key';
import { m } from '$lib/paraglide/messages';
import type { Change, HostQuestion, PlayedTurn } from '$lib/protocol/host';

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
