import { z } from 'zod';
import type { ErrorCode } from '../error-text';
import { drawLevels, perLevel, type Wish } from './drawing';
import { place } from './setup-form';

const says = (code: ErrorCode) => ({ error: code });

/** Since when a question may not have been played: whatever, this year, half a year, ever. */
export const unusedChoices = ['any', 'year', 'half', 'ever'] as const;
export type Unused = (typeof unusedChoices)[number];

/** Where what is drawn goes: a place, or all rounds together. */
export const destination = z.literal('rounds').or(place);
export type Destination = z.infer<typeof destination>;

const count = z.coerce
	.number(says('setup/count'))
	.int(says('setup/count'))
	.min(0, says('setup/count'))
	.max(200, says('setup/count'));
const names = z.array(z.string()).max(2000);

const form = z.object({
	banks: names,
	topics: names,
	tags: names,
	unused: z.enum(unusedChoices),
	approvedOnly: z.boolean(),
	notElsewhere: z.boolean(),
	rising: z.boolean(),
	counts: z.record(z.enum(drawLevels), count),
	spares: count
});

/** What to draw, and from which banks, as the form says at the moment `now`; a refusal names what has to be mended. */
export function readWish(
	data: FormData,
	now: Date
): { ok: true; banks: string[]; wish: Wish } | { ok: false; code: 'setup/count' | 'form/invalid' } {
	const all = (name: string) => data.getAll(name).map(String);
	const read = form.safeParse({
		banks: all('bank'),
		topics: all('topic'),
		tags: all('tag'),
		unused: data.get('unused'),
		approvedOnly: data.has('approvedOnly'),
		notElsewhere: data.has('notElsewhere'),
		rising: data.has('rising'),
		counts: perLevel((level) => data.get(`count.${level}`) ?? 0),
		spares: data.get('spares') ?? 0
	});
	if (!read.success) {
		const counted = read.error.issues.every((issue) => issue.message === 'setup/count');
		return { ok: false, code: counted ? 'setup/count' : 'form/invalid' };
	}
	const { banks, unused, ...wish } = read.data;
	return { ok: true, banks, wish: { ...wish, unusedSince: unusedSince(unused, now) } };
}

/** ms since 1970, as drawing understands it. */
export function unusedSince(unused: Unused, now: Date): number | null {
	switch (unused) {
		case 'any':
			return null;
		case 'ever':
			return 0;
		case 'year':
			return new Date(now.getFullYear(), 0, 1).getTime();
		case 'half':
			return new Date(now).setMonth(now.getMonth() - 6);
	}
}
