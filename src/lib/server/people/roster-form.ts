import { z } from 'zod';
import { contestDraft } from '../contest/contests';
import type { Db } from '../db/client';
import { errorText, type ErrorCode } from '../error-text';
import { readRosterAside } from '../files/read-aside';
import { cleanName, longestUnit } from '$lib/contest/people-names/clean';
import { listRoster, longestName } from './roster';
import { previewRoster, type RosterPreview } from './roster-import';

const says = (code: ErrorCode) => ({ error: code });
const emptyIsNull = (text: string) => (text.trim() === '' ? null : text.trim());

const sbd = z.coerce
	.number<string | null>(says('roster/sbd_number'))
	.int(says('roster/sbd_number'))
	.min(1, says('roster/sbd_number'))
	.max(99_999, says('roster/sbd_number'));
const pin = z.string().regex(/^\d{4,8}$/, says('roster/pin_digits'));
const name = z
	.string()
	.transform((text) => cleanName(text, longestName) ?? '')
	.pipe(z.string().min(1, says('person/name_missing')));
const unit = z.string().transform((text) => cleanName(text, longestUnit) ?? '');

/** Not sent when it is not ticked. */
const reserve = z
	.literal('on')
	.optional()
	.transform((text) => text === 'on');

/** Somebody new, added by hand. */
export const newContestant = z.object({
	sbd: z.string().transform(emptyIsNull).pipe(sbd.nullable()),
	name,
	unit,
	pin: z.string().transform(emptyIsNull).pipe(pin.nullable()),
	reserve
});
/** Somebody on the list, corrected; `was`: the SBD so far. */
export const knownContestant = z.object({ was: sbd, sbd, name, unit, pin, reserve });
export const oneSbd = z.object({ sbd });

/** What the file would do to the contest's list as it is now. */
export async function rosterPreview(
	db: Db,
	contestId: number,
	bytes: Uint8Array
): Promise<RosterPreview | null> {
	const draft = await contestDraft(db, contestId);
	if (!draft) return null;
	const { units, rules } = draft.setup;
	return previewRoster(await readRosterAside(bytes), await listRoster(db, contestId), {
		units,
		capacity: rules.capacity
	});
}

/** A problem of the file as a sentence. */
export function problemText({ code, params }: RosterPreview['problems'][number]): string {
	return errorText(code, params);
}

export const confirmedRoster = z.object({
	name: z.string().max(1000),
	content: z.base64(),
	/** Takes in those too whose name and unit are on the list already. */
	repeated: z.literal('on').optional()
});
