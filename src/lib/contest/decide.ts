import { happens, refuse, type Command, type CommandOf, type Decision } from './commands';
import type { ContestEvent } from './events';
import { finish, prepare, setAward, start, undo } from './deciding/contest';
import { cut, declineRescue, pair, rescue } from './deciding/floor';
import { appeal, changeRules, checkIn, register, rollCall, setBoards, setStatus } from './deciding/people';
import {
	askAudience,
	close,
	deadline,
	extend,
	noteInterruption,
	open,
	passInterruption,
	pause,
	present,
	reopen,
	resume,
	voidQuestion
} from './deciding/question';
import { answerAppeal, correct, judgeAbsent, judgeGroup, markBoards, reveal } from './deciding/verdict';
import type { Contest } from './state';

/** What may still happen after the end: the record is put right, and the stage shows what it likes. */
const afterTheEnd = new Set<Command['type']>([
	'callScene',
	'correct',
	'setStatus',
	'appeal',
	'answerAppeal',
	'setAward',
	'undo'
]);

/**
 * What a command comes to at `at` (ms since 1970, database time): the events that happen, or why nothing does.
 * No clock, no random, no waiting: the same input gives the same result everywhere (IN5).
 */
export function decide(contest: Contest, command: Command, at: number): Decision {
	if (contest.phase === 'finished' && !afterTheEnd.has(command.type)) return refuse('contest/finished');
	if (lacksReason(command)) return refuse('reason/missing');
	switch (command.type) {
		case 'prepare':
			return prepare(contest, command);
		case 'register':
			return register(contest, command);
		case 'checkIn':
			return checkIn(contest, command);
		case 'rollCall':
			return rollCall(contest, command);
		case 'setBoards':
			return setBoards(contest, command);
		case 'start':
			return start(contest);
		case 'callScene':
			return contest.prepared ? happens(sceneCalled(command)) : refuse('contest/not_prepared');
		case 'setStatus':
			return setStatus(contest, command);
		case 'setAward':
			return setAward(contest, command);
		case 'undo':
			return undo(contest, command);
	}
	if (contest.phase !== 'running' && contest.phase !== 'finished') return refuse('contest/not_running');
	switch (command.type) {
		case 'changeRules':
			return changeRules(contest, command);
		case 'pair':
			return pair(contest, command);
		case 'present':
			return present(contest, command);
		case 'open':
			return open(contest, at);
		case 'extend':
			return extend(contest, command);
		case 'pause':
			return pause(contest, at);
		case 'resume':
			return resume(contest, at);
		case 'askAudience':
			return askAudience(contest, command);
		case 'close':
			return close(contest, command);
		case 'deadline':
			return deadline(contest, command, at);
		case 'reopen':
			return reopen(contest, command, at);
		case 'noteInterruption':
			return noteInterruption(contest, command);
		case 'passInterruption':
			return passInterruption(contest, command);
		case 'void':
			return voidQuestion(contest, command);
		case 'judgeGroup':
			return judgeGroup(contest, command);
		case 'judgeAbsent':
			return judgeAbsent(contest, command);
		case 'markBoards':
			return markBoards(contest, command);
		case 'reveal':
			return reveal(contest, command);
		case 'correct':
			return correct(contest, command);
		case 'cut':
			return cut(contest);
		case 'rescue':
			return rescue(contest, command);
		case 'declineRescue':
			return declineRescue(contest, command);
		case 'appeal':
			return appeal(contest, command);
		case 'answerAppeal':
			return answerAppeal(contest, command);
		case 'finish':
			return finish(contest);
	}
}

/** Whoever departs from the course of the rules says why (JU1). To let somebody in from the reserve is no verdict. */
function lacksReason(command: Command): boolean {
	if (!('reason' in command) || command.reason.trim() !== '') return false;
	return command.type !== 'setStatus' || (command.to !== 'reserve' && command.to !== 'admitted');
}

function sceneCalled({ scene, page }: CommandOf<'callScene'>): ContestEvent {
	return page === undefined ? { type: 'sceneCalled', scene } : { type: 'sceneCalled', scene, page };
}
