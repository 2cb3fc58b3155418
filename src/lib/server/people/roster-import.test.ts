import { describe, expect, it } from 'vitest';
import { previewRoster } from './roster-import';

const line = (sbd: number, name: string, unit = '10A1') => ({
	sbd,
	name,
	unit,
	pin: '0000',
	seated: false,
	reserve: false
});
const entry = (row: number, sbd: number | null, name: string, unit = '10A1') => ({
	row,
	sbd,
	name,
	unit,
	pin: null,
	reserve: false
});
const contest = { units: ['10A1'], capacity: 4 };

describe('a file of contestants held against the list', () => {
	it('[CO1] takes those who are new, with the units that the contest does not know', () => {
		const read = { contestants: [entry(2, 5, 'An'), entry(3, null, 'Bình', '10A2')], problems: [] };
		expect(previewRoster(read, [line(1, 'Chi')], contest)).toEqual({
			fresh: read.contestants,
			repeated: [],
			problems: [],
			newUnits: ['10A2'],
			missingSeats: 0
		});
	});

	it('[CO1] names the row whose SBD is somebody else’s, among the other problems', () => {
		const problems = [{ row: 4, code: 'roster/name_missing' as const, params: {} }];
		const read = { contestants: [entry(5, 1, 'An'), entry(3, 2, 'Bình')], problems };
		const preview = previewRoster(read, [line(1, 'Chi'), line(2, 'Dung')], contest);
		expect(preview.problems).toEqual([
			{ row: 3, code: 'roster/sbd_used', params: { sbd: 2, name: 'Dung' } },
			problems[0],
			{ row: 5, code: 'roster/sbd_used', params: { sbd: 1, name: 'Chi' } }
		]);
		expect(preview.fresh).toEqual([]);
	});

	it('[CO1] sees who is on the list already, with the SBD or another, however the name is written', () => {
		const read = {
			contestants: [entry(2, 1, 'HOÀ  an'), entry(3, 9, 'Bình'), entry(4, 2, 'An', '10A2')],
			problems: []
		};
		const preview = previewRoster(read, [line(1, 'Hòa An'), line(3, 'Bình')], contest);
		expect(preview.repeated.map((r) => [r.row, r.sbd])).toEqual([
			[2, null],
			[3, null]
		]);
		expect(preview.fresh.map((f) => f.row)).toEqual([4]);
	});

	it('[CO2] counts the seats that are missing', () => {
		const read = { contestants: [2, 3, 4].map((row) => entry(row, null, `Người ${row}`)), problems: [] };
		expect(previewRoster(read, [line(1, 'Chi'), line(2, 'Dung')], contest).missingSeats).toBe(1);
	});
});
