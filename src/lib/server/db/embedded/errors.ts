/** What keeps us from a database. The first group is about a given `DATABASE_URL`, the second about the embedded one. */
export type DatabaseProblem =
	| 'bad_url'
	| 'unreachable'
	| 'login_refused'
	| 'no_database'
	| 'too_old'
	| 'not_utf8'
	| 'no_tables'
	| 'no_binaries'
	| 'no_permission'
	| 'not_a_folder'
	| 'no_space'
	| 'init_failed'
	| 'start_failed'
	| 'no_data'
	| 'moved';

/** No database can be used. `detail` says which: an address, a version, a folder, or the file with the log. */
export class DatabaseUnavailableError extends Error {
	override name = 'DatabaseUnavailableError';

	constructor(
		readonly code: DatabaseProblem,
		readonly detail: string,
		cause?: unknown
	) {
		super(`${code}: ${detail}`, { cause });
	}
}

/** Turns what the file system refuses into our error; everything else is a bug and stays as it is. */
export function fromFileSystem(error: unknown, path: string): unknown {
	const code = errorCode(error);
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
		return new DatabaseUnavailableError('no_permission', path, error);
	if (code === 'EEXIST' || code === 'ENOTDIR')
		return new DatabaseUnavailableError('not_a_folder', path, error);
	if (code === 'ENOSPC' || code === 'EDQUOT') return new DatabaseUnavailableError('no_space', path, error);
	return error;
}

/** The `code` of a system or PostgreSQL error, or ''. */
export function errorCode(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
