import type { z } from 'zod';
import type { Refused } from '$lib/protocol/common';
import { within, type Context } from '../observe/context';
import { reportBug } from '../observe/log';
import type { Limiter } from './limiter';

export const refused = (code: string): Refused => ({ ok: false, code });

/** Strangers at the other end: what they send as an acknowledgement function may be anything. */
export function reply<T>(ack: (reply: T) => void, value: T): void {
	if (typeof ack === 'function') ack(value);
}

interface Request<S extends z.ZodType, T> {
	schema: S;
	raw: unknown;
	limiter: Limiter;
	ack: (reply: T | Refused) => void;
	/** On whose behalf: one object for a socket's whole life. */
	context: Context;
	/** Counts how it went: the code of a refusal or null, and after how many ms. */
	told?: (refusal: string | null, ms: number) => void;
}

/** Checks rate and form of a request and answers it once; whatever goes wrong inside ends neither socket nor process. */
export function answerRequest<S extends z.ZodType, T>(
	{ schema, raw, limiter, ack, context, told }: Request<S, T>,
	handle: (value: z.infer<S>) => Promise<T | Refused>
): void {
	const since = performance.now();
	const answer = (value: T | Refused) => {
		reply(ack, value);
		told?.(refusalIn(value), performance.now() - since);
	};
	if (!limiter.pass()) return answer(refused('limit/too_fast'));
	const read = schema.safeParse(raw);
	if (!read.success) return answer(refused('request/malformed'));
	void within(context, () =>
		handle(read.data).then(answer, (error: unknown) => {
			reportBug('a request over a socket failed', error);
			answer(refused('server/unavailable'));
		})
	);
}

function refusalIn(value: unknown): string | null {
	if (typeof value !== 'object' || value === null || !('ok' in value) || value.ok !== false) return null;
	return 'code' in value && typeof value.code === 'string' ? value.code : 'other';
}
