import { fail, type RequestEvent } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { listBanks } from '$lib/server/bank/banks';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft } from '$lib/server/contest/contests';
import { unusedSince } from '$lib/server/contest/draw-form';
import { drawPool, takeable } from '$lib/server/contest/draw-pool';
import { swapFor, type Condition } from '$lib/server/contest/drawing';
import { fillContest, type Shortage } from '$lib/server/contest/fill';
import {
	byDifficulty,
	moveQuestion,
	relocate,
	removeQuestion,
	replaceQuestion,
	setSeconds
} from '$lib/server/contest/plan';
import { drawableQuestions, questionsById, shownQuestions } from '$lib/server/contest/questions';
import * as forms from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { edit } from '../edit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id, user, role } = await requireContest(event);
	const planned = (await contestDraft(db, id))?.setup.questions ?? [];
	const shown = await shownQuestions(
		db,
		planned.map((q) => q.questionId)
	);
	const rows = planned.map((plan) => ({ ...plan, found: shown.get(plan.questionId) ?? null }));
	const banks = role === 'manager' ? (await listBanks(db, user)).filter((bank) => bank.questions > 0) : [];
	return { rows, banks: banks.map(({ id, title, questions }) => ({ id, title, questions })) };
};

const unreadable = () => fail(400, { error: errorText('form/invalid') });

/** A manager who changes the plan of a contest, as drawing asks for it. */
async function drawing(event: RequestEvent<{ id: string }>) {
	const { db, id, user } = await requireContest(event, 'manager');
	const setup = (await contestDraft(db, id))?.setup;
	return { db, drawer: setup && { user, contestId: id, setup } };
}

export const actions: Actions = {
	approvedOnly: async (event) => {
		const form = readForm(forms.approvedOnlyForm, await event.request.formData());
		if (!form.ok) return unreadable();
		return edit(event, (setup) => ({ ...setup, approvedOnly: form.value.approvedOnly }));
	},
	swap: async (event) => {
		const { db, drawer } = await drawing(event);
		const form = readForm(forms.questionForm, await event.request.formData());
		if (!form.ok || !drawer) return unreadable();
		const id = form.value.question;
		const found = (await questionsById(db, [id])).get(id);
		if (!found) return fail(409, { error: errorText('setup/no_other') });
		const pool = await drawPool(db, drawer, [found.bankId]);
		const any: Condition = {
			topics: [],
			tags: [],
			approvedOnly: drawer.setup.approvedOnly,
			unusedSince: null,
			notElsewhere: false
		};
		const fresh = { ...any, unusedSince: unusedSince('year', new Date()), notElsewhere: true };
		const { level, topic } = found.question;
		const swap = (condition: Condition) =>
			swapFor(pool, condition, { id, level, topic }, { drawn: [], passed: [] }, randomUUID());
		const by = swap(fresh) ?? swap(any);
		if (by === null) return fail(409, { error: errorText('setup/no_other') });
		const done = await edit(event, (setup) => replaceQuestion(setup, id, by));
		return 'saved' in done ? { swapped: { question: by, by: id } } : done;
	},
	swapBack: async (event) => {
		const { db, drawer } = await drawing(event);
		const form = readForm(forms.replaceForm, await event.request.formData());
		if (!form.ok || !drawer) return unreadable();
		const { question, by } = form.value;
		if ((await takeable(db, drawer, [by])).length === 0)
			return fail(409, { error: errorText('question/gone') });
		return edit(event, (setup) => replaceQuestion(setup, question, by));
	},
	takeBack: async (event) => {
		const ids = (await event.request.formData()).getAll('question').map(String);
		const done = await edit(event, (setup) => ids.reduce(removeQuestion, setup));
		return 'saved' in done ? { takenBack: ids.length } : done;
	},
	fill: async (event) => {
		const { db, drawer } = await drawing(event);
		const form = readForm(forms.fillForm, await event.request.formData());
		if (!form.ok) return fail(400, { error: form.errors.main ?? errorText('form/invalid') });
		if (!drawer) return unreadable();
		const { bank, main } = form.value;
		const fit = await drawableQuestions(db, drawer.user, bank, { approvedOnly: false });
		if (!fit) return fail(404, { error: errorText('bank/gone') });
		const approved = fit.filter((q) => q.status === 'approved');
		const pool = drawer.setup.approvedOnly ? approved : fit;
		let short: Shortage[] = [];
		const done = await edit(event, (setup) => {
			const filled = fillContest({ ...setup, mainQuestions: main }, pool, randomUUID());
			short = filled.short;
			return filled.setup;
		});
		if (!('saved' in done)) return done;
		return { filled: { bank, short, approved: pool.length, of: fit.length } };
	},
	move: async (event) => {
		const form = readForm(forms.questionForm.extend(forms.stepForm.shape), await event.request.formData());
		if (!form.ok) return unreadable();
		return edit(event, (setup) => moveQuestion(setup, form.value.question, form.value.by));
	},
	remove: async (event) => {
		const form = readForm(forms.questionForm, await event.request.formData());
		return form.ok ? edit(event, (setup) => removeQuestion(setup, form.value.question)) : unreadable();
	},
	relocate: async (event) => {
		const form = readForm(forms.questionForm.extend(forms.placeForm.shape), await event.request.formData());
		if (!form.ok) return unreadable();
		return edit(event, (setup) => relocate(setup, form.value.question, form.value.place));
	},
	seconds: async (event) => {
		const form = readForm(forms.ownSecondsForm, await event.request.formData());
		if (!form.ok) return fail(400, { error: form.errors.seconds });
		return edit(event, (setup) => setSeconds(setup, form.value.question, form.value.seconds));
	},
	sort: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(forms.placeForm, await event.request.formData());
		if (!form.ok) return unreadable();
		const planned = (await contestDraft(db, id))?.setup.questions.map((q) => q.questionId) ?? [];
		const inBanks = await questionsById(db, planned);
		const levelOf = (questionId: string) => inBanks.get(questionId)?.question.level ?? '';
		return edit(event, (setup) => byDifficulty(setup, form.value.place, levelOf));
	}
};
