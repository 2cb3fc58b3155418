import { z } from 'zod';
import {
	moment,
	person,
	phase,
	placed,
	questionKind,
	questionView,
	refusal,
	revealView,
	sbd,
	version
} from './common';
import { floor, sceneName } from './stage';

/** Handshake of namespace `/host`; who may is decided by the staff session in the cookie. */
export const hostAuth = z.object({ contest: z.coerce.number().int().positive() });

const rescueChoice = z.enum(['recent', 'most_correct', 'random', 'per_unit', 'hand']);
const trigger = z.enum(['host', 'after_question', 'at_most', 'at_most_percent', 'floor_empty']);
const calledScene = z.enum(['join', 'floor', 'question', 'standings', 'blank']);

/** What a host may ask for. */
export const hostCommand = z.discriminatedUnion('type', [
	z.object({ type: z.literal('start') }),
	z.object({ type: z.literal('present'), q: z.int().positive() }),
	z.object({ type: z.literal('open') }),
	z.object({ type: z.literal('extend'), ms: z.int().min(1000).max(600_000) }),
	z.object({ type: z.literal('pause') }),
	z.object({ type: z.literal('resume') }),
	z.object({ type: z.literal('close') }),
	z.object({ type: z.literal('judgeGroup'), form: z.string().max(400), right: z.boolean() }),
	z.object({ type: z.literal('reveal') }),
	z.object({
		type: z.literal('rescue'),
		trigger,
		choice: z.union([rescueChoice, z.literal('question')]),
		sbds: z.array(sbd).max(20_000),
		seed: z.string().max(64),
		byHand: z.boolean()
	}),
	z.object({ type: z.literal('declineRescue'), trigger }),
	z.object({
		type: z.literal('setStatus'),
		sbd,
		to: z.enum(['disqualified', 'withdrawn', 'reinstated']),
		reason: z.string().trim().min(1).max(500)
	}),
	z.object({ type: z.literal('callScene'), scene: calledScene.nullable() }),
	z.object({ type: z.literal('finish') })
]);
export type HostCommand = z.infer<typeof hostCommand>;

export const commandRequest = z.object({
	id: z.uuid().describe('made by the console; a command that arrives twice is done once (IN6)'),
	expectedVersion: version.describe('`course` of the view that the host saw (JU4)'),
	command: hostCommand
});
export type CommandRequest = z.infer<typeof commandRequest>;
export const commandAck = z.union([z.object({ ok: z.literal(true) }), refusal]);
export type CommandAck = z.infer<typeof commandAck>;

/** Asks whom a rescue would bring back; changes nothing (RE4). */
export const rescuePreview = z.object({
	choice: rescueChoice,
	quota: z.int().min(0).max(20_000),
	percent: z.boolean()
});
export type RescuePreview = z.infer<typeof rescuePreview>;
export const rescuePreviewAck = z.union([
	z.object({ ok: z.literal(true), sbds: z.array(sbd), seed: z.string() }),
	refusal
]);
export type RescuePreviewAck = z.infer<typeof rescuePreviewAck>;

/** A question with everything that the MC needs. */
export const hostQuestion = questionView.extend({
	key: z.string(),
	keyText: z.string(),
	accepted: z.array(z.string()),
	explanation: z.string(),
	source: z.string(),
	note: z.string()
});
export type HostQuestion = z.infer<typeof hostQuestion>;

export const nextStep = z.discriminatedUnion('step', [
	z.object({ step: z.literal('prepare') }),
	z.object({ step: z.literal('start') }),
	z.object({ step: z.literal('present'), q: z.int() }),
	z.object({ step: z.literal('chooseTopic'), qs: z.array(z.int()) }),
	z.object({ step: z.literal('open') }),
	z.object({ step: z.literal('close') }),
	z.object({ step: z.literal('resume') }),
	z.object({ step: z.literal('reveal') }),
	z.object({ step: z.literal('confirmReturn') }),
	z.object({ step: z.literal('rescue'), trigger }),
	z.object({ step: z.literal('finish') }),
	z.object({ step: z.literal('done') })
]);

export const logLine = z.object({
	seq: z.int(),
	at: moment,
	type: z.string(),
	actor: z.string(),
	/** What the line says, to be filled into its message. */
	params: z.record(z.string(), z.union([z.string(), z.number()]))
});
export type LogLine = z.infer<typeof logLine>;

export const hostView = z.object({
	v: version,
	course: version,
	phase,
	title: z.string(),
	code: z.string(),
	rehearsal: z.boolean(),
	joinUrl: z.string(),
	next: nextStep,
	/** Waits until then before the question may be opened (PH9). */
	readingUntil: moment.nullable(),
	question: hostQuestion
		.extend({
			state: z.enum(['presented', 'open', 'paused', 'closed', 'revealed']),
			closesAt: moment,
			leftMs: z.number(),
			acceptUntil: moment.nullable(),
			plays: z.int().describe('how many it judges')
		})
		.nullable(),
	reveal: revealView.nullable(),
	upcoming: z
		.array(hostQuestion)
		.describe('what the next step would present; several: bell topics to choose from'),
	rescue: z.object({
		barred: z.string().nullable().describe('why none may be held now'),
		used: z.int(),
		limit: z.int(),
		eliminated: z.int(),
		size: z.enum(['question', 'quota', 'all']),
		choice: rescueChoice,
		quota: z.int(),
		percent: z.boolean(),
		questions: z.array(hostQuestion),
		returning: z.array(sbd).nullable()
	}),
	counts: z.object({
		registered: z.int(),
		checkedIn: z.int(),
		in: z.int(),
		out: z.int(),
		gone: z.int(),
		total: z.int()
	}),
	floor,
	scene: sceneName,
	calledScene: calledScene.nullable(),
	turns: z.array(
		z.object({
			ordinal: z.int(),
			kind: questionKind,
			judged: z.int(),
			right: z.int(),
			out: z.int(),
			left: z.int(),
			voided: z.boolean()
		})
	),
	bellRinger: person.nullable(),
	ranking: z.array(placed.extend({ correct: z.int(), timeMs: z.number(), survived: z.int() })),
	log: z.array(logLine)
});
export type HostView = z.infer<typeof hostView>;

/** Names of seats; all after the handshake, later those that are new. */
export const people = z.object({ all: z.boolean(), people: z.array(person) });
export type People = z.infer<typeof people>;

/** Numbers that move by themselves; at most a few a second (read from the database only while somebody watches). */
export const hostLive = z.object({
	answered: z.int(),
	counts: z.record(z.string(), z.int()).describe('answers by option'),
	groups: z
		.array(
			z.object({
				form: z.string(),
				sample: z.string(),
				count: z.int(),
				verdict: z.enum(['right', 'wrong', 'nearly'])
			})
		)
		.describe('equal short answers together (QU2)'),
	connected: z.int(),
	offline: z.array(sbd).describe('on the floor, without a phone on the line')
});
export type HostLive = z.infer<typeof hostLive>;
