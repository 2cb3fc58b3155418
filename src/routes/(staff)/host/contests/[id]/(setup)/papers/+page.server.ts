import { error, fail } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft } from '$lib/server/contest/contests';
import { listContestMembers } from '$lib/server/contest/members';
import { contestPaper, dropGround, keepPaper, setGround } from '$lib/server/contest/paper';
import { certificateForm, letterheadForm } from '$lib/server/contest/paper-form';
import { contestResults, rankingLines } from '$lib/server/contest/results';
import { errorText } from '$lib/server/error-text';
import { uploadedFile } from '$lib/server/files/upload';
import { readForm } from '$lib/server/form';
import { isKnown, listRoster } from '$lib/server/people/roster';
import { certificateLines } from '$lib/words/certificates';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const draft = await contestDraft(db, id);
	if (!draft) error(404, errorText('contest/unknown'));
	const { written, letterhead, ...paper } = await contestPaper(db, id);
	const results = draft.phase === 'finished' ? await contestResults(db, id) : null;
	const lines = results && { ...results, lines: rankingLines(results) };
	const boards = written ? {} : await boardsOf(db, id);
	return {
		paper: { ...paper, letterhead: { ...letterhead, ...boards } },
		cards: (await listRoster(db, id)).filter(isKnown).length,
		certificates: lines && {
			winners: certificateLines('winners', lines).length,
			all: certificateLines('all', lines).length
		}
	};
};

/** Whom the boards are first filled in with: the people of the contest's staff, by what they do in it. */
async function boardsOf(...of: Parameters<typeof listContestMembers>) {
	const members = await listContestMembers(...of);
	const names = (role: string) =>
		members
			.filter((member) => member.role === role)
			.map(({ displayName }) => displayName)
			.join('\n');
	return { organizers: names('manager'), judges: names('judge') };
}

/** All of it may change at any time: none is a part of the record. */
export const actions: Actions = {
	letterhead: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(letterheadForm, await event.request.formData());
		if (!form.ok) return fail(400, { letterheadErrors: form.errors });
		await keepPaper(db, id, { letterhead: form.value });
		return { letterheadSaved: true };
	},
	certificate: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(certificateForm, await event.request.formData());
		if (!form.ok) return fail(400, { certificateErrors: form.errors });
		await keepPaper(db, id, { certificate: form.value });
		return { certificateSaved: true };
	},
	ground: async (event) => {
		const { db, id, user } = await requireContest(event, 'manager');
		const file = await uploadedFile(await event.request.formData());
		if (!file.ok) return fail(422, { groundError: errorText(file.code) });
		const kept = await setGround(db, id, file.bytes, user.id);
		return kept.ok ? { groundSaved: true } : fail(422, { groundError: errorText(kept.code) });
	},
	dropGround: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		await dropGround(db, id);
		return { groundSaved: true };
	}
};
