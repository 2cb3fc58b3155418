import { argv, env, stdin } from 'node:process';
import { text } from 'node:stream/consumers';
import { explain } from '../launch/says.js';
import { readConfig } from '$lib/server/config';
import { readyDatabase, type Ready } from '$lib/server/database';
import type { Command, Io } from './command';
import { commands } from './commands';
import { help } from './help';

/** `npm run cli -- …`: finds the command that the first words name, gives it what it may touch, and cleans up after it. */
async function main(args: string[]): Promise<number> {
	const command = find(args);
	if (!command) {
		const { text, unknown } = help(commands, args);
		(unknown ? console.error : console.log)(text);
		return unknown ? 2 : 0;
	}
	const rest = args.slice(command.name.split(' ').length);
	if (rest.includes('--help') || rest.includes('-h')) {
		console.log(`npm run cli -- ${command.name} ${command.usage}\n\n${command.summary}`);
		return 0;
	}
	let opening: Promise<Ready> | undefined;
	const io: Io = {
		out: (line) => console.log(line),
		err: (line) => console.error(line),
		json: (value) => console.log(JSON.stringify(value, undefined, '\t')),
		input: () => text(stdin),
		db: () =>
			(opening ??= readyDatabase(readConfig(env), 'chuong-vang cli', { mayMake: command.makes ?? false }))
	};
	try {
		return await command.run(rest, io);
	} finally {
		await opening?.then((database) => database.close());
	}
}

function find(args: string[]): Command | undefined {
	return commands.find((command) => command.name.split(' ').every((word, i) => word === args[i]));
}

try {
	process.exitCode = await main(argv.slice(2));
} catch (error) {
	console.error(explain(error) ?? error);
	process.exitCode = 1;
}
