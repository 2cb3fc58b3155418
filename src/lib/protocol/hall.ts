import { z } from 'zod';
import { moment, phase } from './common';
import { stageScreen } from './stage';

/** What is measured for the check of the hall before the show, at `/host/contests/ID/hall/facts`. Nothing secret is in it. */
export const hallFacts = z.object({
	at: moment.describe('by the server’s clock'),
	databaseAhead: z.number().describe('ms by which the database’s clock is ahead of the server’s'),
	phase,
	phones: z.object({
		used: z.boolean().describe('somebody may come in by phone'),
		origin: z.string().describe('the address in the QR code'),
		local: z.boolean().describe('nobody else can open it'),
		alone: z.boolean().describe('because HOST serves only this machine'),
		others: z.array(z.string()).describe('addresses of the other network cards'),
		reached: z
			.object({ at: moment, address: z.string() })
			.nullable()
			.describe('the last phone that was not on this machine'),
		expected: z.int().describe('contestants on the roster, and seats that are open beside'),
		audience: z.boolean().describe('people without a seat may join too, nobody knows how many'),
		handles: z.int().nullable().describe('connections and files that the process may hold; null: not known')
	}),
	stages: z.array(stageScreen),
	disk: z.object({
		elsewhere: z.boolean().describe('the database is given by DATABASE_URL, and so is its disk'),
		free: z.number().nullable().describe('bytes; null: it can’t be seen'),
		database: z.number().describe('bytes that the database holds')
	}),
	backup: z.object({
		kept: z.boolean().describe('backups are made by this program'),
		last: moment.nullable().describe('the newest; null: there is none'),
		changed: moment.describe('when the contest’s set-up was last changed')
	}),
	questions: z.int().describe('how many are planned'),
	approvedOnly: z.boolean(),
	findings: z.array(
		z.object({
			weight: z.enum(['stop', 'warn']),
			part: z.enum(['rules', 'rounds', 'questions', 'roster']),
			code: z.string(),
			n: z.number(),
			name: z.string()
		})
	),
	unapproved: z.array(z.object({ id: z.string(), bankId: z.string(), text: z.string() }))
});
export type HallFacts = z.infer<typeof hallFacts>;
