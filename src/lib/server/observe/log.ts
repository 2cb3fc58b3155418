/** Writes what the program did not expect to the log, without the data of people. */
export function reportBug(what: string, error: unknown): void {
	console.error(
		new Date().toISOString(),
		what,
		error instanceof Error ? (error.stack ?? error.message) : error
	);
}

/** Writes that something around the program went wrong, in words for who runs it. */
export function reportTrouble(what: string): void {
	console.warn(new Date().toISOString(), what);
}
