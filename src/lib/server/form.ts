import type { z } from 'zod';
import { errorText, isErrorCode } from './error-text';

/** What a form said, or a sentence for each field that has to be mended. */
export type FormResult<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> };

/**
 * Reads a sent form by a schema. Where the schema's own message is an error code (`.min(1, 'person/name_missing')`),
 * that one's sentence is shown.
 */
export function readForm<S extends z.ZodType>(schema: S, data: FormData): FormResult<z.output<S>> {
	const read = schema.safeParse(Object.fromEntries(data));
	if (read.success) return { ok: true, value: read.data };
	const errors: Record<string, string> = {};
	for (const issue of read.error.issues) {
		const code = isErrorCode(issue.message) ? issue.message : 'form/invalid';
		errors[String(issue.path[0] ?? '')] ??= errorText(code);
	}
	return { ok: false, errors };
}
