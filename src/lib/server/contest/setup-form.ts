import { z } from 'zod';
import { presetNames } from '$lib/contest/presets';
import { eliminations } from '$lib/contest/rules';
import { questionKinds } from '$lib/contest/setup';
import type { ErrorCode } from '../error-text';
import { readForm, type FormResult } from '../form';
import { cleanName, longestUnit } from '$lib/contest/people-names/clean';
import type { RoundRow } from './rounds';

const says = (code: ErrorCode) => ({ error: code });
const oneLine = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** The forms of the set-up screens. */

const contestTitle = z
	.string(says('contest/title_missing'))
	.transform(oneLine)
	.pipe(z.string().min(1, says('contest/title_missing')).max(200, says('contest/title_long')));

const presetName = z.enum(presetNames, says('setup/preset_unknown'));

/** What a contest is created from. */
export const newContestForm = z.object({ title: contestTitle, preset: presetName });

export const generalForm = z.object({
	title: contestTitle,
	organizer: z
		.string()
		.transform(oneLine)
		.pipe(z.string().max(200, says('contest/title_long')))
});

export const presetForm = z.object({ preset: presetName, sure: z.literal('on') });

const seconds = z.coerce
	.number(says('setup/seconds'))
	.int(says('setup/seconds'))
	.min(3, says('setup/seconds'))
	.max(600, says('setup/seconds'));

/** A tick box sends `off` before the `on` that it sends only when ticked; not sent at all, it was not asked. */
const yes = z.enum(['on', 'off']).transform((text) => text === 'on');
const outOfRange = says('setup/out_of_range');

/** What the rule of the round does not ask for is not sent. */
const roundForm = z.object({
	name: z
		.string()
		.transform(oneLine)
		.pipe(z.string().min(1, says('setup/round_name')).max(200, says('setup/round_name'))),
	elimination: z.enum(eliminations),
	seconds,
	lives: z.coerce.number(outOfRange).int(outOfRange).min(1, outOfRange).max(9, outOfRange).optional(),
	keep: z.coerce.number(outOfRange).int(outOfRange).min(1, outOfRange).max(99_999, outOfRange).optional(),
	keepIsPercent: yes.optional(),
	bothRight: yes.optional()
});
/** Where it stood, and the name that it had there; a new one sends neither. */
const roundFrom = z
	.object({ from: z.coerce.number().int().min(0), was: z.string() })
	.transform(({ from, was }) => ({ index: from, name: was }));
const extraSecondsForm = z.object({ extraSeconds: seconds });

/**
 * All rounds in their order, and the seconds of the questions outside of them. `round` says by which word, with a dot
 * behind it, the fields of each begin.
 */
export function readRounds(data: FormData): FormResult<{ rows: RoundRow[]; extraSeconds: number }> {
	const errors: Record<string, string> = {};
	const rows = data.getAll('round').flatMap((key): RoundRow[] => {
		const own = new FormData();
		for (const [name, value] of data)
			if (name.startsWith(`${String(key)}.`)) own.append(name.slice(String(key).length + 1), value);
		const round = readForm(roundForm, own);
		if (!round.ok) {
			for (const [name, error] of Object.entries(round.errors)) errors[`${String(key)}.${name}`] = error;
			return [];
		}
		const from = readForm(roundFrom, own);
		return [{ from: from.ok ? from.value : null, round: round.value }];
	});
	const extra = readForm(extraSecondsForm, data);
	if (!extra.ok) Object.assign(errors, extra.errors);
	return extra.ok && Object.keys(errors).length === 0
		? { ok: true, value: { rows, ...extra.value } }
		: { ok: false, errors };
}
export const stepForm = z.object({ by: z.enum(['-1', '1']).transform((by) => (by === '1' ? 1 : -1)) });

/** `main.0` for a main question of the first round, else the kind alone. */
export const place = z
	.string()
	.regex(/^(main\.\d{1,2}|spare|rescue|tiebreak|bell|audience)$/)
	.transform((text) => {
		const [kind, round = '-1'] = text.split('.');
		return { kind: z.enum(questionKinds).parse(kind), round: Number(round) };
	});

export const questionForm = z.object({ question: z.string() });
export const placeForm = z.object({ place });
/** An empty field: the seconds of the round. */
export const ownSecondsForm = z.object({
	question: z.string(),
	seconds: z
		.literal('')
		.transform(() => null)
		.or(seconds)
});
export const bankForm = z.object({ bank: z.string() });
/** The bank to fill the contest from, and how many main questions it is to have. */
export const fillForm = bankForm.extend({
	main: z.coerce
		.number(says('setup/count'))
		.int(says('setup/count'))
		.min(1, says('setup/count'))
		.max(200, says('setup/count'))
});

/** Which question takes the place of one. */
export const replaceForm = questionForm.extend({ by: z.string() });
/** Not sent, the box is not ticked. */
export const approvedOnlyForm = z.object({
	approvedOnly: z
		.literal('on')
		.optional()
		.transform((ticked) => ticked !== undefined)
});

const reason = says('setup/reason_missing');
/** Why the rules of a running contest are changed. */
export const reasonForm = z.object({
	reason: z.string(reason).transform(oneLine).pipe(z.string().min(1, reason).max(500, reason))
});

const award = says('setup/award_form');
/** A prize and how many of it there are (BE5). */
const awardForm = z.object({
	name: z.string(award).transform(oneLine).pipe(z.string().min(1, award).max(200, award)),
	count: z.coerce.number(award).int(award).min(1, award).max(1000, award)
});
export const awardsForm = z.array(awardForm).max(30, award);

/** One unit a line; what is no name is passed over, and twins are one. */
export const unitsForm = z.object({
	units: z
		.string()
		.transform((text) => [...new Set(text.split('\n').flatMap((line) => cleanName(line, longestUnit) ?? []))])
});
