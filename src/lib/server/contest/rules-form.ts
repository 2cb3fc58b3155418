import type { AudienceRules, BellRules, RescueRules, Rules } from '$lib/contest/rules';
import { errorText, type ErrorCode } from '../error-text';
import type { FormResult } from '../form';
import { rulesSchema } from './setup-schema';

type Read = (text: string) => unknown;
const word: Read = (text) => text;
const yes: Read = (text) => text === 'on';
const number: Read = (text) => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')));
/** What is no list of numbers stays a text, which the schema refuses. */
const numbers: Read = (text) => {
	const parts = text.split(/[\s,;]+/).filter((part) => !['', 'và', 'and'].includes(part));
	return parts.every((part) => /^\d+$/.test(part))
		? [...new Set(parts.map(Number))].sort((a, b) => a - b)
		: text;
};

const top: Record<Exclude<keyof Rules, 'audience' | 'rescue' | 'bell' | 'ties'>, Read> = {
	registration: word,
	names: word,
	capacity: number,
	boards: word,
	lateJoin: word,
	lateUntil: number,
	graceSeconds: number,
	firstChoiceLocks: yes,
	phonesReadAlong: yes,
	shuffleOptions: yes,
	readingSeconds: number,
	sealedStart: yes,
	disconnected: word,
	signals: yes,
	everyoneFails: word,
	unitsPerHead: yes
};
const audience: Record<keyof AudienceRules, Read> = { joins: yes, eliminatedPlay: yes, lifeline: yes };
const rescue: Record<keyof RescueRules, Read> = {
	limit: number,
	afterQuestions: numbers,
	atMost: number,
	atMostPercent: number,
	floorEmpty: yes,
	size: word,
	fastest: number,
	quota: number,
	quotaIsPercent: yes,
	choice: word
};
const bell: Record<keyof BellRules, Read> = { atOnce: yes, topicChoice: yes };
const ties: Record<keyof Rules['ties'], Read> = { stays: word, left: word };

/** What a field expects, where that is more than its range. */
const expected: Record<string, ErrorCode> = { 'rescue.afterQuestions': 'setup/question_list' };

/**
 * Reads the form of the rules; its fields are called as in {@link Rules}, with a dot between group and name. What it
 * did not send, because it does not matter under the other rules, stays as it is.
 */
export function rulesFromForm(rules: Rules, data: FormData): FormResult<Rules> {
	const sent = (group: Record<string, Read>, prefix = '') =>
		Object.fromEntries(
			Object.entries(group).flatMap(([name, read]) => {
				// A tick box sends `off` before the `on` that it sends only when ticked.
				const value = data.getAll(prefix + name).at(-1);
				return typeof value === 'string' ? [[name, read(value)]] : [];
			})
		);
	const read = rulesSchema.safeParse({
		...rules,
		...sent(top),
		audience: { ...rules.audience, ...sent(audience, 'audience.') },
		rescue: { ...rules.rescue, ...sent(rescue, 'rescue.') },
		bell: { ...rules.bell, ...sent(bell, 'bell.') },
		ties: { ...rules.ties, ...sent(ties, 'ties.') }
	});
	if (read.success) return { ok: true, value: read.data };
	const fields = read.error.issues.map((issue) => issue.path.slice(0, 2).join('.'));
	return {
		ok: false,
		errors: Object.fromEntries(
			fields.map((field) => [field, errorText(expected[field] ?? 'setup/out_of_range')])
		)
	};
}
