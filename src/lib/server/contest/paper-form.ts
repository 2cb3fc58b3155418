import { z } from 'zod';
import { emptyCertificate } from '$lib/papers/certificate';
import { emptyLetterhead } from '$lib/papers/letterhead';
import type { ErrorCode } from '../error-text';

const code = (error: ErrorCode) => ({ error });
const clean = (text: string) =>
	text
		.normalize('NFC')
		.replace(/[^\S\n]+/gu, ' ')
		.trim();
const line = (most: number) =>
	z
		.string()
		.transform((text) => clean(text.replace(/\s+/gu, ' ')))
		.pipe(z.string().max(most, code('paper/too_long')));
const lines = (most: number) =>
	z
		.string()
		.transform((text) => clean(text.replace(/\r\n?/g, '\n')))
		.pipe(z.string().max(most, code('paper/too_long')));

/** The form of the letterhead, and what is kept of it. */
export const letterheadForm = z.object({
	under: z.enum(['union', 'state']),
	superior: line(120),
	body: line(160),
	number: line(60),
	place: line(60),
	venue: line(200),
	organizers: lines(3000),
	judges: lines(3000),
	secretaries: lines(3000),
	guests: lines(3000),
	signOrganizer: line(80),
	signJudges: line(80),
	signSecretary: line(80)
});

/** The form of the certificates, and what is kept of it. */
export const certificateForm = z.object({
	ground: z.enum(['drum', 'bell', 'own']),
	kind: z.enum(['certificate', 'praise']),
	decision: line(160),
	office: lines(200),
	signName: line(80),
	top: z.coerce.number(code('paper/top')).min(0, code('paper/top')).max(120, code('paper/top')),
	ink: z.enum(['dark', 'light'])
});

/** What was kept, with what it does not say left empty. */
export const readLetterhead = (kept: unknown) =>
	({ ...emptyLetterhead, ...letterheadForm.partial().catch({}).parse(kept) }) as const;
export const readCertificate = (kept: unknown) =>
	({ ...emptyCertificate, ...certificateForm.partial().catch({}).parse(kept) }) as const;
