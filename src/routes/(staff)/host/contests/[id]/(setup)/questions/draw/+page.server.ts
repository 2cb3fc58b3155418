import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { listBanks } from '$lib/server/bank/banks';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft } from '$lib/server/contest/contests';
import { destination, readWish, unusedSince } from '$lib/server/contest/draw-form';
import { drawPool, takeable } from '$lib/server/contest/draw-pool';
import { drawBy, offerOf, swapFor, usualCounts } from '$lib/server/contest/drawing';
import { overRounds } from '$lib/server/contest/fill';
import { addAt } from '$lib/server/contest/plan';
import { questionsById, shownQuestions } from '$lib/server/contest/questions';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Db } from '$lib/server/db/client';
import { edit } from '../../edit';
import type { Actions, PageServerLoad } from './$types';

/** So many are proposed for a place that is no round. */
const fewExtras = 3;

export const load: PageServerLoad = async (event) => {
	const { db, id, user } = await requireContest(event, 'manager');
	const setup = (await contestDraft(db, id))?.setup;
	const to = destination.safeParse(event.url.searchParams.get('to') ?? 'rounds');
	if (!setup || !to.success) error(404, errorText('contest/unknown'));
	const planned = setup.questions.map((q) => q.questionId);
	const used = new Set([...(await questionsById(db, planned)).values()].map((q) => q.bankId));
	const banks = (await listBanks(db, user)).filter((bank) => bank.questions > 0);
	const chosen = banks.filter((bank) => used.has(bank.id)).map((bank) => bank.id);
	const condition = {
		banks: chosen.length > 0 ? chosen : banks.slice(0, 1).map((bank) => bank.id),
		unused: 'year' as const,
		approvedOnly: setup.approvedOnly,
		notElsewhere: true
	};
	const pool = await drawPool(db, { user, contestId: id, setup }, condition.banks);
	const since = unusedSince(condition.unused, new Date());
	const offer = offerOf(pool, { ...condition, topics: [], tags: [], unusedSince: since });
	const main = to.data === 'rounds' || to.data.kind === 'main';
	const planMain = setup.questions.filter((q) => q.kind === 'main').length;
	const n = main ? Math.max(0, setup.mainQuestions - planMain) : fewExtras;
	return {
		to: to.data,
		banks: banks.map(({ id, title, questions }) => ({ id, title, questions })),
		condition,
		offer,
		counts: usualCounts(offer, n),
		year: new Date().getFullYear()
	};
};

/** Who draws for which contest, and what her form says. */
async function readDraw(event: RequestEvent<{ id: string }>) {
	const { db, id, user } = await requireContest(event, 'manager');
	const data = await event.request.formData();
	const form = readWish(data, new Date());
	const setup = (await contestDraft(db, id))?.setup;
	if (!form.ok || !setup)
		return {
			ok: false,
			failure: fail(400, { error: errorText(form.ok ? 'contest/unknown' : form.code) })
		} as const;
	const pool = await drawPool(db, { user, contestId: id, setup }, form.banks);
	return { ok: true, db, data, pool, wish: form.wish } as const;
}

/** Drawn questions as the list shows them, in their order. */
async function rowsOf(db: Db, ids: readonly string[]) {
	const shown = await shownQuestions(db, ids);
	return ids.flatMap((id) => {
		const found = shown.get(id);
		return found ? [{ id, ...found }] : [];
	});
}

const takeForm = z.object({ to: destination });
const ids = (data: FormData, name: string) => data.getAll(name).map(String);

export const actions: Actions = {
	look: async (event) => {
		const read = await readDraw(event);
		return read.ok ? { offer: offerOf(read.pool, read.wish) } : read.failure;
	},
	draw: async (event) => {
		const read = await readDraw(event);
		if (!read.ok) return read.failure;
		const { db, pool, wish } = read;
		const drawn = drawBy(pool, wish, randomUUID());
		return {
			offer: offerOf(pool, wish),
			questions: await rowsOf(db, drawn.questions),
			spares: await rowsOf(db, drawn.spares)
		};
	},
	swap: async (event) => {
		const read = await readDraw(event);
		if (!read.ok) return read.failure;
		const { db, data, pool, wish } = read;
		const id = String(data.get('swap'));
		const question = (await questionsById(db, [id])).get(id)?.question;
		if (!question) return fail(409, { error: errorText('question/gone') });
		const drawn = [...ids(data, 'question'), ...ids(data, 'spare')];
		const { level, topic } = question;
		const known = { drawn, passed: ids(data, 'passed') };
		const other = swapFor(pool, wish, { id, level, topic }, known, randomUUID());
		const [row] = other ? await rowsOf(db, [other]) : [];
		return row ? { swapped: id, row } : fail(409, { error: errorText('setup/no_other') });
	},
	take: async (event) => {
		const { db, id, user } = await requireContest(event, 'manager');
		const data = await event.request.formData();
		const form = readForm(takeForm, data);
		const setup = (await contestDraft(db, id))?.setup;
		if (!form.ok || !setup) return fail(400, { error: errorText('form/invalid') });
		const { to } = form.value;
		const asked = { questions: ids(data, 'question'), spares: ids(data, 'spare') };
		const drawer = { user, contestId: id, setup };
		const questions = await takeable(db, drawer, asked.questions);
		const spares = await takeable(db, drawer, asked.spares);
		if (questions.length + spares.length === 0)
			return fail(400, { error: errorText('setup/nothing_picked') });
		const done = await edit<'setup/rounds_changed'>(event, (setup) => {
			const places = to === 'rounds' ? overRounds(setup, questions) : [questions];
			let changed = setup;
			for (const [round, these] of places.entries()) {
				const added = addAt(changed, these, to === 'rounds' ? { kind: 'main', round } : to);
				if ('ok' in added) return added;
				changed = added;
			}
			return addAt(changed, spares, { kind: 'spare', round: -1 });
		});
		if (!('saved' in done)) return done;
		return { taken: [...questions, ...spares], asked: asked.questions.length + asked.spares.length };
	}
};
