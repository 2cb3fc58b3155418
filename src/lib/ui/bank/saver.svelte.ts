import { onMount } from 'svelte';
import type { Question, StoredQuestion } from '$lib/bank/question';
import {
	answered,
	begin,
	chosen,
	ended,
	isUnsaved,
	lost,
	seen,
	sending,
	toSend,
	type SaveAnswer,
	type Saving,
	type Theirs
} from '$lib/bank/saving';
import { newId } from '$lib/client/random';
import { fromDraft, toDraft, type DraftQuestion } from './draft-question';
import { forget, keep, readKept } from './kept-draft';

/** After the last keystroke. */
const restMs = 1000;
const retryMs = [2000, 5000, 10_000, 20_000];
/** How often an open page looks whether somebody else has saved. */
const lookMs = 10_000;
/** An answer that takes longer does not come. */
const patienceMs = 15_000;
/** A request that outlives its page may have 64 kB; a letter may have three bytes. */
const keptAliveLength = 20_000;

interface Options {
	/** Where it is saved. */
	url: string;
	/** Who types. */
	user: string;
	id: string;
	/** As it is saved, and who saved it; null: a new one. */
	stored: StoredQuestion | null;
	by: string;
	/** As the fields show it. */
	draft: DraftQuestion;
	/** Only looks. */
	readonly: boolean;
	/** Puts into the fields what did not come from them. */
	onfill: (draft: DraftQuestion) => void;
}

/**
 * Saves a question by itself while it is typed: a second after the last keystroke, again and again when the server can't be
 * reached, and keeps the words in this browser until the server has them. Use it while a component is made.
 */
export class Saver {
	#options: Options;
	#saving: Saving;
	#draft: DraftQuestion;
	#page = newId();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#tries = 0;
	#under: Promise<void> | null = null;
	#gone = false;
	/** When the server had everything last. */
	savedAt = $state<Date | null>(null);
	/** What came into the fields from elsewhere: words kept after a crash, or what somebody else has saved. */
	came = $state<{ kind: 'kept' } | { kind: 'taken'; by: string } | null>(null);
	/** Whether this browser keeps what the server does not have. */
	kept = $state(true);
	readonly unsaved = $derived.by(() => isUnsaved(this.#saving));

	constructor(options: Options) {
		this.#options = options;
		this.#draft = options.draft;
		this.#saving = $state.raw(begin(options.stored?.version ?? 0, fromDraft(options.draft)));
		onMount(() => this.#start());
	}

	get saving(): Saving {
		return this.#saving;
	}

	/** Tells what stands in the fields now. */
	typed(draft: DraftQuestion): void {
		this.#draft = draft;
		this.#become({ ...this.#saving, typed: fromDraft(draft) });
		if (this.unsaved && this.#saving.way !== 'lost') this.#wait(restMs);
	}

	/** What of both versions holds, when somebody else saved at the same time. */
	choose(question: Question): void {
		this.#become(chosen(this.#saving, question));
		this.#options.onfill(toDraft(question, question.type));
		void this.flush();
	}

	/** Saves at once. True when the server has everything. */
	async flush(): Promise<boolean> {
		// What is on its way first, then what was lost, then what was typed meanwhile.
		for (let i = 0; i < 3 && this.unsaved; i++) await (this.#under ?? this.#send());
		return !this.unsaved;
	}

	#start(): () => void {
		this.#takeKept();
		const look = setInterval(() => void this.#look(), lookMs);
		const flush = () => void this.flush();
		const visible = () => {
			flush();
			if (document.visibilityState === 'visible') void this.#look();
		};
		addEventListener('online', flush);
		addEventListener('pagehide', flush);
		document.addEventListener('visibilitychange', visible);
		return () => {
			this.#gone = true;
			clearInterval(look);
			clearTimeout(this.#timer);
			removeEventListener('online', flush);
			removeEventListener('pagehide', flush);
			document.removeEventListener('visibilitychange', visible);
		};
	}

	/** Words that a page of before could not save. */
	#takeKept(): void {
		const { user, id, stored, by, readonly, onfill } = this.#options;
		const kept = readonly ? null : readKept(user, id);
		if (!kept) return;
		const { version, saved, sent, draft } = kept;
		const left = {
			...begin(version, saved),
			typed: fromDraft(draft),
			sent,
			way: sent ? 'lost' : 'idle'
		} as const;
		const now = stored ? seen(left, { current: asEdited(stored), by }) : left;
		if (!isUnsaved(now)) return forget(user, id, kept.page);
		this.#draft = draft;
		this.#become(now);
		this.came = { kind: 'kept' };
		onfill(draft);
		void this.flush();
	}

	#wait(ms: number): void {
		clearTimeout(this.#timer);
		// What is not saved when the page is left is kept here, and taken up when it is opened again.
		if (!this.#gone) this.#timer = setTimeout(() => void this.#send(), ms);
	}

	#send(): Promise<void> {
		const question = this.#options.readonly ? null : toSend(this.#saving);
		if (!question) return Promise.resolve();
		clearTimeout(this.#timer);
		this.#under ??= this.#exchange(question).finally(() => (this.#under = null));
		return this.#under;
	}

	async #exchange(question: Question): Promise<void> {
		const { version } = this.#saving;
		this.#become(sending(this.#saving, question));
		const answer = await post(this.#options.url, JSON.stringify({ version, question }));
		if (answer === 'lost') {
			this.#become(lost(this.#saving));
			this.#wait(retryMs[Math.min(this.#tries++, retryMs.length - 1)] ?? restMs);
			return;
		}
		this.#tries = 0;
		if (answer === 'ended') return this.#become(ended(this.#saving));
		if (answer.ok) this.savedAt = new Date();
		this.#become(answered(this.#saving, 'current' in answer ? edited(answer) : answer));
		if (this.#saving.way === 'idle' && toSend(this.#saving)) this.#wait(restMs);
	}

	/** Whether somebody else has saved. */
	async #look(): Promise<void> {
		const { version, way } = this.#saving;
		if (version === 0 || way === 'sending' || document.visibilityState === 'hidden') return;
		const theirs = await newerThan(this.#options.url, version);
		if (!theirs) return;
		const before = this.#saving;
		const after = seen(before, edited(theirs));
		this.#become(after);
		if (after.typed === before.typed) return;
		this.came = { kind: 'taken', by: theirs.by };
		this.#options.onfill(toDraft(after.typed, after.typed.type));
	}

	#become(saving: Saving): void {
		this.#saving = saving;
		const { user, id, readonly } = this.#options;
		if (readonly) return;
		const { version, saved, sent } = saving;
		if (!isUnsaved(saving)) forget(user, id, this.#page);
		else this.kept = keep(user, id, { version, saved, sent, draft: this.#draft, page: this.#page });
	}
}

/** As the fields give it back, so that nothing seems changed that nobody has changed. */
function asEdited(stored: StoredQuestion): StoredQuestion {
	return { ...stored, ...fromDraft(toDraft(stored, stored.type)) };
}

function edited<T extends { current: StoredQuestion }>(theirs: T): T {
	return { ...theirs, current: asEdited(theirs.current) };
}

const json = { 'content-type': 'application/json', accept: 'application/json' };

/** The answer of our own server; `lost`: nobody knows whether it has arrived; `ended`: nobody is signed in any more. */
async function post(url: string, body: string): Promise<SaveAnswer | 'lost' | 'ended'> {
	try {
		const keepalive = body.length < keptAliveLength;
		const signal = AbortSignal.timeout(patienceMs);
		const response = await fetch(url, { method: 'POST', headers: json, body, keepalive, signal });
		if (response.status === 401) return 'ended';
		if (response.status >= 500) return 'lost';
		const said: SaveAnswer | { message: string } = await response.json();
		return 'message' in said ? { ok: false, code: String(response.status), text: said.message } : said;
	} catch {
		return 'lost';
	}
}

/** Null when there is nothing newer, or when that can't be told now. */
async function newerThan(url: string, version: number): Promise<Theirs | null> {
	try {
		const response = await fetch(`${url}?version=${version}`, { headers: json });
		return response.ok ? await response.json() : null;
	} catch {
		return null;
	}
}
