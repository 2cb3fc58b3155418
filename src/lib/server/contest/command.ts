import { createHmac, randomUUID } from 'node:crypto';
import type { Command, Refusal } from '$lib/contest/commands';
import { correctionOf } from '$lib/contest/corrections';
import { decide } from '$lib/contest/decide';
import type { Interruption } from '$lib/contest/events';
import { chooseRescued, lotsOf, type Lots } from '$lib/contest/rescue';
import { questionOf, type Contest } from '$lib/contest/state';
import { countsOf, writtenOf } from '$lib/contest/verdicts';
import {
	judgesActs,
	type BoardsPreview,
	type BoardsPreviewAck,
	type CommandRequest,
	type CorrectionPreview,
	type CorrectionPreviewAck,
	type HostCommand,
	type RescuePreview
} from '$lib/protocol/host';
import type { Db } from '../db/client';
import { act, type Acting } from './act';
import { audienceSaid, markAlong } from './along';
import { answersDigest, countAnswers, readAnswers } from './answers';
import { commandIsDone } from './log';

export type CommandRefusal = Refusal | 'command/stale' | 'contest/unknown';
export type CommandOutcome = { ok: true } | { ok: false; code: CommandRefusal };

/** What the engine can't know and the database does not hold. */
export interface Surroundings {
	/** Whose phones have been off the line since the question was opened (EL3). */
	absent: () => Promise<number[]>;
	/** Resolves when no answer that counts can be on its way any more (PH3). */
	answersIn: () => Promise<void>;
}

type RescueCommand = Extract<HostCommand, { type: 'rescue' }>;

const byContent = new Set<HostCommand['type']>(judgesActs);

/**
 * Carries out a command of the staff. A step of the show is refused when the contest has moved on since the version that
 * she saw (JU4); one that arrives twice is done once, and confirmed twice (IN6).
 */
export async function hostCommand(
	db: Db,
	contestId: number,
	known: Contest | undefined,
	request: CommandRequest,
	actor: string,
	around: Surroundings
): Promise<CommandOutcome> {
	const { command } = request;
	if (command.type === 'reveal') await around.answersIn();
	const absent = command.type === 'close' ? await around.absent() : [];
	const acted = await act<CommandOutcome>(
		db,
		contestId,
		known,
		async (acting) => {
			if (await commandIsDone(acting.tx, contestId, request.id)) return { ok: true };
			if (!byContent.has(command.type) && acting.contest().course !== request.expectedVersion)
				return { ok: false, code: 'command/stale' };
			const done = acting.do(await completed(acting, contestId, command, absent), actor);
			if (done.ok) await settleAlong(acting, contestId, command);
			return done;
		},
		request.id
	);
	return acted.ok ? acted.value : acted;
}

/** The command with what it rests on: recorded answers, seeds, lost lines. */
async function completed(
	{ tx, contest }: Acting,
	contestId: number,
	command: HostCommand,
	absent: number[]
): Promise<Command> {
	const { turn, played } = contest();
	switch (command.type) {
		case 'pair':
			return { type: 'pair', seed: randomUUID() };
		case 'askAudience':
			return { type: 'askAudience', said: await audienceSaid(tx, contestId, contest()) };
		case 'close':
			return { type: 'close', absent };
		case 'reveal': {
			const answers = await readAnswers(tx, contestId, turn?.q ?? 0);
			return { type: 'reveal', answers, digest: answersDigest(answers) };
		}
		case 'judgeGroup': {
			if (turn?.q !== command.q) return command;
			const counts = await countAnswers(tx, contestId, command.q, 'answer');
			return { ...command, written: writtenOf(questionOf(contest(), command.q), command.form, counts) };
		}
		case 'correct': {
			const { change } = command;
			const line = played[command.turn - 1];
			const answers = await readAnswers(tx, contestId, line?.q ?? 0);
			if (!line || change.kind !== 'group') return { ...command, answers };
			const counts = countsOf({ roster: new Set(line.roster), boards: line.boards }, answers);
			const written = writtenOf(questionOf(contest(), line.q), change.form, counts);
			return { ...command, change: { ...change, written }, answers };
		}
		case 'rescue':
			return { ...command, byHand: command.byHand || !isDrawn(contest(), command) };
		case 'setReserve':
			return { type: 'setStatus', sbd: command.sbd, to: command.to, reason: '' };
		default:
			return command;
	}
}

/** Whatever changes the verdicts of a question changes those of who plays along with it (CO5). */
async function settleAlong({ tx, contest }: Acting, contestId: number, command: HostCommand): Promise<void> {
	const { turn, played } = contest();
	const q = command.type === 'correct' ? played[command.turn - 1]?.q : turn?.q;
	if (q !== undefined && changesVerdicts.has(command.type)) await markAlong(tx, contestId, contest(), q);
}

const changesVerdicts = new Set<HostCommand['type']>(['reveal', 'markBoards', 'correct', 'undo']);

/** Closes the question whose time is up, with or without a host (PH7). A refusal means that it is done or not yet due. */
export async function closeAtDeadline(
	db: Db,
	contestId: number,
	known: Contest,
	around: Surroundings
): Promise<CommandOutcome> {
	const absent = await around.absent();
	const acted = await act<CommandOutcome>(db, contestId, known, async (acting) =>
		acting.do({ type: 'deadline', absent }, 'system')
	);
	return acted.ok ? acted.value : acted;
}

/** What came between contestants and the question on the floor (PH11); nothing, when that is over. */
export async function recordInterruption(
	db: Db,
	contestId: number,
	known: Contest,
	q: number,
	what: Interruption
): Promise<void> {
	await act(db, contestId, known, async (acting) =>
		acting.do({ type: 'noteInterruption', q, ...what }, 'system')
	);
}

/**
 * Whom a rescue would bring back; changes nothing (RE4). Lots are drawn once: the seed follows from the contest's `secret`
 * and from where the contest stands, so nobody can draw until she likes the list. It goes into the log with the
 * confirmation (RE3).
 */
export function previewRescue(
	contest: Contest,
	secret: Uint8Array,
	request: RescuePreview
): { sbds: number[]; seed: string; lots: Lots[] } {
	const { choice } = request;
	const draw = `rescue ${contest.rescues.length + 1} after turn ${contest.played.length}`;
	const seed = createHmac('sha256', secret).update(draw).digest('hex').slice(0, 12);
	const sbds = chooseRescued(contest, choice, request, seed).sort((a, b) => a - b);
	return { sbds, seed, lots: lotsOf(contest, choice, request) };
}

/** What marks on the paper boards would do to the floor, once the key is shown; changes nothing (CO7). */
export function previewBoards(contest: Contest, request: BoardsPreview): BoardsPreviewAck {
	const decision = decide(contest, { type: 'markBoards', ...request }, 0);
	if (!decision.ok) return decision;
	const [event] = decision.events;
	if (event?.type !== 'boardsJudged') return { ok: false, code: 'boards/not_now' };
	const { out, left, everyoneFailed } = event;
	return { ok: true, out: [...out].sort((a, b) => a - b), left: left.length, everyoneFailed };
}

/** Whether the list is what the draw comes to now: the log calls no other one drawn (RE3, RE4). */
function isDrawn(contest: Contest, { choice, quota, percent = false, sbds, seed }: RescueCommand): boolean {
	if (choice === 'question' || choice === 'hand' || quota === undefined) return true;
	const drawn = new Set(chooseRescued(contest, choice, { quota, percent }, seed));
	return drawn.size === sbds.length && sbds.every((sbd) => drawn.has(sbd));
}

/** Who would come and go by another verdict on a played question; changes nothing (JU1). */
export async function previewCorrection(
	db: Db,
	contestId: number,
	contest: Contest,
	{ turn, change }: CorrectionPreview
): Promise<CorrectionPreviewAck> {
	const answers = await readAnswers(db, contestId, contest.played[turn - 1]?.q ?? 0);
	const outcome = correctionOf(contest, turn, change, answers);
	if (!outcome.ok) return outcome;
	const { back, off, verdicts } = outcome.correction;
	const nowRight = verdicts.filter(([, , right]) => right === 1).length;
	return { ok: true, back, off, nowRight, nowWrong: verdicts.length - nowRight };
}
