import { error, fail, redirect } from '@sveltejs/kit';
import { questionTypes } from '$lib/bank/question';
import { requireBank } from '$lib/server/bank/access';
import { addQuestion, editQuestion, listTopics, openQuestion } from '$lib/server/bank/questions';
import { readQuestionForm } from '$lib/server/bank/question-form';
import { errorText } from '$lib/server/error-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id: bankId, question: id } = event.params;
	const isNew = id === 'new';
	const { db } = await requireBank(event, bankId, isNew ? 'editor' : 'reader');
	const topics = await listTopics(db, bankId);
	if (isNew) {
		const asked = event.url.searchParams.get('type');
		const type = questionTypes.find((t) => t === asked) ?? 'single';
		return { stored: null, neighbours: null, type, topics, saved: event.url.searchParams.has('saved') };
	}
	const opened = await openQuestion(db, bankId, id);
	if (!opened) error(404, errorText('question/gone'));
	return { ...opened, type: opened.stored.type, topics, saved: false };
};

export const actions: Actions = {
	default: async (event) => {
		const { id: bankId, question: id } = event.params;
		const { db, user } = await requireBank(event, bankId, 'editor');
		const sent = readQuestionForm(await event.request.formData());
		if (!sent) return fail(400, { error: errorText('form/invalid') });
		const { question, version, then } = sent;
		const saved =
			id === 'new'
				? await addQuestion(db, bankId, question, user.id)
				: await editQuestion(db, { bankId, id, version }, question, user.id);
		if (saved.ok)
			redirect(
				303,
				then === 'another' ? `/banks/${bankId}/questions/new?saved&type=${question.type}` : `/banks/${bankId}`
			);
		const changed = saved.code === 'question/changed' ? { current: saved.current, by: saved.by } : undefined;
		return fail(saved.code === 'question/unfit' ? 400 : 409, {
			error: errorText(saved.code, changed && { by: changed.by }),
			question,
			changed
		});
	}
};
