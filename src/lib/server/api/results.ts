import { z } from 'zod';
import { plainText } from '$lib/bank/markup';
import { person, questionKind, questionType } from '$lib/protocol/common';
import { Kept, markOf } from '../contest/kept';
import { contestResults, rankingLines, type ContestResults } from '../contest/results';
import { contest } from './contests';
import { endpoint } from './endpoint';
import { reach } from './reach';

const question = z.object({
	turn: z.int().describe('1 for the first that was played'),
	kind: questionKind,
	ordinal: z.int().describe('1 for the first of its kind'),
	round: z.string().nullable().describe('name of the round that ruled it'),
	type: questionType,
	text: z.string(),
	options: z.array(z.string()),
	key: z.string().describe('the right answer in words'),
	judged: z.int().describe('how many were judged by it'),
	right: z.int(),
	none: z.int().describe('how many gave no answer'),
	counts: z
		.array(z.int())
		.describe('how often each option was chosen, in their order; empty where nothing is chosen'),
	out: z.int().describe('how many left the floor by it'),
	rescued: z.int().describe('how many came back after it'),
	cut: z.int().describe('how many left by the cut at the end of the round that it closed'),
	left: z.int().describe('how many were on the floor after it'),
	voided: z.boolean().describe('the judges struck it out'),
	corrected: z.boolean().describe('the judges changed its verdicts afterwards')
});

const results = z.object({
	contest: contest.extend({
		organizer: z.string(),
		startedAt: z.iso.datetime().nullable()
	}),
	startedWith: z.int().describe('how many were on the floor at the beginning'),
	rescued: z.int().describe('how many came back in all'),
	bellRinger: person.nullable().describe('who rang the bell; null: nobody'),
	awards: z.array(z.object({ name: z.string(), people: z.array(person) })).describe('from the first down'),
	ranking: z.array(
		person.extend({
			rank: z.int().describe('equal ranks are shared: 1, 2, 2, 4'),
			award: z.string().nullable(),
			survived: z.int().describe('turn of the last question that she survived; 0: none'),
			correct: z.int(),
			timeMs: z.int().describe('for her right answers, together')
		})
	),
	units: z
		.array(
			z.object({
				rank: z.int(),
				unit: z.string(),
				contestants: z.int(),
				survivors: z.int(),
				passed: z.int().describe('questions that its contestants survived, together')
			})
		)
		.describe('empty where contestants have no units'),
	questions: z.array(question).describe('in the order of play')
});

/** What was read lately: a program may ask every second. */
const kept = new Kept<ContestResults | null>();

export const contestResult = endpoint({
	method: 'get',
	path: '/contests/{code}/results',
	name: 'Results',
	summary: 'All that a contest came to',
	description:
		'From its end on. Judges may still correct it afterwards: what is told is how it stands now. A name that was erased is empty.',
	scope: 'results:read',
	response: results,
	errors: ['contest/unknown', 'results/not_yet'],
	async handle(call) {
		const reached = await reach(call);
		if (!reached.ok) return reached;
		const { db } = call.app;
		const { id } = reached.contest;
		const all = await kept.get(id, await markOf(db, id), () => contestResults(db, id));
		if (!all) return { ok: false, code: 'results/not_yet' };
		return {
			ok: true,
			body: {
				...all,
				contest: {
					...reached.contest,
					organizer: all.organizer,
					startedAt: all.startedAt === null ? null : new Date(all.startedAt).toISOString()
				},
				ranking: rankingLines(all).map((line) => ({ ...line, award: line.award || null })),
				questions: all.questions.map((q) => ({
					...q,
					text: plainText(q.text),
					options: q.options.map(plainText),
					key: plainText(q.keyText),
					out: q.out.length,
					rescued: q.rescued.length,
					cut: q.cut.length,
					corrected: q.corrected !== null
				}))
			}
		};
	}
});
