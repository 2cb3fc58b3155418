import { z } from 'zod';
import type { Locale } from '$lib/paraglide/runtime';
import { errorText, type ErrorCode } from '../error-text';

/** Why a call can be refused, and by which status that is told. */
export const statusOf = {
	'request/broken_json': 400,
	'request/invalid': 400,
	'token/missing': 401,
	'token/unknown': 401,
	'token/expired': 401,
	'token/scope': 403,
	'contest/managers_only': 403,
	'contest/unknown': 404,
	'results/not_yet': 409,
	'contest/started': 409,
	'roster/full': 409,
	'roster/sbd_taken': 409,
	'setup/too_much': 409,
	'request/too_large': 413,
	'request/not_json': 415,
	'roster/rows': 422,
	'limit/too_fast': 429,
	'server/unavailable': 500
} as const satisfies Partial<Record<ErrorCode, number>>;

export type ApiCode = keyof typeof statusOf;

/** What is wrong with a row of what was sent. */
export interface RowProblem {
	row: number;
	code: ErrorCode;
	params: Record<string, string | number>;
}

/** A call that is refused. */
export interface Refusal<Code extends ApiCode = ApiCode> {
	ok: false;
	code: Code;
	/** What its sentence names. */
	values?: Record<string, string>;
	problems?: readonly RowProblem[];
	/** When to come again, in s. */
	wait?: number;
}

/** So many problems are told of one call. */
export const mostProblems = 500;

/** How every refusal is written. */
export const errorBody = z.object({
	error: z.object({
		code: z.string().describe('stays the same in every language: `area/what`'),
		message: z.string().describe('a sentence for people, in the language that was asked for'),
		problems: z
			.array(
				z.object({
					row: z.int().min(1).describe('in what was sent, from 1'),
					code: z.string(),
					message: z.string()
				})
			)
			.optional()
			.describe(`with \`roster/rows\`: what is wrong with which row, the first ${mostProblems}`),
		problemCount: z.int().optional().describe('how many there are')
	})
});

/** A refusal as it is sent. */
export function refusalBody({ code, values, problems }: Refusal, locale: Locale): z.output<typeof errorBody> {
	const said = problems && {
		problems: problems
			.slice(0, mostProblems)
			.map(({ row, code, params }) => ({ row, code, message: errorText(code, params, locale) })),
		problemCount: problems.length
	};
	return errorBody.parse({ error: { code, message: errorText(code, values, locale), ...said } });
}
