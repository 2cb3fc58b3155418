import { z } from 'zod';
import type { ErrorCode } from '../error-text';

const says = (code: ErrorCode) => ({ error: code });

/** How long a simulated contestant thinks on average, ms. */
const paces = { quick: 2000, usual: 5000, slow: 10_000 } as const;
/** How likely a line breaks during a question, where lines break. */
const poorLine = 0.05;

/** The form that sends simulated phones to a rehearsal: how many, how often they are right, how quick, on what line. Of none, the number is enough. */
export const phonesForm = z
	.object({
		players: z.coerce
			.number(says('rehearsal/players'))
			.int(says('rehearsal/players'))
			.min(0, says('rehearsal/players'))
			.max(20_000, says('rehearsal/players')),
		percent: z.coerce
			.number(says('rehearsal/percent'))
			.min(0, says('rehearsal/percent'))
			.max(100, says('rehearsal/percent'))
			.default(70),
		pace: z.enum(['quick', 'usual', 'slow']).default('usual'),
		breaks: z.literal('on').optional()
	})
	.transform(({ players, percent, pace, breaks }) => ({
		players,
		accuracy: percent / 100,
		paceMs: paces[pace],
		reconnects: breaks ? poorLine : 0
	}));
