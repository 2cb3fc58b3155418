import { m } from '$lib/paraglide/messages';
import type { Command } from './command';

const asksForHelp = (word: string | undefined) => word === undefined || /^(help|--help|-h)$/.test(word);

/**
 * What is said to words that name no command: the list of all, or, where they begin as some do (`contest --help`), of those.
 * `unknown`: they were meant for a command that there is not.
 */
export function help(
	commands: readonly Command[],
	args: readonly string[]
): { text: string; unknown: boolean } {
	const [group, second] = args;
	const ofGroup = commands.filter(({ name }) => name.startsWith(`${group} `));
	const unknown = !asksForHelp(ofGroup.length > 0 ? second : group);
	const shown = ofGroup.length > 0 ? ofGroup : commands;
	const width = Math.max(...shown.map(({ name }) => name.length));
	const lines = shown.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
	const complaint = unknown ? [m.cli_no_command({ words: args.join(' ') }), ''] : [];
	const usage = m.cli_usage({ usage: `npm run cli -- ${m.cli_command_and_more()}` });
	return { text: [...complaint, usage, '', ...lines].join('\n'), unknown };
}
