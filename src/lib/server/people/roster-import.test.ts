import { describe, expect, it } from 'vitest';
import { previewRoster } from './roster-import';

const line = (sbd: number, name: string, unit = '10A1') => ({
	sbd,
	name,
	unit,
	pin: '0000',
	seated: false,
	reserve: false,
	nameState: 'shown' as const
});
const entry = (row: number, sbd: number | null, name: string, unit = '10A1') => ({
	row,
	sbd,
	name,
	unit,
	pin: null,
	reserve: false
});
const roster = (
	contestants: ReturnType<typeof entry>[],
	rest: Partial<Parameters<typeof previewRoster>[0]> = {}
) => ({ contestants, problems: [], asides: [], unused: [], ...rest });
const contest = { units: ['10A1'], capacity: 4 };

describe('a file of contestants held against the list', () => {
	it('[CO1] takes those who are new, with the units that the contest does not know', () => {
		const read = roster([entry(2, 5, 'An'), entry(3, null, 'Bình', '10A2')], {
			asides: [{ row: 4, text: 'Tổng cộng: 2' }],
			unused: ['SĐT']
		});
		expect(previewRoster(read, [line(1, 'Chi')], contest)).toEqual({
			fresh: read.contestants.map((c) => ({ ...c, twin: null })),
			repeated: [],
			problems: [],
			newUnits: ['10A2'],
			freeSeats: 3,
			asides: [{ row: 4, text: 'Tổng cộng: 2' }],
			unused: ['SĐT']
		});
	});

	it('[CO1] names the row whose SBD is somebody else’s, among the other problems', () => {
		const problems = [{ row: 4, code: 'roster/name_missing' as const, params: {} }];
		const read = roster([entry(5, 1, 'An'), entry(3, 2, 'Bình')], { problems });
		const preview = previewRoster(read, [line(1, 'Chi'), line(2, 'Dung')], contest);
		expect(preview.problems).toEqual([
			{ row: 3, code: 'roster/sbd_used', params: { sbd: 2, name: 'Dung' } },
			problems[0],
			{ row: 5, code: 'roster/sbd_used', params: { sbd: 1, name: 'Chi' } }
		]);
		expect(preview.fresh).toEqual([]);
	});

	it('[CO1] sees who is on the list already, with the SBD or another, however the name is written', () => {
		const read = roster([entry(2, 1, 'HOÀ  an'), entry(3, 9, 'Bình'), entry(4, 2, 'An', '10A2')]);
		const preview = previewRoster(read, [line(1, 'Hòa An'), line(3, 'Bình')], contest);
		expect(preview.repeated.map((r) => [r.row, r.sbd])).toEqual([
			[2, null],
			[3, null]
		]);
		expect(preview.fresh.map((f) => f.row)).toEqual([4]);
	});

	it('[CO1] tells who stands in the file twice, with the same name and unit', () => {
		const read = roster([
			entry(2, null, 'Hòa An'),
			entry(3, null, 'Hoà an'),
			entry(4, null, 'Hòa An', '10A2'),
			entry(5, null, 'HÒA AN')
		]);
		expect(previewRoster(read, [], contest).fresh.map((f) => [f.row, f.twin])).toEqual([
			[2, null],
			[3, 2],
			[4, null],
			[5, 2]
		]);
	});

	it('[CO2] counts the seats that are free', () => {
		expect(previewRoster(roster([]), [line(1, 'Chi'), line(2, 'Dung')], contest).freeSeats).toBe(2);
		expect(
			previewRoster(
				roster([]),
				[1, 2, 3, 4, 5].map((n) => line(n, `N${n}`)),
				contest
			).freeSeats
		).toBe(0);
	});
});
