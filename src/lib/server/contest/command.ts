import { randomUUID } from 'node:crypto';
import type { Refusal } from '$lib/contest/commands';
import { chooseRescued, quotaHeads, rescuable } from '$lib/contest/rescue';
import type { Contest } from '$lib/contest/state';
import type { CommandRequest, RescuePreview } from '$lib/protocol/host';
import type { Db } from '../db/client';
import { act } from './act';
import { answersDigest, readAnswers } from './answers';
import { commandIsDone } from './log';

export type CommandRefusal = Refusal | 'command/stale' | 'contest/unknown';
export type CommandOutcome = { ok: true } | { ok: false; code: CommandRefusal };

/**
 * Carries out a host's command. Refused when the contest has moved on since the version that she saw (JU4); one that
 * arrives twice is done once, and confirmed twice (IN6).
 */
export async function hostCommand(
	db: Db,
	contestId: number,
	known: Contest | undefined,
	request: CommandRequest,
	actor: string
): Promise<CommandOutcome> {
	const acted = await act<CommandOutcome>(
		db,
		contestId,
		known,
		async (acting) => {
			if (await commandIsDone(acting.tx, contestId, request.id)) return { ok: true };
			if (acting.contest().course !== request.expectedVersion) return { ok: false, code: 'command/stale' };
			const { command } = request;
			if (command.type !== 'reveal') return acting.do(command, actor);
			const answers = await readAnswers(acting.tx, contestId, acting.contest().turn?.q ?? 0);
			return acting.do({ type: 'reveal', answers, digest: answersDigest(answers) }, actor);
		},
		request.id
	);
	return acted.ok ? acted.value : acted;
}

/** Closes the question whose time is up, with or without a host (PH7). A refusal means that it is done or not yet due. */
export async function closeAtDeadline(db: Db, contestId: number, known: Contest): Promise<CommandOutcome> {
	const acted = await act<CommandOutcome>(db, contestId, known, async (acting) =>
		acting.do({ type: 'deadline' }, 'system')
	);
	return acted.ok ? acted.value : acted;
}

/** Whom a rescue would bring back; changes nothing (RE4). The seed goes into the log with the confirmation (RE3). */
export function previewRescue(contest: Contest, request: RescuePreview): { sbds: number[]; seed: string } {
	const seed = randomUUID();
	const heads = quotaHeads(rescuable(contest).length, request.quota, request.percent);
	return { sbds: chooseRescued(contest, request.choice, heads, seed).sort((a, b) => a - b), seed };
}
