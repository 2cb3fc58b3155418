import { fail, type RequestEvent } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { editDraft } from '$lib/server/contest/draft';
import { editPart, type DraftPart } from '$lib/server/contest/draft-parts';
import { errorText, type ErrorCode } from '$lib/server/error-text';

type Event = RequestEvent<{ id: string }>;
type Change<Code extends ErrorCode> = Parameters<typeof editDraft<Code>>[2];

/** The end of every action that changes a part of the draft: managers only; a refusal becomes a sentence. */
export async function edit<Code extends ErrorCode = never>(event: Event, change: Change<Code>) {
	const { db, id } = await requireContest(event, 'manager');
	const done = await editDraft(db, id, change);
	return done.ok ? { saved: true } : fail(409, { error: errorText(done.code) });
}

/** The mark of the part that a form was made from, or of somebody else's change that it may go over. */
export const seenMark = (data: FormData) => String(data.get('over') ?? data.get('seen') ?? '');

/**
 * {@link edit} for a form that edits a whole part of the draft (`SaveBar.svelte`). What somebody else has changed meanwhile
 * stays, and the page gets the mark with which it may be gone over: `changed`.
 */
export async function savePart<Code extends ErrorCode = never>(
	event: Event,
	part: DraftPart,
	data: FormData,
	change: Parameters<typeof editPart<Code>>[4],
	title?: string
) {
	const { db, id } = await requireContest(event, 'manager');
	const done = await editPart(db, id, part, seenMark(data), change, title);
	return done.ok ? { saved: true } : fail(409, { error: errorText(done.code), changed: done.over });
}
