import { createHmac } from 'node:crypto';

/**
 * Names something to be seen or heard in a contest: the number by which its record is chained, which it keeps wherever it is played, and what only its secret can make. The same for the
 * same `what`, so that a contest that is prepared again has the same names.
 */
export function mediaToken(chainId: number, secret: Uint8Array, what: string): string {
	return `${chainId}-${createHmac('sha256', secret).update(`media ${what}`).digest('base64url')}`;
}
