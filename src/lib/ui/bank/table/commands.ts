import type { Chosen } from '$lib/bank/filter';
import type { ReviewStatus } from '$lib/bank/question';
import { m } from '$lib/paraglide/messages';

/** What the table asks of the server; the same as the `command` of `changes/+server.ts`. */
export type Command =
	| { do: 'change'; chosen: Chosen; change: { part: string; to: string | number | null } }
	| { do: 'move'; ids: string[]; target: string; side: 'before' | 'behind' }
	| { do: 'take' | 'copy'; chosen: Chosen; to: string }
	| { do: 'judge'; chosen: Chosen; seenAt: Date; status: ReviewStatus }
	| { do: 'delete' | 'restore'; chosen: Chosen };

/** What the server says of it. `n`: how many questions are other now; `deletion` brings back what was deleted. */
export type Outcome =
	| { ok: true; n?: number; deletion?: string; done?: number; unfit?: number; changed?: number }
	| { ok: false; error: string };

/** Asks the server at this address to do it. */
export async function send(address: string, command: Command): Promise<Outcome> {
	try {
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(command)
		});
		const answer: Omit<Extract<Outcome, { ok: true }>, 'ok'> & { message?: string } = await response.json();
		return response.ok ? { ...answer, ok: true } : { ok: false, error: answer.message ?? m.bank_no_answer() };
	} catch {
		return { ok: false, error: m.bank_no_answer() };
	}
}

/** The other banks that questions can go to; null when the server does not say. */
export async function otherBanks(address: string): Promise<{ id: string; title: string }[] | null> {
	try {
		const response = await fetch(address);
		return response.ok ? await response.json() : null;
	} catch {
		return null;
	}
}
