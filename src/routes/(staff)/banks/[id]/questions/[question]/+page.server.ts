import { error, redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { questionTypes } from '$lib/bank/question';
import { requireBank } from '$lib/server/bank/access';
import { listTags, listTopics, openQuestion } from '$lib/server/bank/questions';
import { whereUsed } from '$lib/server/contest/where-used';
import { whatWasSaid } from '$lib/server/bank/review';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id: bankId, question: id } = event.params;
	const { searchParams } = event.url;
	// A new question has its address from the start: what is written there is found again, whatever happens.
	if (id === 'new') {
		const asked = questionTypes.find((t) => t === searchParams.get('type')) ?? 'single';
		redirect(303, `/banks/${bankId}/questions/${randomUUID()}?new=${asked}`);
	}
	const { db, user, role } = await requireBank(event, bankId, 'reader');
	const [topics, tags] = [await listTopics(db, bankId), await listTags(db, bankId)];
	const opened = await openQuestion(db, bankId, id);
	if (opened) {
		if (role === 'reader') opened.stored.note = '';
		const past = await whereUsed(db, user, id);
		const review = await whatWasSaid(db, id);
		return { id, ...opened, type: opened.stored.type, topics, tags, past, review };
	}
	const type = questionTypes.find((t) => t === searchParams.get('new'));
	if (!type || !z.uuid().safeParse(id).success) error(404, errorText('question/gone'));
	await requireBank(event, bankId, 'editor');
	return { id, stored: null, by: '', neighbours: null, type, topics, tags, past: null, review: null };
};
