import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { env } from 'node:process';

/** The account that PostgreSQL runs under. */
export interface User {
	uid: number;
	gid: number;
}

/** PostgreSQL refuses to run as root: the account `postgres` if this machine has it, else `nobody`. */
export function serviceUser(passwd: string = readFileSync('/etc/passwd', 'utf8')): User | undefined {
	return account(passwd, 'postgres') ?? account(passwd, 'nobody');
}

function account(passwd: string, name: string): User | undefined {
	const fields = passwd
		.split('\n')
		.map((line) => line.split(':'))
		.find((f) => f[0] === name);
	const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
	return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}

/** Only what programs need to run: PGPORT, PGDATA, LC_MESSAGES… of the user's shell must not change what ours do. */
export const plainEnvironment: NodeJS.ProcessEnv = {
	PATH: env.PATH,
	LC_ALL: 'C',
	...(env.SystemRoot ? { SystemRoot: env.SystemRoot } : {})
};

export interface Outcome {
	ok: boolean;
	/** Both streams; the programs of PostgreSQL write their errors in English. */
	output: string;
}

/** Runs a program as that user (undefined: as ourselves), for `seconds` at most. Never rejects. */
export function runAs(
	user: User | undefined,
	file: string,
	args: string[],
	seconds: number
): Promise<Outcome> {
	return new Promise((done) => {
		const options = {
			...user,
			cwd: '/',
			env: plainEnvironment,
			timeout: seconds * 1000,
			killSignal: 'SIGKILL' as const
		};
		try {
			execFile(file, args, options, (error, stdout, stderr) =>
				done({ ok: !error, output: [stdout, stderr, error?.message ?? ''].join('\n').trim() })
			);
		} catch (error) {
			done({ ok: false, output: String(error) }); // setuid refused, as in some containers
		}
	});
}
