import { z } from 'zod';
import { moment, phase } from './common';

const spread = z
	.object({ count: z.int(), p50: z.number(), p99: z.number(), most: z.number() })
	.nullable()
	.describe('null: there were none');

/** How the server does, at `/admin/server/facts`, for administrators. Of people there are only counts in it. */
export const serverFacts = z.object({
	at: moment.describe('by the server’s clock'),
	upMs: z.number(),
	version: z.string(),
	node: z.string(),
	lines: z.object({
		contestant: z.int(),
		onlooker: z.int(),
		unseated: z.int(),
		stage: z.int(),
		host: z.int()
	}),
	answers: z.object({
		accepted: z.int().describe('since the start'),
		refused: z.array(z.object({ code: z.string(), n: z.int() })).describe('the most frequent first')
	}),
	acks: spread.describe('ms from receipt to acknowledgement, in the last five minutes'),
	batches: spread.describe('answers of one statement, in the last five minutes'),
	loop: z.object({ p99: z.number(), most: z.number() }).describe('ms of delay, in the last minute'),
	memory: z.object({
		program: z.number().describe('bytes, of the whole process'),
		heap: z.number().describe('bytes that JavaScript uses'),
		heapLimit: z.number(),
		free: z.number().describe('bytes of the machine'),
		total: z.number()
	}),
	database: z.object({
		ms: z.number().describe('for one look'),
		used: z.int().describe('connections that are lent out'),
		of: z.int(),
		bytes: z.number(),
		elsewhere: z.boolean().describe('given by DATABASE_URL, and so is its disk'),
		free: z.number().nullable().describe('bytes of its disk; null: can’t be seen')
	}),
	contests: z.array(
		z.object({
			id: z.int(),
			title: z.string(),
			phase,
			rehearsal: z.boolean(),
			phones: z.int()
		})
	),
	brokenRecords: z.int()
});
export type ServerFacts = z.infer<typeof serverFacts>;
