import { resolve } from 'node:path';
import { cwd, env } from 'node:process';
import { parseArgs } from 'node:util';
import type { Io } from './command';

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/** The options and the `words` other words; null if another option, or another number of words, was typed. */
export function readArguments<O extends Options>(args: string[], options: O, words = 0) {
	try {
		const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
		return positionals.length === words ? { options: values, words: positionals } : null;
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}

/** A path as the operator meant it: `npm run` changes to the project's folder and keeps hers in INIT_CWD. */
export function pathFromHere(path: string): string {
	const here = env['npm_lifecycle_event'] === 'cli' ? env['INIT_CWD'] : undefined;
	return resolve(here ?? cwd(), path);
}

/** Bad input: says what to do and gives the exit code. */
export function refuse(io: Io, message: string): 2 {
	io.err(message);
	return 2;
}
