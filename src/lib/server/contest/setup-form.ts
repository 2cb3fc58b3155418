import { z } from 'zod';
import { levels } from '$lib/bank/question';
import { presetNames } from '$lib/contest/presets';
import { questionKinds } from '$lib/contest/setup';
import type { ErrorCode } from '../error-text';
import { contestantName, longestUnit } from './names';
import { roundSchema } from './setup-schema';

const says = (code: ErrorCode) => ({ error: code });
const oneLine = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** The forms of the set-up screens. */

export const contestTitle = z
	.string(says('contest/title_missing'))
	.transform(oneLine)
	.pipe(z.string().min(1, says('contest/title_missing')).max(200, says('contest/title_long')));

export const presetName = z.enum(presetNames);

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

export const roundForm = roundSchema.extend({
	name: z
		.string()
		.transform(oneLine)
		.pipe(z.string().min(1, says('setup/round_name')).max(200, says('setup/round_name'))),
	seconds
});
export const roundAt = z.object({ index: z.coerce.number().int().min(0), seen: z.string() });
export const stepForm = z.object({ by: z.enum(['-1', '1']).transform((by) => (by === '1' ? 1 : -1)) });
export const extraSecondsForm = z.object({ extraSeconds: seconds });

/** `main.0` for a main question of the first round, else the kind alone. */
export const place = z
	.string()
	.regex(/^(main\.\d{1,2}|spare|rescue|tiebreak|bell)$/)
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

/** What to draw at random. Topics and levels come in lists of their own. */
export const drawForm = z.object({
	place,
	bank: z.string(),
	count: z.coerce
		.number(says('setup/count'))
		.int(says('setup/count'))
		.min(1, says('setup/count'))
		.max(200, says('setup/count'))
});
export const levelNames = z.array(z.enum([...levels, '']));

/** One unit a line; what is no name is passed over, and twins are one. */
export const unitsForm = z.object({
	units: z
		.string()
		.transform((text) => [
			...new Set(text.split('\n').flatMap((line) => contestantName(line, longestUnit) ?? []))
		])
});
