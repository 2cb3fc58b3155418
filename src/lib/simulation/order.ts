import { z } from 'zod';
import { questionTypes } from '$lib/bank/question';
import { sbd } from '$lib/protocol/common';

/*
 * Between the server and the child process in which a rehearsal's crowd lives: the order goes down once, reports come
 * up. Over the channel between the two alone, since the order has the PINs and the keys.
 */

export const crowdOrder = z.object({
	/** Of the server: `http://127.0.0.1:3000`. */
	url: z.url(),
	code: z.string(),
	players: z.int().positive(),
	/** Decides who they are and which seats are theirs: a secret. */
	seed: z.string(),
	accuracy: z.number().min(0).max(1),
	paceMs: z.number().positive(),
	reconnects: z.number().min(0).max(1),
	seats: z.array(z.object({ sbd, pin: z.string() })),
	questions: z.array(
		z.object({ q: z.int(), type: z.enum(questionTypes), key: z.string(), options: z.int().nonnegative() })
	)
});
export type CrowdOrder = z.infer<typeof crowdOrder>;

export const crowdReport = z.object({
	/** How many have a seat and a line now. */
	online: z.int().nonnegative(),
	/** How many have been refused a seat for good. */
	refused: z.int().nonnegative()
});
export type CrowdReport = z.infer<typeof crowdReport>;
