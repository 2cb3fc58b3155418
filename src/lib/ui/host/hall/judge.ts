import type { HallFacts } from '$lib/protocol/hall';
import type { StageScreen } from '$lib/protocol/stage';

/** `todo`: not done yet, or not good yet; `look`: somebody should look at it. Nothing of it blocks anything. */
export type State = 'ok' | 'look' | 'todo';

export type CheckId =
	| 'address'
	| 'stage'
	| 'sound'
	| 'clock'
	| 'disk'
	| 'backup'
	| 'approved'
	| 'questions'
	| 'rules'
	| 'capacity'
	| 'hand';

/** What was found, by the name of its sentence, with the figures that the sentence needs. */
export type Found =
	| { found: 'address_alone' | 'address_local' | 'address_untried'; params: { origin: string } }
	| { found: 'address_reached' | 'address_long_ago'; params: { address: string; at: number } }
	| { found: 'stage_small' | 'stage_window' | 'stage_asleep' | 'stage_muted'; params: StageScreen }
	| { found: 'stage_ok'; params: { n: number } }
	| { found: 'clock_ok'; params: { seconds: number } }
	/** ms ahead: this browser or the server of the database, the database of the server. */
	| { found: 'clock_here' | 'clock_server' | 'clock_database'; params: { ms: number } }
	| { found: 'disk_ok' | 'disk_little' | 'disk_full'; params: { free: number; database: number } }
	| { found: 'disk_elsewhere' | 'disk_unseen'; params: { database: number } }
	| { found: 'backup_ok' | 'backup_old'; params: { at: number } }
	| { found: 'approved_missing'; params: { n: number } }
	| { found: 'questions_ok'; params: { n: number } }
	| { found: 'questions_found' | 'rules_found'; params: { stops: number; warns: number } }
	| { found: 'capacity_ok' | 'capacity_low'; params: { phones: number; handles: number; audience: boolean } }
	| { found: 'hand_left'; params: { left: number; of: number } }
	| { found: 'hand_all'; params: { of: number } }
	| {
			found:
				| 'address_unused'
				| 'stage_none'
				| 'sound_heard'
				| 'sound_unheard'
				| 'clock_measuring'
				| 'clock_all'
				| 'backup_elsewhere'
				| 'backup_never'
				| 'approved_ok'
				| 'approved_free'
				| 'rules_ok'
				| 'started';
			params: null;
	  };

export type Check = { id: CheckId; state: State } & Found;

/** What is known on the page itself. */
export interface Here {
	/** ms by which this browser's clock is ahead of the server's; null: not measured yet. */
	clockAhead: number | null;
	/** Somebody has heard the bell. */
	heard: boolean;
	/** What no program can see: how many are ticked, of how many. */
	ticked: number;
	toTick: number;
}

/** Clocks that differ by less do no harm: the record tells minutes. */
const clockTolerance = 60_000;
/** A phone that got through longer ago was in another network perhaps. */
const reachCounts = 3 * 3_600_000;
const diskLow = 2_000_000_000;
const diskFull = 500_000_000;
/** What the server needs beside the phones: files, the database, pages that are being loaded. */
const handlesBeside = 1000;
/** The picture of a projector of 1024×768, which is 16:9 on any screen. */
const smallestPicture = 1024;

/** Judges what was measured, check by check, in the order in which they are gone through. */
export function judge(facts: HallFacts, here: Here): Check[] {
	return [
		address(facts),
		stage(facts.stages),
		here.heard
			? { id: 'sound', state: 'ok', found: 'sound_heard', params: null }
			: { id: 'sound', state: 'todo', found: 'sound_unheard', params: null },
		clock(facts.databaseAhead, here.clockAhead),
		disk(facts.disk),
		...backup(facts),
		...plan(facts),
		...capacity(facts.phones),
		hand(here)
	];
}

function address({ phones, at: now }: HallFacts): Check {
	const id = 'address';
	const { used, local, alone, origin, reached } = phones;
	if (!used) return { id, state: 'ok', found: 'address_unused', params: null };
	if (local)
		return { id, state: 'todo', found: alone ? 'address_alone' : 'address_local', params: { origin } };
	if (!reached) return { id, state: 'todo', found: 'address_untried', params: { origin } };
	if (now - reached.at > reachCounts)
		return { id, state: 'look', found: 'address_long_ago', params: reached };
	return { id, state: 'ok', found: 'address_reached', params: reached };
}

/** The first fault counts, of whichever screen has it: a fault hides none that is graver. */
function stage(stages: readonly StageScreen[]): Check {
	const id = 'stage';
	if (stages.length === 0) return { id, state: 'todo', found: 'stage_none', params: null };
	for (const [found, isSo] of stageFaults) {
		const params = stages.find(isSo);
		if (params) return { id, state: 'look', found, params };
	}
	return { id, state: 'ok', found: 'stage_ok', params: { n: stages.length } };
}

const stageFaults = [
	['stage_small', (screen: StageScreen) => pictureWidth(screen) < smallestPicture],
	['stage_window', (screen: StageScreen) => !screen.fullscreen],
	['stage_asleep', (screen: StageScreen) => screen.sound === 'asleep'],
	['stage_muted', (screen: StageScreen) => screen.sound === 'muted']
] as const;

/** Of the picture on the screen, in the screen's own pixels. */
const pictureWidth = ({ width, height, ratio }: StageScreen) =>
	Math.round(Math.min(width, (height * 16) / 9) * ratio);

/** Whoever differs from the two others is wrong; of two that differ nobody can say which. */
function clock(database: number, browser: number | null): Check {
	const id = 'clock';
	const far = (ms: number) => Math.abs(ms) > clockTolerance;
	if (browser === null) return { id, state: 'todo', found: 'clock_measuring', params: null };
	if (!far(database) && !far(browser) && !far(database - browser)) {
		const most = Math.max(Math.abs(database), Math.abs(browser), Math.abs(database - browser));
		return { id, state: 'ok', found: 'clock_ok', params: { seconds: Math.ceil(most / 1000) } };
	}
	if (!far(database)) return { id, state: 'look', found: 'clock_here', params: { ms: browser - database } };
	if (!far(browser)) return { id, state: 'look', found: 'clock_database', params: { ms: database } };
	if (!far(database - browser))
		return { id, state: 'look', found: 'clock_server', params: { ms: -database } };
	return { id, state: 'look', found: 'clock_all', params: null };
}

function disk({ elsewhere, free, database }: HallFacts['disk']): Check {
	const id = 'disk';
	if (elsewhere) return { id, state: 'look', found: 'disk_elsewhere', params: { database } };
	if (free === null) return { id, state: 'look', found: 'disk_unseen', params: { database } };
	const params = { free, database };
	if (free < diskFull) return { id, state: 'todo', found: 'disk_full', params };
	if (free < diskLow) return { id, state: 'look', found: 'disk_little', params };
	return { id, state: 'ok', found: 'disk_ok', params };
}

/** Whether what is set up now is in a backup that can be copied; while it is played it is no time for one. */
function backup({ backup: { kept, last, changed }, phase }: HallFacts): Check[] {
	const id = 'backup';
	if (phase === 'running') return [];
	if (!kept) return [{ id, state: 'look', found: 'backup_elsewhere', params: null }];
	if (last === null) return [{ id, state: 'todo', found: 'backup_never', params: null }];
	const params = { at: last };
	return last < changed
		? [{ id, state: 'look', found: 'backup_old', params }]
		: [{ id, state: 'ok', found: 'backup_ok', params }];
}

/** What the set-up itself has found, in three lines; which line a finding stands in is told by {@link findingsOf}. */
function plan(facts: HallFacts): Check[] {
	if (facts.phase === 'running' || facts.phase === 'finished')
		return [{ id: 'questions', state: 'ok', found: 'started', params: null }];
	const approved = findingsOf(facts, 'approved').reduce((sum, { n }) => sum + n, 0);
	return [
		approved > 0
			? { id: 'approved', state: 'todo', found: 'approved_missing', params: { n: approved } }
			: {
					id: 'approved',
					state: 'ok',
					found: facts.approvedOnly ? 'approved_ok' : 'approved_free',
					params: null
				},
		weighed(facts, 'questions', { found: 'questions_ok', params: { n: facts.questions } }),
		weighed(facts, 'rules', { found: 'rules_ok', params: null })
	];
}

function weighed(facts: HallFacts, id: 'questions' | 'rules', fine: Found): Check {
	const found = findingsOf(facts, id);
	if (found.length === 0) return { id, state: 'ok', ...fine };
	const stops = found.filter(({ weight }) => weight === 'stop').length;
	const params = { stops, warns: found.length - stops };
	return { id, state: stops > 0 ? 'todo' : 'look', found: `${id}_found`, params };
}

/** The findings of the set-up that stand in a line. */
export function findingsOf(
	{ findings }: Pick<HallFacts, 'findings'>,
	line: 'approved' | 'questions' | 'rules'
): HallFacts['findings'] {
	return findings.filter(({ part, code }) => {
		if (code === 'question_not_approved') return line === 'approved';
		return line === (part === 'questions' ? 'questions' : 'rules');
	});
}

/** Of contests without phones, and where the system tells no limit, there is nothing to say. */
function capacity({ expected, handles, audience }: HallFacts['phones']): Check[] {
	if (expected === 0 || handles === null) return [];
	const params = { phones: expected, handles, audience };
	return expected > handles - handlesBeside
		? [{ id: 'capacity', state: 'look', found: 'capacity_low', params }]
		: [{ id: 'capacity', state: 'ok', found: 'capacity_ok', params }];
}

function hand({ ticked, toTick: of }: Here): Check {
	return ticked >= of
		? { id: 'hand', state: 'ok', found: 'hand_all', params: { of } }
		: { id: 'hand', state: 'todo', found: 'hand_left', params: { left: of - ticked, of } };
}
