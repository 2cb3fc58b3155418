import type { Ready } from '$lib/server/database';

/** What a command may touch: two streams, and the database once it is needed. */
export interface Io {
	out(line: string): void;
	err(line: string): void;
	/** One JSON value on the standard output, for `--json`. */
	json(value: unknown): void;
	/** The standard input, whole, as text. */
	input(): Promise<string>;
	/**
	 * Opens the database when first called (migrated); closed after the command by whoever runs it. Where there are no data yet it is
	 * made for a command that {@link Command.makes} something, and refused to all others.
	 */
	db(): Promise<Ready>;
}

/** One operators' command, such as `user create`. */
export interface Command {
	/** As typed: `user create`. */
	name: string;
	/** One line for the list of commands. */
	summary: string;
	/** It may be the first on a new DATA_DIR: what it brings is a beginning. A backup of nothing would be taken for one. */
	makes?: true;
	/** The arguments, for the help text: `--username U --name N`. */
	usage: string;
	/** Resolves to the exit code: 0 done, 1 failed, 2 bad input (and nothing was changed). */
	run(args: string[], io: Io): Promise<number>;
}
