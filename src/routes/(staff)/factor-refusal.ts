import { waitText } from '$lib/server/auth';
import { errorText, type ErrorCode } from '$lib/server/error-text';

/** A refused code or password, as its form is told: the sentence, and the server's time where the clock may be the reason. */
export function refusalOfFactor(refused: { ok: false; code: ErrorCode; wait?: number; at?: number }): {
	status: 400 | 429;
	message: string;
	clock: Date | undefined;
} {
	const { code, wait, at } = refused;
	return {
		status: wait === undefined ? 400 : 429,
		message: errorText(code, wait === undefined ? {} : { wait: waitText(wait) }),
		clock: at === undefined ? undefined : new Date(at)
	};
}
