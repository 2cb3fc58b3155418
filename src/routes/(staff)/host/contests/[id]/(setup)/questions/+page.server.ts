import { fail, redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { keyText } from '$lib/bank/question';
import { listBanks } from '$lib/server/bank/banks';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft } from '$lib/server/contest/contests';
import { fillContest, type Shortage } from '$lib/server/contest/fill';
import {
	addAt,
	byDifficulty,
	draw,
	moveQuestion,
	relocate,
	removeQuestion,
	setSeconds,
	unused
} from '$lib/server/contest/plan';
import { drawableQuestions, questionsById } from '$lib/server/contest/questions';
import * as forms from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { edit } from '../edit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id, user, role } = await requireContest(event);
	const setup = (await contestDraft(db, id))?.setup;
	const planned = setup?.questions ?? [];
	const inBanks = await questionsById(
		db,
		planned.map((q) => q.questionId)
	);
	const rows = planned.map((plan) => {
		const found = inBanks.get(plan.questionId);
		if (!found) return { ...plan, found: null };
		const { bankId, bankTitle, question } = found;
		const { type, text, topic, level, explanation } = question;
		return {
			...plan,
			found: { bankId, bankTitle, type, text, topic, level, explanation, answer: keyText(question) }
		};
	});
	const banks = role === 'manager' ? (await listBanks(db, user)).filter((bank) => bank.questions > 0) : [];

	const place = forms.place.safeParse(event.url.searchParams.get('draw'));
	const bank = event.url.searchParams.get('bank') ?? banks[0]?.id ?? '';
	const pool = place.success && setup ? await drawableQuestions(db, user, bank) : null;
	const free = new Set(setup && pool ? unused(pool, setup).map((q) => q.id) : []);
	const drawing = place.success && {
		place: place.data,
		bank,
		pool: (pool ?? [])
			.filter((q) => free.has(q.id))
			.map(({ id, number, version, type, text, topic, level, ...rest }) => {
				return { id, number, version, type, text, topic, level, answer: keyText({ type, ...rest }) };
			})
	};
	return { rows, banks: banks.map(({ id, title, questions }) => ({ id, title, questions })), drawing };
};

const unreadable = () => fail(400, { error: errorText('form/invalid') });

export const actions: Actions = {
	draw: async (event) => {
		const { db, user } = await requireContest(event, 'manager');
		const data = await event.request.formData();
		const form = readForm(forms.drawForm, data);
		const levels = forms.levelNames.safeParse(data.getAll('level'));
		if (!form.ok || !levels.success)
			return fail(400, { drawError: form.ok ? errorText('form/invalid') : form.errors.count });
		const { place, bank, count } = form.value;
		const pool = await drawableQuestions(db, user, bank);
		if (!pool) return fail(404, { drawError: errorText('bank/gone') });
		const wanted = { topics: data.getAll('topic').map(String), levels: levels.data, count };
		let drawn = 0;
		const done = await edit(event, (setup) => {
			const ids = draw(pool, setup, wanted, randomUUID());
			drawn = ids.length;
			return addAt(setup, ids, place);
		});
		if (!('saved' in done)) return done;
		redirect(303, `${event.url.pathname}?drawn=${drawn}&asked=${count}`);
	},
	pick: async (event) => {
		const { db, user } = await requireContest(event, 'manager');
		const data = await event.request.formData();
		const form = readForm(forms.placeForm.extend(forms.bankForm.shape), data);
		if (!form.ok) return unreadable();
		const pool = await drawableQuestions(db, user, form.value.bank);
		if (!pool) return fail(404, { drawError: errorText('bank/gone') });
		const there = new Set(pool.map((q) => q.id));
		const ids = data
			.getAll('pick')
			.map(String)
			.filter((id) => there.has(id));
		if (ids.length === 0) return fail(400, { drawError: errorText('setup/nothing_picked') });
		const done = await edit(event, (setup) => addAt(setup, ids, form.value.place));
		if (!('saved' in done)) return done;
		redirect(303, `${event.url.pathname}?drawn=${ids.length}&asked=${ids.length}`);
	},
	fill: async (event) => {
		const { db, user } = await requireContest(event, 'manager');
		const form = readForm(forms.fillForm, await event.request.formData());
		if (!form.ok) return fail(400, { error: form.errors.main ?? errorText('form/invalid') });
		const { bank, main } = form.value;
		const pool = await drawableQuestions(db, user, bank);
		if (!pool) return fail(404, { error: errorText('bank/gone') });
		let short: Shortage[] = [];
		const done = await edit(event, (setup) => {
			const filled = fillContest({ ...setup, mainQuestions: main }, pool, randomUUID());
			short = filled.short;
			return filled.setup;
		});
		return 'saved' in done ? { short } : done;
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
