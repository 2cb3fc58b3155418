import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { reviewStatuses } from '$lib/bank/question';
import { requireBank } from '$lib/server/bank/access';
import { editableBanks } from '$lib/server/bank/banks';
import { changeQuestions, changeSchema, copyTo, moveQuestions, takeTo } from '$lib/server/bank/bulk';
import { reviewChosen } from '$lib/server/bank/review';
import { chosenSchema } from '$lib/server/bank/selection';
import { bringBack, deleteQuestions } from '$lib/server/bank/trash';
import { errorText } from '$lib/server/error-text';
import type { RequestHandler } from './$types';

const id = z.string().max(100);

/** What the table does to many questions at once. */
const command = z.discriminatedUnion('do', [
	z.object({ do: z.literal('change'), chosen: chosenSchema, change: changeSchema }),
	z.object({
		do: z.literal('move'),
		ids: z.array(id).min(1).max(10_000),
		target: id,
		side: z.enum(['before', 'behind'])
	}),
	z.object({ do: z.enum(['take', 'copy']), chosen: chosenSchema, to: id }),
	z.object({
		do: z.literal('judge'),
		chosen: chosenSchema,
		seenAt: z.coerce.date(),
		status: z.enum(reviewStatuses)
	}),
	z.object({ do: z.enum(['delete', 'restore']), chosen: chosenSchema })
]);

/** Does it; answers with how many questions are other now, or with `message` when it is refused. */
export const POST: RequestHandler = async (event) => {
	const bankId = event.params.id;
	const { db, user } = await requireBank(event, bankId, 'editor');
	const read = command.safeParse(await event.request.json().catch(() => null));
	if (!read.success) error(400, errorText('request/malformed'));
	const asked = read.data;
	if ('to' in asked && asked.to === bankId) error(400, errorText('request/malformed'));
	if ('to' in asked) await requireBank(event, asked.to, 'editor');
	const done = await run();
	if (!done.ok) error(409, errorText(done.code));
	return json(done);

	function run() {
		switch (asked.do) {
			case 'change':
				return changeQuestions(db, bankId, asked.chosen, asked.change, user.id);
			case 'move':
				return moveQuestions(db, bankId, asked.ids, asked.target, asked.side);
			case 'take':
				return takeTo(db, bankId, asked.chosen, asked.to);
			case 'copy':
				return copyTo(db, bankId, asked.chosen, asked.to, user.id);
			case 'judge':
				return reviewChosen(db, bankId, asked.chosen, asked.seenAt, asked.status, user.id);
			case 'delete':
				return deleteQuestions(db, bankId, asked.chosen, user.id);
			case 'restore':
				return bringBack(db, bankId, asked.chosen);
		}
	}
};

/** The other banks that questions can be taken or copied to. */
export const GET: RequestHandler = async (event) => {
	const { db, user } = await requireBank(event, event.params.id, 'editor');
	const banks = await editableBanks(db, user);
	return json(banks.filter((b) => b.id !== event.params.id));
};
