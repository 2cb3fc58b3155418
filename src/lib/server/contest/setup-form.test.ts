import { describe, expect, it } from 'vitest';
import { readForm } from '../form';
import { generalForm, newContestForm, readRounds } from './setup-form';

function form(fields: [string, string][]): FormData {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return data;
}

describe('the form of the rounds', () => {
	it('reads all rounds in their order, those that were there and those that are new', () => {
		const read = readRounds(
			form([
				['round', '4'],
				['4.from', '1'],
				['4.was', 'B'],
				['4.name', ' Bê '],
				['4.elimination', 'pairs'],
				['4.seconds', '20'],
				['4.bothRight', 'off'],
				['4.bothRight', 'on'],
				['round', '0'],
				['0.name', 'D'],
				['0.elimination', 'lives'],
				['0.seconds', '15'],
				['0.lives', '2'],
				['extraSeconds', '30']
			])
		);
		expect(read).toEqual({
			ok: true,
			value: {
				rows: [
					{
						from: { index: 1, name: 'B' },
						round: { name: 'Bê', elimination: 'pairs', seconds: 20, bothRight: true }
					},
					{ from: null, round: { name: 'D', elimination: 'lives', seconds: 15, lives: 2 } }
				],
				extraSeconds: 30
			}
		});
	});

	it('says of every field of every round what has to be mended', () => {
		const read = readRounds(
			form([
				['round', '0'],
				['0.name', ' '],
				['0.elimination', 'knockout'],
				['0.seconds', '2'],
				['round', '10'],
				['10.name', 'B'],
				['10.elimination', 'lives'],
				['10.seconds', '20'],
				['10.lives', '10'],
				['extraSeconds', 'x']
			])
		);
		expect(read.ok ? [] : Object.keys(read.errors)).toEqual([
			'0.name',
			'0.seconds',
			'10.lives',
			'extraSeconds'
		]);
	});
});

it.each([
	['that creates a contest', newContestForm, ['title', 'preset']],
	['of its name', generalForm, ['title', 'organizer']]
])('the form %s says of every field what has to be mended', (_, schema, fields) => {
	const read = readForm(
		schema,
		form([
			['title', ' '],
			['preset', 'none'],
			['organizer', 'x'.repeat(201)]
		])
	);
	expect(read.ok ? [] : Object.keys(read.errors)).toEqual(fields);
});
