import { m } from '$lib/paraglide/messages';
import type { Locale } from '$lib/paraglide/runtime';

type ErrorKey = Extract<keyof typeof m, `error_${string}`>;

/** The codes of refusals, as `area/what_is_wrong`: one for each message of errors.json. */
export type ErrorCode = ErrorKey extends infer Key
	? Key extends `error_${infer Area}_${infer What}`
		? `${Area}/${What}`
		: never
	: never;

/**
 * What to tell the person, in her language (or in `locale`, outside of a request). On the server, so that no page
 * has to load all messages for the sake of one.
 */
export function errorText(
	code: ErrorCode,
	values: Record<string, string | number> = {},
	locale?: Locale
): string {
	// The type of the code is made from the keys, so the key exists; each message takes its own values.
	const message = m[`error_${code.replace('/', '_')}` as ErrorKey] as (
		values: Record<string, string | number>,
		options: { locale?: Locale }
	) => string;
	return message(values, locale ? { locale } : {});
}

/** Whether a text is one of the codes, such as the message that a zod schema gave to its problem. */
export function isErrorCode(text: string): text is ErrorCode {
	return /^[a-z]+\/[a-z_]+$/.test(text) && `error_${text.replace('/', '_')}` in m;
}
