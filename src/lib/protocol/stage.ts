import { z } from 'zod';
import { moment, person, phase, placed, questionView, revealView, version } from './common';

/** Handshake of namespace `/stage`. */
export const stageAuth = z.object({ code: z.string().min(1).max(16) });

/**
 * One letter a seat, in the order of `seats`: `r`egistered, `c`hecked in, `i`n, `o`ut, reser`v`e, `d`isqualified,
 * `w`ithdrawn; `n`: left with the question just revealed; `b`: just brought back.
 */
export const floor = z.object({ seats: z.array(z.int()), states: z.string() });
export type Floor = z.infer<typeof floor>;

export const sceneName = z.enum([
	'join',
	'floor',
	'question',
	'reveal',
	'rescue',
	'bell',
	'standings',
	'blank'
]);
export type SceneName = z.infer<typeof sceneName>;

export const stageView = z.object({
	v: version,
	phase,
	title: z.string(),
	organizer: z.string(),
	code: z.string(),
	rehearsal: z.boolean(),
	joinUrl: z.string().describe('what the QR code holds'),
	scene: sceneName,
	seated: z.int().describe('checked in or on the floor'),
	left: z.int(),
	total: z.int(),
	floor,
	question: questionView
		.extend({
			state: z.enum(['presented', 'open', 'paused', 'closed', 'revealed']),
			closesAt: moment,
			leftMs: z.number()
		})
		.nullable(),
	reveal: revealView.nullable(),
	/** Who has just left, the first few by name. */
	gone: z.array(person),
	/** Who has just come back. */
	back: z.array(person),
	bell: person.nullable().describe('who plays for the bell, or has rung it'),
	bellRung: z.boolean(),
	podium: z.array(placed)
});
export type StageView = z.infer<typeof stageView>;

/** How many have answered; a few times a second while a question is open. */
export const stageLive = z.object({ answered: z.int(), of: z.int() });
export type StageLive = z.infer<typeof stageLive>;
