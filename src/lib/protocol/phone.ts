import { z } from 'zod';
import {
	audienceSaid,
	elimination,
	moment,
	nameState,
	opensAt,
	person,
	phase,
	placed,
	questionView,
	refusal,
	revealView,
	sbd,
	status,
	version,
	written
} from './common';

/** Handshake of namespace `/play`: the contest's code, and the seat's token if the phone has one. */
export const phoneAuth = z.object({
	code: written.min(1).max(16),
	token: z.string().max(80).optional()
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
	z.object({ by: z.literal('card'), card: z.string().max(64) }),
	z.object({
		by: z.literal('audience'),
		name: z.string().max(200),
		secret: z
			.string()
			.regex(/^[\w-]{32,64}$/)
			.describe('as with `name`')
	})
]);
export type Join = z.infer<typeof join>;
/** For a place in the audience (CO5). */
export type OnlookerJoin = Extract<Join, { by: 'audience' }>;
/** For a seat on the floor. */
export type SeatJoin = Exclude<Join, OnlookerJoin>;

/** One tap, or what has been typed so far (PH5). */
export const answer = z.object({
	q: z.int().positive(),
	c: z
		.int()
		.min(1)
		.max(1_000_000_000)
		.describe("the phone's own counter of choices: the highest is the last (PH4)"),
	v: written.min(1).max(200).describe('letter of the option, or the typed answer')
});
export type Answer = z.infer<typeof answer>;

/** Contests a question that judged her (JU5). */
export const appeal = z.object({ turn: z.int().positive(), text: written.trim().min(1).max(500) });
export type AppealRequest = z.infer<typeof appeal>;

/** How often and how long she was away from a question that asks her (JU6). */
export const away = z.object({
	q: z.int().positive(),
	times: z.int().min(1).max(100).describe('in all, so far: a message that comes twice changes nothing'),
	ms: z.int().min(1000).max(3_600_000).describe('in all, so far; an absence of less than a second is none')
});
export type Away = z.infer<typeof away>;

/** Sent once after the handshake: what the joining form needs. */
export const hello = z.object({
	code: z.string(),
	title: z.string(),
	organizer: z.string(),
	registration: z.enum(['roster', 'open', 'mixed']),
	seats: z.boolean().describe('contestants play by phone; else all have paper boards (CO7)'),
	barred: z
		.enum(['join/too_late', 'seat/full'])
		.nullable()
		.describe('why nobody can register by name now; null: there are seats (CO2, CO4)'),
	audience: z.boolean().describe('who has no seat may play along (CO5)'),
	named: z.boolean().describe('who comes types a name; else the program gives one (CO2)'),
	units: z.array(z.string()),
	rehearsal: z.boolean(),
	signals: z.boolean().describe('the judges get signs of unfairness, and contestants are told so (JU6)'),
	formulas: z
		.boolean()
		.describe('somewhere in the contest there are formulas: time to get ready to set them'),
	keepDays: z.int().describe('so many days after the contest names are erased'),
	seated: z.boolean().describe('the token of the handshake proved a seat; `me` follows')
});
export type Hello = z.infer<typeof hello>;

/** A recorded answer: it is in the database (PH6). */
export const recorded = z.object({ q: z.int(), c: z.int(), v: z.string() });
export type Recorded = z.infer<typeof recorded>;

/** Whose phone this is; sent after joining and after each reconnect. */
export const me = z.object({
	sbd: sbd.nullable().describe('null: in the audience'),
	name: z.string(),
	unit: z.string(),
	pin: z.string().describe('to move the seat to another phone'),
	nameState: nameState
		.exclude(['shown'])
		.optional()
		.describe('the room does not see her name, or not yet; left out: it does'),
	answer: recorded.nullable().describe('what is recorded for the question on the floor')
});
export type Me = z.infer<typeof me>;

/** The part of a view that differs from seat to seat, but is the same for all of a class (all who were right, …). */
export const you = z.object({
	status: status.nullable().describe('null: in the audience'),
	verdict: z
		.enum(['right', 'wrong', 'none'])
		.nullable()
		.describe('on the revealed question; null: not judged by it'),
	plays: z.boolean().describe('whether the question on the floor takes her answer'),
	along: z.boolean().describe('answer and verdict are for the ranking of the audience only (CO5)'),
	board: z.boolean().describe('answers on a paper board; staff mark it (CO7)'),
	lives: z.int().nullable().describe('left in a round of lives'),
	partners: z.array(sbd).describe('who stays or leaves together with her in a round of pairs'),
	cut: z.boolean().describe('just left by the cut at the end of a round'),
	rescued: z.boolean().describe('just brought back by a rescue'),
	restored: z.boolean().describe('just brought back because the judges corrected a verdict'),
	appeal: z
		.object({ state: z.enum(['may', 'sent', 'upheld', 'rejected']), reason: z.string() })
		.nullable()
		.describe('against the revealed question (JU5); null: it did not judge her'),
	answered: z
		.object({ ordinal: z.int(), upheld: z.boolean(), reason: z.string() })
		.nullable()
		.describe('what the judges last answered to her about a question before this one (JU5)'),
	outAt: z
		.int()
		.nullable()
		.describe('number of the main question at which she left; null on the floor, and after a tie-break'),
	rank: z.int().nullable(),
	award: z.string().nullable(),
	audience: z
		.object({ rank: z.int(), of: z.int(), correct: z.int() })
		.nullable()
		.describe('her place among those who play along; told when a key is shown, and at the end')
});
export type You = z.infer<typeof you>;

export const phoneView = z.object({
	v: version,
	phase,
	left: z.int().describe('on the floor now'),
	question: questionView
		.extend({
			turn: z.int().positive().describe('the how-manyth question of the contest; an appeal names it'),
			state: z.enum(['presented', 'open', 'paused', 'revealed', 'voided']),
			marking: z.boolean().describe('the key is shown, and nobody leaves before the paper boards are marked'),
			opensAt,
			closesAt: moment.describe('end of the countdown; what comes after it does not count'),
			leftMs: z.number().describe('left on the countdown while paused'),
			locks: z.boolean().describe('the first choice stays'),
			shuffle: z.boolean().describe('each phone has its own order of the options (PH8)'),
			sealed: z
				.string()
				.nullable()
				.describe(
					'while it is read out: text, options and media as JSON with spaces behind, ChaCha20 with nonce 0, base64 (PH10)'
				),
			early: z
				.array(z.string())
				.describe(
					'with `sealed`: addresses of its pictures, encrypted likewise; in the order of the media that have a `key` there, base64'
				),
			unseal: z
				.string()
				.nullable()
				.describe('the key of what was `sealed`, base64; text, options and media are left empty then')
		})
		.nullable(),
	reveal: revealView.nullable(),
	round: z
		.object({
			name: z.string(),
			elimination,
			keep: z
				.object({ n: z.int(), percent: z.boolean() })
				.nullable()
				.describe('who stays at the end of a round of the cut')
		})
		.nullable()
		.describe('the round that is played'),
	lifeline: audienceSaid.nullable().describe('what the audience said to the question on the floor (RE6)'),
	corrected: z
		.object({ ordinal: z.int(), back: z.int(), off: z.int() })
		.nullable()
		.describe('the judges have just changed the verdicts of a played question'),
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
export const appealAck = z.union([z.object({ ok: z.literal(true) }), refusal]);
export type AppealAck = z.infer<typeof appealAck>;
export const awayAck = z.union([z.object({ ok: z.literal(true) }), refusal]);
export type AwayAck = z.infer<typeof awayAck>;
export type JoinAck = z.infer<typeof joinAck>;
export type AnswerAck = z.infer<typeof answerAck>;
