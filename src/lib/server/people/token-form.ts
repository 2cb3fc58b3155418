import { z } from 'zod';
import { cleanLine } from '$lib/bank/clean';
import { tokenDays } from '../auth';
import type { TokenScope } from '../db/schema';
import type { ErrorCode } from '../error-text';

const says = (code: ErrorCode) => ({ error: code });

/** Sent as `on` when it is ticked, else not at all. */
const ticked = z.literal('on').optional();

/** A token to be made. Each box of a scope has a field of its own. */
export const newToken = z
	.object({
		name: z
			.string()
			.transform(cleanLine)
			.pipe(z.string().min(1, says('token/name_missing')).max(100, says('token/name_long'))),
		results: ticked,
		roster: ticked,
		days: z.coerce.number().pipe(z.literal(tokenDays)),
		contest: z
			.string()
			.regex(/^\d{0,9}$/, says('token/contest_unknown'))
			.transform((text) => (text === '' ? null : Number(text))),
		password: z.string()
	})
	.transform(({ results, roster, ...form }) => {
		const scopes: TokenScope[] = [];
		if (results) scopes.push('results:read');
		if (roster) scopes.push('roster:write');
		return { ...form, scopes };
	})
	.refine(({ scopes }) => scopes.length > 0, { ...says('token/no_scope'), path: ['scopes'] });

export const oneToken = z.object({ id: z.uuid() });
