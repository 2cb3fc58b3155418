import type { z } from 'zod';
import type { Refused } from '$lib/protocol/common';
import { reportBug } from '../observe/log';
import type { Limiter } from './limiter';

export const refused = (code: string): Refused => ({ ok: false, code });

/** Strangers at the other end: what they send as an acknowledgement function may be anything. */
export function reply<T>(ack: (reply: T) => void, value: T): void {
	if (typeof ack === 'function') ack(value);
}

/** Checks rate and form of a request and answers it once; whatever goes wrong inside ends neither socket nor process. */
export function answerRequest<S extends z.ZodType, T>(
	request: { schema: S; raw: unknown; limiter: Limiter; ack: (reply: T | Refused) => void },
	handle: (value: z.infer<S>) => Promise<T | Refused>
): void {
	const { schema, raw, limiter, ack } = request;
	if (!limiter.pass()) return reply(ack, refused('limit/too_fast'));
	const read = schema.safeParse(raw);
	if (!read.success) return reply(ack, refused('request/malformed'));
	handle(read.data).then(
		(value) => reply(ack, value),
		(error: unknown) => {
			reportBug('a request over a socket failed', error);
			reply(ack, refused('server/unavailable'));
		}
	);
}
