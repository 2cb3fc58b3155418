import type { IncomingMessage } from 'node:http';
import type { SignedIn } from '$lib/server/auth';

declare global {
	namespace App {
		interface Locals {
			/** Who is signed in; null for everybody else. */
			staff: SignedIn | null;
			/** Names this request in the log, in the answer's head and on the error page. */
			request: string;
		}
		/** What adapter-node brings along; not there in dev. */
		interface Platform {
			req: IncomingMessage;
		}
		interface PageState {
			/** Questions that were just taken into a contest, and how many were to be. */
			taken?: { ids: string[]; asked: number };
			/** Names what was just deleted from a bank, to bring it back. */
			deletion?: string | undefined;
			/** A question that was just saved, and its place in its bank, from 1; null for a new one. */
			saved?: { id: string; number: number | null } | undefined;
		}
		interface Error {
			message: string;
			/** Under which the server's log has the cause. */
			id?: string;
		}
	}
}

export {};
