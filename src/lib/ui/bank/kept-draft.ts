import type { Question } from '$lib/bank/question';
import type { DraftQuestion } from './draft-question';

/** What a browser keeps of a question whose words have not reached the server. */
export interface KeptDraft {
	/** The version that the words rest on, and what it said. */
	version: number;
	saved: Question;
	/** What may have arrived. */
	sent: Question | null;
	draft: DraftQuestion;
	/** Which page keeps it: another one of the same person must not clear it away. */
	page: string;
}

// The number changes with the form of what is kept.
const keyOf = (user: string, question: string) => `question:1:${user}:${question}`;

/** What this person left of this question; storage may be barred (private windows), and then nothing was. */
export function readKept(user: string, question: string): KeptDraft | null {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(keyOf(user, question)) ?? 'null');
		return isKept(kept) ? kept : null;
	} catch {
		return null;
	}
}

/** False when the browser keeps nothing. */
export function keep(user: string, question: string, kept: KeptDraft): boolean {
	try {
		localStorage.setItem(keyOf(user, question), JSON.stringify(kept));
		return true;
	} catch {
		return false;
	}
}

/** Forgets what this page kept. */
export function forget(user: string, question: string, page: string): void {
	if (readKept(user, question)?.page === page) localStorage.removeItem(keyOf(user, question));
}

function isKept(value: unknown): value is KeptDraft {
	return (
		typeof value === 'object' && value !== null && 'version' in value && 'saved' in value && 'draft' in value
	);
}
