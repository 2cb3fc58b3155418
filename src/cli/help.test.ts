import { describe, expect, it } from 'vitest';
import type { Command } from './command';
import { help } from './help';

const command = (name: string): Command => ({ name, summary: `does ${name}`, usage: '', run: async () => 0 });
const commands = ['user create', 'contest open', 'contest verify', 'move'].map(command);

const listed = (text: string) =>
	text
		.split('\n')
		.filter((line) => line.startsWith('  '))
		.map((line) => line.trim().split(/ {2,}/)[0]);
const all = commands.map(({ name }) => name);
const ofContests = all.filter((name) => name.startsWith('contest '));

describe('what the command line says to words that name no command', () => {
	it.each([[], ['--help'], ['-h'], ['help']])('lists all to whoever asks: %j', (...args) => {
		const { text, unknown } = help(commands, args);
		expect(listed(text)).toEqual(all);
		expect(unknown).toBe(false);
	});

	it.each([['contest'], ['contest', '--help'], ['contest', 'help']])(
		'lists those that begin so: %j',
		(...args) => {
			const { text, unknown } = help(commands, args);
			expect(listed(text)).toEqual(ofContests);
			expect(unknown).toBe(false);
		}
	);

	it('says which words are no command, and what begins as they do', () => {
		const { text, unknown } = help(commands, ['contest', 'verfy', '12345']);
		expect(text).toContain('“contest verfy 12345”');
		expect(listed(text)).toEqual(ofContests);
		expect(unknown).toBe(true);
		expect(help(commands, ['contests'])).toMatchObject({ unknown: true });
		expect(listed(help(commands, ['contests']).text)).toEqual(all);
	});
});
