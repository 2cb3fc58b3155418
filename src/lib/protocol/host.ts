import { z } from 'zod';
import {
	audienceSaid,
	elimination,
	mediaView,
	moment,
	nameDoubt,
	nameState,
	person,
	phase,
	placed,
	questionKind,
	questionView,
	recordFault,
	recordHead,
	refusal,
	revealView,
	sbd,
	version,
	written
} from './common';
import { floor, sceneName, stageScreen } from './stage';

/** Handshake of namespace `/host`; who may is decided by the staff session in the cookie. */
export const hostAuth = z.object({ contest: z.coerce.number().int().positive() });

const rescueChoice = z.enum(['recent', 'most_correct', 'random', 'per_unit', 'hand']);
const trigger = z.enum(['host', 'after_question', 'at_most', 'at_most_percent', 'floor_empty']);
const calledScene = z.enum([
	'join',
	'floor',
	'question',
	'standings',
	'units',
	'awards',
	'audience',
	'last',
	'sponsors',
	'blank'
]);
const reason = written.trim().min(1).max(500);
const sbds = z.array(sbd).max(20_000);
const form = written.max(400);
const learn = z
	.boolean()
	.optional()
	.describe('of a group that is right: teach it to the question in the bank as an accepted variant (QU2)');

/** Another verdict on a played question (JU1). */
export const change = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('key'),
		key: written.min(1).max(200),
		accepted: z.array(written.max(200)).max(50),
		boardsRight: sbds.nullable().describe('paper boards that had this key; null: their marks stay')
	}),
	z.object({ kind: z.literal('group'), form, right: z.boolean() }),
	z.object({ kind: z.literal('boards'), wrong: sbds }),
	z.object({ kind: z.literal('void') })
]);
export type Change = z.infer<typeof change>;

/** What staff may ask for; judges only for what {@link judgesActs} names. */
export const hostCommand = z.discriminatedUnion('type', [
	z.object({ type: z.literal('rollCall'), sbds }),
	z.object({ type: z.literal('setBoards'), sbds, paper: z.boolean() }),
	z.object({ type: z.literal('start') }),
	z.object({ type: z.literal('pair') }),
	z.object({ type: z.literal('present'), q: z.int().positive() }),
	z.object({ type: z.literal('open') }),
	z.object({ type: z.literal('extend'), ms: z.int().min(1000).max(600_000) }),
	z.object({ type: z.literal('pause') }),
	z.object({ type: z.literal('resume') }),
	z.object({ type: z.literal('askAudience') }),
	z.object({ type: z.literal('close') }),
	z.object({ type: z.literal('reopen'), ms: z.int().min(1000).max(600_000) }),
	z.object({ type: z.literal('void'), reason }),
	z.object({ type: z.literal('passInterruption'), q: z.int().positive() }),
	z.object({
		type: z.literal('judgeGroup'),
		q: z.int().positive(),
		form,
		right: z.boolean(),
		learn
	}),
	z.object({ type: z.literal('judgeAbsent'), q: z.int().positive(), sbds, stay: z.boolean() }),
	z.object({ type: z.literal('markBoards'), q: z.int().positive(), wrong: sbds }),
	z.object({ type: z.literal('reveal') }),
	z.object({
		type: z.literal('correct'),
		turn: z.int().positive(),
		change,
		reason,
		sendOff: z.boolean(),
		learn,
		seen: z.object({ back: sbds, off: sbds }).describe('who comes and goes by the preview')
	}),
	z.object({ type: z.literal('cut') }),
	z.object({
		type: z.literal('rescue'),
		trigger,
		choice: z.union([rescueChoice, z.literal('question')]),
		sbds,
		seed: written.max(64),
		byHand: z.boolean(),
		quota: z.int().min(0).max(20_000).optional(),
		percent: z.boolean().optional()
	}),
	z.object({ type: z.literal('declineRescue'), trigger }),
	z.object({
		type: z.literal('setStatus'),
		sbd,
		to: z.enum(['disqualified', 'withdrawn', 'eliminated', 'reinstated']),
		reason
	}),
	z.object({ type: z.literal('setReserve'), sbd, to: z.enum(['reserve', 'admitted']) }),
	z.object({ type: z.literal('answerAppeal'), no: z.int().positive(), upheld: z.boolean(), reason }),
	z.object({
		type: z.literal('callScene'),
		scene: calledScene.nullable(),
		page: z
			.int()
			.min(0)
			.max(9999)
			.optional()
			.describe('of a scene with several; without it they turn by themselves')
	}),
	z.object({ type: z.literal('undo'), seq: version }),
	z.object({ type: z.literal('finish') }),
	z.object({ type: z.literal('setAward'), sbd, award: z.int().min(0).nullable(), reason })
]);
export type HostCommand = z.infer<typeof hostCommand>;

/**
 * What a judge may do, and a host too (JU1). These name all that they rest on, so they need not have seen the last step of
 * the show: judges work while the host goes on.
 */
export const judgesActs = [
	'rollCall',
	'setBoards',
	'judgeGroup',
	'judgeAbsent',
	'markBoards',
	'correct',
	'setStatus',
	'setReserve',
	'answerAppeal',
	'setAward'
] as const satisfies HostCommand['type'][];

export const commandRequest = z.object({
	id: z.uuid().describe('made by the console; a command that arrives twice is done once (IN6)'),
	expectedVersion: version.describe('`course` of the view that the host saw (JU4)'),
	command: hostCommand
});
export type CommandRequest = z.infer<typeof commandRequest>;
export const commandAck = z.union([
	z.object({
		ok: z.literal(true),
		learned: z
			.union([z.literal(true), z.string()])
			.optional()
			.describe('where `learn` was asked for: the bank has the variant, or a code that says why not')
	}),
	refusal
]);
export type CommandAck = z.infer<typeof commandAck>;

/** Asks whom a rescue would bring back; changes nothing (RE4). */
export const rescuePreview = z.object({
	choice: rescueChoice,
	quota: z.int().min(0).max(20_000),
	percent: z.boolean()
});
export type RescuePreview = z.infer<typeof rescuePreview>;
/** A draw among those who are level: how many of them come back. */
const lots = z.object({ among: sbds, taken: z.int() });
export const rescuePreviewAck = z.union([
	z.object({
		ok: z.literal(true),
		sbds: z.array(sbd),
		seed: z.string().describe('the same as long as the contest stands there: lots are drawn once'),
		lots: z.array(lots).describe('where lots decide, and among whom (RE3)')
	}),
	refusal
]);
export type RescuePreviewAck = z.infer<typeof rescuePreviewAck>;

/** Asks who would come and go by another verdict; changes nothing (JU1). */
export const correctionPreview = z.object({ turn: z.int().positive(), change });
export type CorrectionPreview = z.infer<typeof correctionPreview>;
export const correctionPreviewAck = z.union([
	z.object({
		ok: z.literal(true),
		back: z.array(sbd),
		off: z.array(sbd),
		nowRight: z.int().describe('whose verdict becomes right'),
		nowWrong: z.int()
	}),
	refusal
]);
export type CorrectionPreviewAck = z.infer<typeof correctionPreviewAck>;

/** Asks what marks on the paper boards would do to the floor; changes nothing (CO7). */
export const boardsPreview = z.object({ q: z.int().positive(), wrong: sbds });
export type BoardsPreview = z.infer<typeof boardsPreview>;
export const boardsPreviewAck = z.union([
	z.object({
		ok: z.literal(true),
		out: z.array(sbd).describe('who would leave, by phone or by board'),
		left: z.int(),
		everyoneFailed: revealView.shape.everyoneFailed
	}),
	refusal
]);
export type BoardsPreviewAck = z.infer<typeof boardsPreviewAck>;

/** Equal typed answers together (QU2). */
export const answerGroup = z.object({
	form: z.string(),
	sample: z.string(),
	count: z.int(),
	verdict: z.enum(['right', 'wrong', 'nearly'])
});
export type AnswerGroup = z.infer<typeof answerGroup>;

/** Asks what was answered to a played question, for the judges' desk. */
export const turnRequest = z.object({ turn: z.int().positive() });
export type TurnRequest = z.infer<typeof turnRequest>;

/** A question with everything that the MC needs. */
export const hostQuestion = questionView.extend({
	media: z.array(mediaView.extend({ on: z.enum(['text', 'explanation']) })),
	key: z.string(),
	keyText: z.string(),
	accepted: z.array(z.string()),
	explanation: z.string(),
	source: z.string(),
	note: z.string()
});
export type HostQuestion = z.infer<typeof hostQuestion>;

export const playedTurn = z.object({
	turn: z.int(),
	question: hostQuestion,
	groups: z.array(answerGroup).describe('of a typed question'),
	counts: z.record(z.string(), z.int()).describe('answers by what was chosen'),
	boards: z.array(sbd).describe('who answered on a paper board'),
	wrongBoards: z.array(sbd)
});
export type PlayedTurn = z.infer<typeof playedTurn>;
export const turnAck = z.union([playedTurn.extend({ ok: z.literal(true) }), refusal]);
export type TurnAck = z.infer<typeof turnAck>;

/** Something that judges may want to look at; never a verdict (JU6). `on`: the questions, by number. */
export const signal = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('away'),
		sbds: z.array(sbd),
		on: z.array(z.object({ q: z.int(), times: z.int(), ms: z.int() }))
	}),
	z.object({
		kind: z.literal('device'),
		sbds: z.array(sbd),
		times: z.int().describe('since the start'),
		on: z.array(z.int()).describe('that were open then')
	}),
	z.object({
		kind: z.literal('fast'),
		sbds: z.array(sbd),
		on: z.array(
			z.object({ q: z.int(), ms: z.int(), least: z.int().describe('that a right answer can take, ms') })
		)
	}),
	z.object({
		kind: z.literal('alike'),
		sbds: z.array(sbd).describe('two'),
		on: z.array(z.int()).describe('to which both gave the same wrong answer'),
		expected: z.number().describe('to how many they would have, each for herself')
	})
]);
export type Signal = z.infer<typeof signal>;
export const signals = z.object({
	signals: z.array(signal).describe('the strongest first'),
	more: z.int().describe('weaker ones that are not told')
});
export type Signals = z.infer<typeof signals>;
export const signalsAck = z.union([signals.extend({ ok: z.literal(true) }), refusal]);
export type SignalsAck = z.infer<typeof signalsAck>;

export const nextStep = z.discriminatedUnion('step', [
	z.object({ step: z.literal('prepare') }),
	z.object({ step: z.literal('start') }),
	z.object({ step: z.literal('present'), q: z.int() }),
	z.object({ step: z.literal('chooseTopic'), qs: z.array(z.int()) }),
	z.object({ step: z.literal('open') }),
	z.object({ step: z.literal('close') }),
	z.object({ step: z.literal('resume') }),
	z.object({ step: z.literal('reveal') }),
	z.object({ step: z.literal('markBoards') }),
	z.object({ step: z.literal('confirmReturn') }),
	z.object({ step: z.literal('cut'), round: z.int() }),
	z.object({ step: z.literal('pair'), round: z.int() }),
	z.object({ step: z.literal('rescue'), trigger }),
	z.object({ step: z.literal('finish') }),
	z.object({ step: z.literal('done') })
]);

export const logLine = z.object({
	seq: z.int(),
	at: moment,
	type: z.string(),
	actor: z.string(),
	question: z.object({ kind: questionKind, ordinal: z.int() }).nullable().describe('which one it is about'),
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
	signals: z.boolean().describe('there is something to ask for by `signals` (JU6)'),
	joinUrl: z.string(),
	next: nextStep,
	/** Waits until then before the question may be opened (PH9). */
	readingUntil: moment.nullable(),
	question: hostQuestion
		.extend({
			state: z.enum(['presented', 'open', 'paused', 'closed', 'marking', 'revealed', 'voided']),
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
	/** What the host may take back (JU3). */
	undo: z.object({ seq: version, type: z.string() }).nullable(),
	round: z
		.object({
			index: z.int(),
			name: z.string(),
			elimination,
			lives: z.int(),
			keep: z.int(),
			keepIsPercent: z.boolean(),
			bothRight: z.boolean()
		})
		.nullable(),
	/** Who would leave by the cut that is due (EL2). */
	cut: z.object({ out: z.array(sbd), left: z.int() }).nullable(),
	pairs: z.array(z.array(sbd)).describe('of the round that is played'),
	boards: z.object({
		kind: z.enum(['phones', 'paper', 'mixed']),
		paper: z.array(sbd).describe('seats with paper boards'),
		toMark: z.array(sbd).describe('whose boards the question on the floor judges'),
		wrong: z.array(sbd).nullable().describe('marked so far; null: nothing marked')
	}),
	/** What came between contestants and the question on the floor, until the host has done something about it (PH11). */
	interrupted: z
		.object({
			phones: z.int().describe('whom it asks that lost their line and came back'),
			unavailableMs: z.number().describe('how long no answer could be recorded'),
			clockMs: z.number().describe('by how much the clock of the contest jumped')
		})
		.nullable(),
	/** Whose line was lost from opening to close, and whether the judges let her stay (EL3). */
	absent: z.array(z.object({ sbd, stay: z.boolean().nullable() })),
	reserves: z.array(sbd),
	spares: z.int().describe('spare questions that are left'),
	audienceQuestions: z.array(hostQuestion),
	lifeline: z.object({
		may: z.boolean().describe('the audience may be asked now (RE6)'),
		said: audienceSaid.nullable()
	}),
	appeals: z.array(
		z.object({
			no: z.int(),
			sbd,
			turn: z.int(),
			ordinal: z.int(),
			text: z.string(),
			answer: z.object({ upheld: z.boolean(), reason: z.string() }).nullable()
		})
	),
	awards: z.array(z.object({ name: z.string(), count: z.int(), sbds: z.array(sbd) })),
	/** What the judges have changed since the last question was presented (JU1). */
	notice: z
		.object({
			kind: questionKind,
			ordinal: z.int(),
			struck: z.boolean().describe('the question does not count any more'),
			back: z.array(sbd),
			off: z.array(sbd)
		})
		.nullable(),
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
	calledPage: z.int().nullable(),
	bellIsNext: z.boolean().describe('the last one is left; the stage can show her before her question'),
	sponsors: z.boolean().describe('there are pictures of sponsors for the stage'),
	turns: z.array(
		z.object({
			turn: z.int(),
			q: z.int(),
			text: z.string(),
			ordinal: z.int(),
			kind: questionKind,
			judged: z.int(),
			right: z.int(),
			out: z.int(),
			left: z.int(),
			voided: z.boolean(),
			corrected: z.enum(['verdicts', 'void']).nullable()
		})
	),
	bellRinger: person.nullable(),
	ranking: z.array(placed.extend({ correct: z.int(), timeMs: z.number(), survived: z.int() })),
	log: z.array(logLine),
	record: recordHead.nullable().describe('after the end: of this version (JU2)'),
	fault: recordFault
		.nullable()
		.describe('where the record does not hold; null: it does, or has not been verified yet')
});
export type HostView = z.infer<typeof hostView>;

/** Somebody by name, as staff see her. */
export const namedPerson = person.extend({ state: nameState });
export type NamedPerson = z.infer<typeof namedPerson>;

/** Names of seats; all after the handshake, later those that are new or changed. */
export const people = z.object({ all: z.boolean(), people: z.array(namedPerson) });
export type People = z.infer<typeof people>;

const player = z.int().min(-100_000).max(99_999).describe('an SBD, or minus the number of an onlooker');

/** The typed names that the room does not see; after the handshake, and when they change. */
export const typedNames = z.object({
	waiting: z.int().describe('how many wait, of which the first are listed'),
	names: z.array(
		z.object({
			player,
			name: z.string(),
			unit: z.string(),
			state: nameState.exclude(['shown']),
			doubts: z.array(nameDoubt).describe('why it waits; none where every name does')
		})
	)
});
export type TypedNames = z.infer<typeof typedNames>;

const players = z.array(player).min(1).max(20_000);

/** Decides names: shows them, keeps them from the room, or writes another one, which is shown. */
export const nameDecision = z.discriminatedUnion('to', [
	z.object({ to: z.literal('shown'), players }),
	z.object({ to: z.literal('hidden'), players }),
	z.object({ to: z.literal('renamed'), player, name: written.max(200) })
]);
export type NameDecision = z.infer<typeof nameDecision>;
export const nameDecisionAck = z.union([z.object({ ok: z.literal(true) }), refusal]);
export type NameDecisionAck = z.infer<typeof nameDecisionAck>;

/** Numbers that move by themselves; at most a few a second (read from the database only while somebody watches). */
export const hostLive = z.object({
	answered: z.int(),
	asked: z.int().describe('how many the question on the floor asks by phone'),
	counts: z.record(z.string(), z.int()).describe('answers by what was chosen'),
	audience: z.int().describe('how many play along with the question on the floor (CO5)'),
	groups: z.array(answerGroup),
	connected: z.int(),
	offline: z.array(sbd).describe('on the floor with a phone that is not on the line'),
	stages: z.array(stageScreen).describe('the stage screens that are open at this server')
});
export type HostLive = z.infer<typeof hostLive>;
