import { describe, expect, it, test } from 'vitest';
import type { HallFacts } from '$lib/protocol/hall';
import type { StageScreen } from '$lib/protocol/stage';
import { findingsOf, judge, type CheckId, type Here } from './judge';

const now = Date.UTC(2026, 2, 26, 7, 0);
const minute = 60_000;
const hd: StageScreen = { width: 1920, height: 1080, ratio: 1, sound: 'on', fullscreen: true };

const good: HallFacts = {
	at: now,
	databaseAhead: 20,
	phase: 'lobby',
	phones: {
		used: true,
		origin: 'http://192.168.1.5:3000',
		local: false,
		alone: false,
		others: [],
		reached: { at: now - minute, address: '192.168.1.23' },
		expected: 500,
		audience: false,
		handles: 1_048_576
	},
	stages: [hd],
	disk: { elsewhere: false, free: 40e9, database: 12e6 },
	backup: { kept: true, last: now - 10 * minute, changed: now - 60 * minute },
	questions: 24,
	approvedOnly: true,
	findings: [],
	unapproved: []
};
const done: Here = { clockAhead: -300, heard: true, ticked: 5, toTick: 5 };

const phones = (some: Partial<HallFacts['phones']>): HallFacts => ({
	...good,
	phones: { ...good.phones, ...some }
});

function check(id: CheckId, facts: HallFacts, here = done) {
	const found = judge(facts, here).find((one) => one.id === id);
	return found && [found.state, found.found, found.params];
}

it('is content with a hall in which all is ready', () => {
	const all = judge(good, done);
	expect(all.map(({ state }) => state)).toEqual(all.map(() => 'ok'));
	expect(all.map(({ id }) => id)).toEqual([
		'address',
		'stage',
		'sound',
		'clock',
		'disk',
		'backup',
		'approved',
		'questions',
		'rules',
		'capacity',
		'hand'
	]);
});

describe('the address for phones', () => {
	const { origin } = good.phones;

	it.each([
		['a phone has got through', {}, 'ok', 'address_reached', good.phones.reached],
		[
			'one got through this morning',
			{ reached: { at: now - 4 * 60 * minute, address: '10.0.0.2' } },
			'look',
			'address_long_ago',
			{ at: now - 4 * 60 * minute, address: '10.0.0.2' }
		],
		['none has yet', { reached: null }, 'todo', 'address_untried', { origin }],
		['in no network', { local: true, reached: null }, 'todo', 'address_local', { origin }],
		['serving itself only', { local: true, alone: true }, 'todo', 'address_alone', { origin }],
		['no phones in the contest', { used: false, reached: null }, 'ok', 'address_unused', null]
	] as const)('%s', (_what, some, ...expected) => {
		expect(check('address', phones(some))).toEqual(expected);
	});
});

describe('the backup', () => {
	const backup = (some: Partial<HallFacts['backup']>, phase: HallFacts['phase'] = 'lobby') =>
		check('backup', { ...good, phase, backup: { ...good.backup, ...some } });

	it('has what was changed last', () => {
		expect(backup({})).toEqual(['ok', 'backup_ok', { at: now - 10 * minute }]);
		const before = now - 61 * minute;
		expect(backup({ last: before })).toEqual(['look', 'backup_old', { at: before }]);
	});
	it('is missing, or made by others', () => {
		expect(backup({ last: null })).toEqual(['todo', 'backup_never', null]);
		expect(backup({ last: null, kept: false })).toEqual(['look', 'backup_elsewhere', null]);
	});
	it('is no matter while the contest is played', () =>
		expect(backup({ last: null }, 'running')).toBeUndefined());
});

describe('the stage screen', () => {
	const stage = (...stages: StageScreen[]) => check('stage', { ...good, stages });

	it('is missing', () => expect(stage()).toEqual(['todo', 'stage_none', null]));

	it.each([
		[1920, 1080, 1],
		[1280, 720, 1],
		[1024, 768, 1],
		// A desktop that is scaled, or a page that is zoomed, has the pixels of its screen all the same.
		[960, 540, 2],
		[853, 480, 1.5]
	])('is large enough with %d×%d at %d', (width, height, ratio) => {
		expect(stage({ ...hd, width, height, ratio })).toEqual(['ok', 'stage_ok', { n: 1 }]);
	});

	it.each([
		[800, 600, 1],
		[1024, 500, 1],
		[1600, 900, 0.5]
	])('is too small with %d×%d at %d', (width, height, ratio) => {
		const screen = { ...hd, width, height, ratio };
		expect(stage(screen)).toEqual(['look', 'stage_small', screen]);
	});

	it('is told its gravest fault, on whichever screen', () => {
		const muted: StageScreen = { ...hd, sound: 'muted' };
		const asleep: StageScreen = { ...hd, sound: 'asleep' };
		const window = { ...hd, fullscreen: false };
		expect(stage(hd, muted)).toEqual(['look', 'stage_muted', muted]);
		expect(stage(muted, asleep)).toEqual(['look', 'stage_asleep', asleep]);
		expect(stage(asleep, window)).toEqual(['look', 'stage_window', window]);
		expect(stage(hd, hd)).toEqual(['ok', 'stage_ok', { n: 2 }]);
	});
});

test.each([
	['all agree', 900, -2500, 'ok', 'clock_ok', { seconds: 4 }],
	['not measured yet', 0, null, 'todo', 'clock_measuring', null],
	['this machine is slow', 0, -5 * minute, 'look', 'clock_here', { ms: -5 * minute }],
	['the database is fast', 3 * minute, 100, 'look', 'clock_database', { ms: 3 * minute }],
	['the server is slow', 3 * minute, 3 * minute - 900, 'look', 'clock_server', { ms: -3 * minute }],
	['each tells another time', 3 * minute, -3 * minute, 'look', 'clock_all', null],
	['a little each, and together too much', 40_000, -40_000, 'look', 'clock_here', { ms: -80_000 }]
])('the clocks: %s', (_what, databaseAhead, clockAhead, ...expected) => {
	expect(check('clock', { ...good, databaseAhead }, { ...done, clockAhead })).toEqual(expected);
});

test.each([
	['room enough', { free: 2e9 }, 'ok', 'disk_ok', { free: 2e9, database: 12e6 }],
	['little', { free: 1.9e9 }, 'look', 'disk_little', { free: 1.9e9, database: 12e6 }],
	['full', { free: 0.4e9 }, 'todo', 'disk_full', { free: 0.4e9, database: 12e6 }],
	['not to be seen', { free: null }, 'look', 'disk_unseen', { database: 12e6 }],
	['on the database’s server', { free: null, elsewhere: true }, 'look', 'disk_elsewhere', { database: 12e6 }]
])('the disk: %s', (_what, disk, ...expected) => {
	expect(check('disk', { ...good, disk: { ...good.disk, ...disk } })).toEqual(expected);
});

describe('what the set-up has found', () => {
	const finding = (
		code: string,
		weight: 'stop' | 'warn',
		part: HallFacts['findings'][number]['part'],
		n = 0
	) => ({ code, weight, part, n, name: '' });
	const facts: HallFacts = {
		...good,
		findings: [
			finding('question_not_approved', 'stop', 'questions', 3),
			finding('question_unfit', 'stop', 'questions', 1),
			finding('no_spare', 'warn', 'questions'),
			finding('nobody_leaves', 'warn', 'rounds')
		]
	};

	it('is weighed in three lines', () => {
		expect(check('approved', facts)).toEqual(['todo', 'approved_missing', { n: 3 }]);
		expect(check('questions', facts)).toEqual(['todo', 'questions_found', { stops: 1, warns: 1 }]);
		expect(check('rules', facts)).toEqual(['look', 'rules_found', { stops: 0, warns: 1 }]);
	});

	it('stands in one line each', () => {
		const lines = (['approved', 'questions', 'rules'] as const).flatMap((line) => findingsOf(facts, line));
		expect(new Set(lines)).toEqual(new Set(facts.findings));
		expect(lines).toHaveLength(facts.findings.length);
	});

	it('says where approval is not asked for, and that a contest has started', () => {
		expect(check('approved', { ...good, approvedOnly: false })).toEqual(['ok', 'approved_free', null]);
		expect(check('questions', { ...facts, phase: 'running' })).toEqual(['ok', 'started', null]);
		expect(check('approved', { ...facts, phase: 'running' })).toBeUndefined();
	});
});

test('phones against the handles of the process', () => {
	const params = { phones: 500, handles: 1500, audience: false };
	expect(check('capacity', phones({ handles: 1500 }))).toEqual(['ok', 'capacity_ok', params]);
	expect(check('capacity', phones({ handles: 1499 }))).toEqual([
		'look',
		'capacity_low',
		{ ...params, handles: 1499 }
	]);
	expect(check('capacity', phones({ handles: null }))).toBeUndefined();
	expect(check('capacity', phones({ expected: 0 }))).toBeUndefined();
});

test('what is ticked by hand', () => {
	expect(check('sound', good, { ...done, heard: false })).toEqual(['todo', 'sound_unheard', null]);
	expect(check('hand', good, { ...done, ticked: 2 })).toEqual(['todo', 'hand_left', { left: 3, of: 5 }]);
	expect(check('hand', good)).toEqual(['ok', 'hand_all', { of: 5 }]);
});
