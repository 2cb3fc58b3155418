import { z } from 'zod';
import type { ErrorCode } from '../error-text';
import { erasureReasons } from './erasure';
import { mostKeepDays } from './keeping';

const says = (code: ErrorCode) => ({ error: code });
const days = says('erasure/days');

/** How long personal data are kept, and whom the notice names. */
export const keepingForm = z.object({
	keepDays: z.coerce.number(days).int(days).min(1, days).max(mostKeepDays, days),
	contact: z
		.string()
		.transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
		.pipe(z.string().max(200, says('erasure/contact_long')))
});

/** What can't be taken back is ticked. */
export const erasureForm = z.object({ why: z.enum(erasureReasons), sure: z.literal('on') });

/** An SBD, or minus the number of an onlooker, as an address has it; null: it is neither. */
export function readPlayer(text: string): number | null {
	return /^(-[1-9]\d{0,8}|[1-9]\d{0,4})$/.test(text) ? Number(text) : null;
}
