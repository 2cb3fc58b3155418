import { isSameQuestion } from './fields';
import { answerWay, type Question, type StoredQuestion } from './question';

/*
 * How a question saves itself while it is typed: what is to be sent next, and what the answers mean. Pure; the timers and
 * the network are the editor's.
 */

/** What somebody else has saved. */
export interface Theirs {
	current: StoredQuestion;
	/** Her name; '' when nobody knows. */
	by: string;
}

/** What the server says to what was sent. */
export type SaveAnswer =
	| { ok: true; version: number }
	| ({ ok: false; code: 'question/changed' } & Theirs)
	/** A sentence that says why not. */
	| { ok: false; code: string; text: string };

export interface Saving {
	/** That the text rests on; 0: the question is not there yet. */
	version: number;
	/** What the server has in this version. */
	saved: Question;
	/** What stands in the fields. */
	typed: Question;
	/** What is on its way, or was when the connection was lost: then nobody knows whether it has arrived. */
	sent: Question | null;
	way: 'idle' | 'sending' | 'lost' | 'ended' | 'refused';
	/** Why it was refused, as a sentence. */
	why: string;
	/** Somebody else's version, until it is chosen what of both holds. */
	theirs: Theirs | null;
	/** What the server keeps beside theirs. */
	aside: Question | null;
}

/** What an editor starts with: the question as it is saved, or an empty one. */
export function begin(version: number, saved: Question): Saving {
	return { version, saved, typed: saved, sent: null, way: 'idle', why: '', theirs: null, aside: null };
}

/** Whether anything stands in the fields that the server does not have, or may not have. */
export function isUnsaved({ version, saved, typed, sent }: Saving): boolean {
	if (sent) return true;
	return version === 0 ? !saysNothing(typed) : !isSameQuestion(typed, saved);
}

/** What is to be sent now; null when there is nothing. What was lost goes first, so that nobody has to guess about it. */
export function toSend(saving: Saving): Question | null {
	const { way, sent, typed, aside } = saving;
	if (way === 'sending' || !isUnsaved(saving)) return null;
	if (sent) return sent;
	return aside && isSameQuestion(aside, typed) ? null : typed;
}

export function sending(saving: Saving, sent: Question): Saving {
	return { ...saving, sent, way: 'sending' };
}

/** The connection failed: it may have arrived, or not. */
export function lost(saving: Saving): Saving {
	return { ...saving, way: 'lost' };
}

/** Nobody is signed in any more; nothing was saved. */
export function ended(saving: Saving): Saving {
	return { ...saving, sent: null, way: 'ended' };
}

export function answered(saving: Saving, answer: SaveAnswer): Saving {
	const { sent } = saving;
	if (!sent) return saving;
	if (answer.ok)
		return {
			...saving,
			version: answer.version,
			saved: sent,
			sent: null,
			way: 'idle',
			aside: null,
			theirs: null
		};
	if ('current' in answer) {
		const { current, by } = answer;
		return { ...saving, sent: null, way: 'idle', aside: sent, theirs: { current, by } };
	}
	return { ...saving, sent: null, way: 'refused', why: answer.text };
}

/** Somebody has looked what the server has now. What is typed gives way only where it says nothing of its own. */
export function seen(saving: Saving, theirs: Theirs): Saving {
	const { current } = theirs;
	const { version, sent, typed, way } = saving;
	if (way === 'sending' || current.version <= Math.max(version, saving.theirs?.current.version ?? 0))
		return saving;
	const arrived = sent !== null && isSameQuestion(sent, current);
	if (arrived || isSameQuestion(typed, current)) return { ...begin(current.version, current), typed };
	return isUnsaved(saving) ? { ...saving, theirs } : begin(current.version, current);
}

/** It was chosen what of both versions holds: `typed`. */
export function chosen(saving: Saving, typed: Question): Saving {
	if (!saving.theirs) return saving;
	const { current } = saving.theirs;
	return { ...begin(current.version, current), typed };
}

/** Nothing that was worth a question of its own. */
function saysNothing(q: Question): boolean {
	const { text, explanation, source, asOf, topic, note, accepted, tags, media } = q;
	const options = q.type === 'true_false' ? [] : q.options;
	const key = answerWay(q.type) === 'typed' ? q.key : '';
	return [
		text,
		explanation,
		source,
		asOf,
		topic,
		note,
		key,
		...options,
		...accepted,
		...tags,
		...media
	].every((said) => said === '');
}
