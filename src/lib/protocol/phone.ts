import { z } from 'zod';
import {
	moment,
	person,
	phase,
	placed,
	questionView,
	refusal,
	revealView,
	sbd,
	status,
	version
} from './common';

/** Handshake of namespace `/play`: the contest's code, and the seat's token if the phone has one. */
export const phoneAuth = z.object({
	code: z.string().min(1).max(16),
	token: z.string().max(64).optional()
});

/** Takes a seat: by name where registration is open, by SBD and PIN, or by the secret of a seat card. */
export const join = z.discriminatedUnion('by', [
	z.object({
		by: z.literal('name'),
		name: z.string().max(200),
		unit: z.string().max(200),
		secret: z
			.string()
			.regex(/^[\w-]{32,64}$/)
			.describe(
				"random, made by the phone; a repeated request gets the same seat, and the seat's token holds it"
			)
	}),
	z.object({ by: z.literal('pin'), sbd, pin: z.string().max(16) }),
	z.object({ by: z.literal('card'), card: z.string().max(64) })
]);
export type Join = z.infer<typeof join>;

/** One tap, or what has been typed so far (PH5). */
export const answer = z.object({
	q: z.int().positive(),
	c: z
		.int()
		.min(1)
		.max(1_000_000_000)
		.describe("the phone's own counter of choices: the highest is the last (PH4)"),
	v: z
		.string()
		.max(200)
		.regex(/^[^\0]+$/)
		.describe('letter of the option, or the typed answer')
});
export type Answer = z.infer<typeof answer>;

/** Sent once after the handshake: what the joining form needs. */
export const hello = z.object({
	code: z.string(),
	title: z.string(),
	organizer: z.string(),
	registration: z.enum(['roster', 'open', 'mixed']),
	units: z.array(z.string()),
	rehearsal: z.boolean(),
	seated: z.boolean().describe('the token of the handshake proved a seat; `me` follows')
});
export type Hello = z.infer<typeof hello>;

/** A recorded answer: it is in the database (PH6). */
export const recorded = z.object({ q: z.int(), c: z.int(), v: z.string() });
export type Recorded = z.infer<typeof recorded>;

/** Whose phone this is; sent after joining and after each reconnect. */
export const me = z.object({
	sbd,
	name: z.string(),
	unit: z.string(),
	pin: z.string().describe('to move the seat to another phone'),
	answer: recorded.nullable().describe('what is recorded for the question on the floor')
});
export type Me = z.infer<typeof me>;

/** The part of a view that differs from seat to seat, but is the same for all of a class (all who were right, …). */
export const you = z.object({
	status,
	verdict: z
		.enum(['right', 'wrong', 'none'])
		.nullable()
		.describe('on the revealed question; null: not judged by it'),
	plays: z.boolean().describe('whether the question on the floor takes her answer'),
	rescued: z.boolean().describe('just brought back'),
	outAt: z
		.int()
		.nullable()
		.describe('number of the main question at which she left; null on the floor, and after a tie-break'),
	rank: z.int().nullable()
});
export type You = z.infer<typeof you>;

export const phoneView = z.object({
	v: version,
	phase,
	left: z.int().describe('on the floor now'),
	question: questionView
		.extend({
			state: z.enum(['presented', 'open', 'paused', 'revealed']),
			closesAt: moment.describe('end of the countdown; what comes after it does not count'),
			leftMs: z.number().describe('left on the countdown while paused'),
			locks: z.boolean().describe('the first choice stays')
		})
		.nullable(),
	reveal: revealView.nullable(),
	bellRinger: person.nullable(),
	podium: z.array(placed),
	you: you.nullable().describe('null without a seat')
});
export type PhoneView = z.infer<typeof phoneView>;

/** All questions with their explanations, once the contest has ended. */
export const review = z.object({
	questions: z.array(
		questionView.extend({ reveal: revealView, mine: z.string().nullable(), right: z.boolean() })
	)
});
export type Review = z.infer<typeof review>;

export const joined = z.object({ ok: z.literal(true), token: z.string(), me });
export const answered = z.object({ ok: z.literal(true), c: z.int(), v: z.string() });
export const joinAck = z.union([joined, refusal]);
export const answerAck = z.union([answered, refusal]);
export type JoinAck = z.infer<typeof joinAck>;
export type AnswerAck = z.infer<typeof answerAck>;
