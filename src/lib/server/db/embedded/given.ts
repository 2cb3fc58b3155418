import postgres from 'postgres';
import { isDatabaseUrl } from '../../config';
import { DatabaseUnavailableError, errorCode, type DatabaseProblem } from './errors';

const oldest = 15;

/** Makes sure that a PostgreSQL of the user's own can be reached and is fit for us; throws {@link DatabaseUnavailableError}. */
export async function checkGiven(url: string): Promise<void> {
	if (!isDatabaseUrl(url)) throw new DatabaseUnavailableError('bad_url', '');
	const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
	const where = placeOf(url);
	try {
		const [row] = await sql`
			select current_setting('server_version') as version,
				current_setting('server_version_num')::int / 10000 as major,
				pg_encoding_to_char(encoding) as encoding
			from pg_database where datname = current_database()`;
		if (Number(row?.major) < oldest) throw new DatabaseUnavailableError('too_old', String(row?.version));
		if (row?.encoding !== 'UTF8') throw new DatabaseUnavailableError('not_utf8', where);
	} catch (error) {
		if (error instanceof DatabaseUnavailableError) throw error;
		throw new DatabaseUnavailableError(problemOf(errorCode(error)), where, error);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

function problemOf(code: string): DatabaseProblem {
	if (code.startsWith('28')) return 'login_refused';
	return code === '3D000' ? 'no_database' : 'unreachable';
}

/** Host, port and database, without the password. */
export function placeOf(url: string): string {
	const { host, pathname } = new URL(url);
	return host + pathname;
}
