import { z } from 'zod';
import { maxContestants } from '../files/roster';
import { sendRoster } from '../people/roster-sent';
import { endpoint } from './endpoint';
import { reach } from './reach';

/** Rows are judged one by one, so that all problems are told at once; here is what a row is at all. */
const request = z.strictObject({
	contestants: z
		.array(
			z.strictObject({
				sbd: z.int().optional().describe('1 to 99999; not given: the lowest free number'),
				name: z.string().describe('at most 100 characters'),
				unit: z
					.string()
					.optional()
					.describe('at most 200 characters; one that the contest does not have yet joins its units')
			})
		)
		.min(1)
		.max(maxContestants),
	dryRun: z.boolean().optional().describe('tells what would come of it and changes nothing')
});

const row = z.int().describe('in what was sent, from 1');
const response = z.object({
	dryRun: z.boolean(),
	addedCount: z.int(),
	added: z.array(z.object({ row, sbd: z.int() })).describe('who was put on the list, under which number'),
	already: z.array(row).describe('who is on it already, by name and unit: nothing was done for them'),
	twins: z
		.array(z.object({ row, other: row }))
		.describe('same name and unit as one before, added all the same: two people may share a name'),
	newUnits: z.array(z.string()),
	freeSeats: z.int().describe('seats that nobody on the list has now')
});

export const contestRoster = endpoint({
	method: 'post',
	path: '/contests/{code}/roster',
	name: 'Roster',
	summary: 'Puts contestants on the list of a contest',
	description:
		'All or none, by the rules by which a file of contestants is read. Until the contest starts; once the waiting room is open they are registered at once. To send the same list again adds nobody twice. The owner of the token must be a manager of the contest.',
	scope: 'roster:write',
	request,
	response,
	errors: [
		'contest/unknown',
		'contest/managers_only',
		'contest/started',
		'roster/full',
		'roster/sbd_taken',
		'setup/too_much',
		'roster/rows'
	],
	async handle(call, { contestants, dryRun = false }) {
		const reached = await reach(call);
		if (!reached.ok) return reached;
		if (reached.role !== 'manager') return { ok: false, code: 'contest/managers_only' };
		const { db, live } = call.app;
		const { id } = reached.contest;
		const actor = `staff:${call.holder.user.id}`;
		const done = await sendRoster(db, id, contestants, { actor, dryRun });
		if (!done.ok) return done;
		if (!dryRun) await live.contestChanged(id);
		return { ok: true, body: { dryRun, addedCount: done.roster.added.length, ...done.roster } };
	}
});
