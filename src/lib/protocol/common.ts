import { z } from 'zod';

/** Version of the contest's log that a view was made from; older views are dropped. */
export const version = z.int().nonnegative();
/** Where the record of a contest stands, for people to note down: any change of it before gives another head (JU2). */
export const recordHead = z.object({
	events: version.describe('how many it has, without what the hall was shown after them'),
	head: z.string().describe('the first 16 hex digits of the hash of the last of these, in groups of four')
});
export type RecordHead = z.infer<typeof recordHead>;
/** Where a record does not hold (JU2). */
export const recordFault = z.object({
	code: z.enum(['gap', 'hash', 'version', 'head', 'fold', 'row', 'answers', 'appeal', 'draw', 'seat']),
	seq: version.describe('event at which it shows; the last one, where no single event is meant'),
	sbd: z.int().optional().describe('the seat that it is about')
});
export type RecordFault = z.infer<typeof recordFault>;
/** A moment of the database's clock, ms since 1970. */
export const moment = z.number();
export const opensAt = moment.describe(
	'when a sealed question is shown, on all screens at once; until then it is being read out; 0: as soon as it comes (PH10)'
);
/** Contestant number (số báo danh), equal to the seat. */
export const sbd = z.int().min(1).max(99999);

/** What somebody has written: nothing in it that the database can't hold, which is NUL and halves of characters. */
export const written = z.string().regex(/^[^\0\p{Cs}]*$/u);

/** How every request is answered; `code` is looked up in the message table. */
export const refusal = z.object({ ok: z.literal(false), code: z.string() });
export type Refused = z.infer<typeof refusal>;

/** Ack of a request: a value, or a refusal with a code. */
export type Ack<T extends object = object> = ({ ok: true } & T) | Refused;

export const questionKind = z.enum(['main', 'spare', 'rescue', 'tiebreak', 'bell', 'audience']);
export const questionType = z.enum(['single', 'multiple', 'true_false', 'short', 'number', 'ordering']);
export const phase = z.enum(['draft', 'lobby', 'running', 'finished']);
export const status = z.enum([
	'registered',
	'checkedIn',
	'in',
	'out',
	'reserve',
	'disqualified',
	'withdrawn'
]);

/** Whether the room sees a name: it does, it will when staff have looked at it, or it won't. */
export const nameState = z.enum(['shown', 'waiting', 'hidden']);
export type NameState = z.infer<typeof nameState>;
/** Why somebody should look at a typed name before a hall does; see `contest/people-names`. */
export const nameDoubt = z.enum(['insult', 'office', 'letters', 'same']);
export type NameDoubt = z.infer<typeof nameDoubt>;

/** Somebody by name, where the room may see it; without a name where the room doesn't see it. */
export const person = z.object({ sbd, name: z.string(), unit: z.string() });
export type Person = z.infer<typeof person>;
/** The rule of a round (EL2). */
export const elimination = z.enum(['knockout', 'lives', 'cut', 'warmup', 'pairs']);
/** What the audience said when the last contestant asked it, the most frequent first (RE6). */
export const audienceSaid = z.array(z.tuple([z.string(), z.int()]));
export const placed = person.extend({ rank: z.int().positive() });
export type Placed = z.infer<typeof placed>;

/** A picture, a sound or a film. */
export const mediaView = z.object({
	src: z
		.string()
		.describe(
			'its address on this server, from when it may be seen; with `?s` a picture in the size of a phone'
		),
	kind: z.enum(['image', 'audio', 'video']),
	alt: z.string().describe('what is to be seen or heard, in words; may be empty'),
	width: z.int().describe('in pixels, so that room is kept for it; 0 for a sound'),
	height: z.int()
});
export type MediaView = z.infer<typeof mediaView>;

/**
 * A question as everybody may see it. There is no key here, and no explanation: they come in {@link revealView},
 * and not before the reveal (PH2).
 */
export const questionView = z.object({
	q: z.int().positive().describe('number within the contest; answers name it'),
	kind: questionKind,
	ordinal: z.int().positive().describe('the how-manyth of its kind, as the room counts'),
	of: z.int().nonnegative().describe('how many of its kind the contest has'),
	topic: z.string(),
	type: questionType,
	text: z.string(),
	options: z.array(z.string()),
	media: z.array(mediaView),
	limitMs: z.number()
});
export type QuestionView = z.infer<typeof questionView>;

/** What is shown at the reveal. */
export const revealView = z.object({
	key: z.string().describe('as the contest keeps it: letters of the options, a number, or the model answer'),
	keyText: z.string(),
	explanation: z.string(),
	source: z.string(),
	media: z.array(mediaView).describe('with the explanation'),
	judged: z.int().describe('how many were judged'),
	right: z.int(),
	counts: z
		.array(z.int())
		.describe('how often each option was chosen, in their order; empty where nothing is chosen'),
	none: z.int().describe('how many gave no answer'),
	boards: z
		.object({ right: z.int(), wrong: z.int() })
		.describe('of those judged, who has a paper board (CO7)'),
	out: z.int().describe('how many left the floor'),
	left: z.int().describe('how many are left on it'),
	everyoneFailed: z.enum(['stay', 'void', 'rescue', 'end']).nullable()
});
export type RevealView = z.infer<typeof revealView>;

/** Answer to `clock`: the server's moment between receipt and reply, for measuring the offset (PH3). */
export const clockReply = z.object({ t: moment });
export type ClockReply = z.infer<typeof clockReply>;
