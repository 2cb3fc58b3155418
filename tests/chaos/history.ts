import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { PhoneAct } from '$lib/simulation/phone';

/** What happened, from the outside, in the order in which it was seen; `at`: ms since 1970. */
export type Happened = { at: number } & (
	| { contest: number; graceSeconds: number; secrets: { q: number; text: string }[] }
	| { contest: number; phone: number; act: PhoneAct }
	| { fault: string; about: string }
	/** From then on phones and processes were expected to come right; `ms`: until they were, null: they were not. */
	| { recovered: string; ms: number | null; wrong: string[] }
	| { died: number; output: string }
	/** A page or a socket was asked for as a stranger would. */
	| { contest: number; page: string; text: string }
	| { foreign: string; letIn: boolean }
);

/** Every call and what came of it, a line each, in a file: all that the checker gets to see beside the database. */
export class History {
	private readonly file: number;

	constructor(readonly path: string) {
		this.file = openSync(path, 'w');
	}

	write(happened: WithoutTime<Happened>): void {
		writeSync(this.file, `${JSON.stringify({ at: Date.now(), ...happened })}\n`);
	}

	close(): void {
		closeSync(this.file);
	}
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;

/** Written by {@link History} alone. */
export function readHistory(path: string): Happened[] {
	return readFileSync(path, 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Happened);
}
