import { z } from 'zod';
import {
	audienceSaid,
	elimination,
	moment,
	opensAt,
	person,
	phase,
	placed,
	questionView,
	recordHead,
	revealView,
	sbd,
	version,
	written
} from './common';

/** What a stage tells of the screen that it is shown on, for the technician and the host. */
export const stageScreen = z.object({
	width: z.int().min(1).max(20_000).describe('of the window, in CSS pixels'),
	height: z.int().min(1).max(20_000),
	ratio: z.number().min(0.1).max(20).describe('pixels of the screen in one CSS pixel'),
	sound: z
		.enum(['on', 'muted', 'asleep'])
		.describe('`asleep`: the browser keeps it silent until somebody presses a key'),
	fullscreen: z.boolean()
});
export type StageScreen = z.infer<typeof stageScreen>;

/** Handshake of namespace `/stage`. */
export const stageAuth = z.object({
	code: written.min(1).max(16),
	screen: stageScreen.optional().describe('so that a stage that may not come in yet is known to be there')
});

/**
 * One letter a seat, in the order of `seats`: `r`egistered, `c`hecked in, `i`n, `o`ut, reser`v`e, `d`isqualified,
 * `w`ithdrawn; `n`: left with the question just revealed; `b`: just brought back.
 */
export const floor = z.object({
	seats: z.array(z.int()),
	states: z.string(),
	lives: z.string().describe('a digit a seat in a round of lives, `-` off the floor; else empty')
});
export type Floor = z.infer<typeof floor>;

export const sceneName = z.enum([
	'join',
	'floor',
	'question',
	'reveal',
	'pairs',
	'cut',
	'rescue',
	'bell',
	'standings',
	'units',
	'awards',
	'audience',
	'last',
	'sponsors',
	'blank'
]);
export type SceneName = z.infer<typeof sceneName>;

/** How the organizer wants the stage to look; addresses of pictures on this server. */
export const stageLook = z.object({
	theme: z.enum(['night', 'day']).describe('`day`: light, for a yard in the sun'),
	logo: z.string().nullable(),
	background: z.string().nullable(),
	sponsors: z.array(z.string())
});
export type StageLook = z.infer<typeof stageLook>;
/** As long as the organizer has said nothing. */
export const plainLook: StageLook = { theme: 'night', logo: null, background: null, sponsors: [] };

export const stageView = z.object({
	v: version,
	phase,
	title: z.string(),
	organizer: z.string(),
	code: z.string(),
	rehearsalOf: z.string().nullable().describe('code of the contest that this one rehearses'),
	look: stageLook,
	joinUrl: z.string().describe('what the QR code holds'),
	scene: sceneName,
	page: z
		.int()
		.nullable()
		.describe('of the scene, where the host turns the pages; null: they turn by themselves'),
	seated: z.int().describe('checked in or on the floor'),
	left: z.int(),
	total: z.int().describe('without those who wait in reserve'),
	phones: z.boolean().describe('somebody may come in by phone; else all have paper boards (CO7)'),
	rosterOnly: z.boolean().describe('seats are for those on the list, who have a number and a PIN'),
	floor,
	clusters: z
		.object({ names: z.array(z.string()), of: z.array(z.int()) })
		.nullable()
		.describe(
			'the units, and which of them each seat of `floor` belongs to; null where seats can be told by number'
		),
	question: questionView
		.extend({
			state: z.enum(['presented', 'open', 'paused', 'closed', 'marking', 'revealed', 'voided']),
			opensAt,
			closesAt: moment,
			leftMs: z.number(),
			early: z.boolean().describe('closed by the host before its time was up'),
			boards: z.int().describe('how many answer on paper boards (CO7)')
		})
		.nullable(),
	reveal: revealView.nullable(),
	round: z
		.object({
			name: z.string(),
			elimination,
			lives: z.int(),
			keep: z
				.object({ n: z.int(), percent: z.boolean() })
				.nullable()
				.describe('who stays at the end of a round of the cut'),
			pairsNeedBoth: z.boolean()
		})
		.nullable(),
	/** Who plays together in the round of pairs that has just been drawn. */
	pairs: z.array(z.array(sbd)),
	lifeline: audienceSaid.nullable(),
	/** What the judges have changed while the show went on. */
	notice: z
		.object({
			seq: version,
			ordinal: z.int(),
			onStage: z.boolean().describe('it is the question on the floor'),
			kind: z.enum(['verdicts', 'void']),
			back: z.array(person),
			backCount: z.int(),
			off: z.array(person),
			offCount: z.int()
		})
		.nullable(),
	/** Who has just left, the first few by name. */
	gone: z.array(person),
	/** Who has just come back. */
	back: z.array(person),
	bell: person.nullable().describe('who plays for the bell, or has rung it'),
	bellRung: z.boolean(),
	last: person.nullable().describe('who is left alone, when the bell question comes next (BE1)'),
	topics: z.array(z.string()).describe('of the bell questions that she is to choose from (BE1)'),
	podium: z.array(placed),
	units: z
		.array(
			z.object({
				unit: z.string(),
				rank: z.int(),
				contestants: z.int(),
				survivors: z.int(),
				passed: z.int()
			})
		)
		.describe('the first units, while they are shown (BE5)'),
	awards: z.array(z.object({ name: z.string(), people: z.array(person) })).describe('after the end (BE5)'),
	record: recordHead.nullable().describe('after the end: of this version (JU2)'),
	audience: z.object({
		players: z.int(),
		top: z.array(
			z.object({
				rank: z.int(),
				player: z.int().describe('an SBD, or minus the number of an onlooker'),
				name: z.string(),
				correct: z.int()
			})
		)
	})
});
export type StageView = z.infer<typeof stageView>;

/** How many have answered; a few times a second while a question is open. */
export const stageLive = z.object({
	answered: z.int(),
	of: z.int().describe('how many are asked by phone; 0: nobody, or whoever of the audience likes')
});
export type StageLive = z.infer<typeof stageLive>;
