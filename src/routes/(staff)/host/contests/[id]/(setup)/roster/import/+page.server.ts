import { error, fail, redirect } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { errorText } from '$lib/server/error-text';
import { uploadedFile } from '$lib/server/files/upload';
import { readForm } from '$lib/server/form';
import { addContestants } from '$lib/server/people/roster';
import { confirmedRoster, problemText, rosterPreview } from '$lib/server/people/roster-form';
import type { RosterPreview } from '$lib/server/people/roster-import';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await requireContest(event, 'manager');
};

/** Rows that the page shows of a long list. */
const shown = 500;

/** The first of them, but all that somebody should look at before. */
function toLookAt(fresh: RosterPreview['fresh']) {
	const doubtful = fresh.filter((entry) => entry.twin !== null || entry.unit === '');
	const others = fresh.filter((entry) => !doubtful.includes(entry));
	return [...doubtful, ...others].slice(0, shown).sort((a, b) => a.row - b.row);
}

/** What the page shows of a file; it sends the bytes back when they are confirmed. */
function asSent(name: string, bytes: Uint8Array, preview: RosterPreview) {
	return {
		name,
		content: Buffer.from(bytes).toString('base64'),
		fresh: toLookAt(preview.fresh),
		freshCount: preview.fresh.length,
		twins: preview.fresh.filter((entry) => entry.twin !== null).length,
		withoutUnit: preview.fresh.filter((entry) => entry.unit === '').length,
		repeated: preview.repeated,
		newUnits: preview.newUnits,
		freeSeats: preview.freeSeats,
		asides: preview.asides.slice(0, shown),
		unused: preview.unused,
		problems: preview.problems.slice(0, shown).map((p) => ({ row: p.row, text: problemText(p) })),
		problemCount: preview.problems.length
	};
}

export const actions: Actions = {
	preview: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const file = await uploadedFile(await event.request.formData());
		if (!file.ok) return fail(400, { error: errorText(file.code) });
		const preview = await rosterPreview(db, id, file.bytes);
		if (!preview) error(404, errorText('contest/unknown'));
		const whole = preview.problems.find((p) => p.row === 0);
		if (whole) return fail(400, { error: problemText(whole) });
		return { file: asSent(file.name, file.bytes, preview) };
	},
	save: async (event) => {
		const { db, live, id, actor } = await requireContest(event, 'manager');
		const data = await event.request.formData();
		const form = readForm(confirmedRoster, data);
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const bytes = Buffer.from(form.value.content, 'base64');
		const preview = await rosterPreview(db, id, bytes);
		if (!preview) error(404, errorText('contest/unknown'));
		const left = new Set(data.getAll('left').map(Number));
		const chosen = preview.fresh.filter((entry) => !left.has(entry.row));
		const newcomers = [...chosen, ...(form.value.repeated ? preview.repeated : [])];
		const done = await addContestants(
			db,
			id,
			newcomers.map(({ sbd, name, unit, pin, reserve }) => ({ sbd, name, unit, pin, reserve })),
			actor
		);
		if (!done.ok)
			return fail(409, { error: errorText(done.code), file: asSent(form.value.name, bytes, preview) });
		await live.contestChanged(id);
		redirect(303, `/host/contests/${id}/roster?imported=${done.sbds.length}`);
	}
};
