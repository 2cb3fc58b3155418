import { fail, type RequestEvent } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { editDraft } from '$lib/server/contest/draft';
import { errorText, type ErrorCode } from '$lib/server/error-text';

type Change<Code extends ErrorCode> = Parameters<typeof editDraft<Code>>[2];

/** The end of every action that changes a part of the draft: managers only; a refusal becomes a sentence. */
export async function edit<Code extends ErrorCode = never>(
	event: RequestEvent<{ id: string }>,
	change: Change<Code>,
	title?: string
) {
	const { db, id } = await requireContest(event, 'manager');
	const done = await editDraft(db, id, change, title);
	return done.ok ? { saved: true } : fail(409, { error: errorText(done.code) });
}
