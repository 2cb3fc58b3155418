import type { Command, Io } from '../../src/cli/command';
import { commands } from '../../src/cli/commands';
import type { Database } from '$lib/server/db/client';

export interface CommandOutcome {
	code: number;
	/** Lines of the standard output. */
	out: string[];
	/** The error output as one text. */
	err: string;
	/** What `--json` printed. */
	json: unknown;
}

/** Runs an operators' command over a given database: `await operator(database)('contest list', '--json')`. */
export function operator(database: Database): (name: string, ...args: string[]) => Promise<CommandOutcome> {
	return async (name, ...args) => {
		const out: string[] = [];
		const err: string[] = [];
		const json: unknown[] = [];
		const io: Io = {
			out: (line) => out.push(line),
			err: (line) => err.push(line),
			json: (value) => json.push(value),
			input: () => Promise.resolve(''),
			db: () => Promise.resolve(database)
		};
		const code = await commandOf(name).run(args, io);
		return { code, out, err: err.join('\n'), json: json[0] };
	};
}

function commandOf(name: string): Command {
	const command = commands.find((c) => c.name === name);
	if (!command) throw new Error(`there is no command ${name}`);
	return command;
}
