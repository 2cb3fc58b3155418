import { spawn } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join, resolve } from 'node:path';
import { acquirePostgres } from '../../src/lib/server/db/embedded';

export interface TestServer {
	/** `http://localhost:…`, without a slash at the end. */
	url: string;
	/** The link that creates the first administrator; undefined if there is one. */
	setupUrl: string | undefined;
	pid: number;
	/** To start on the same data again: `startServer({ dataDir, env: { PORT } })`. */
	dataDir: string;
	/** Everything it has printed so far. */
	output(): string;
	/** Asks it to end, waits, and returns its exit code. Deletes the data unless they were given. */
	stop(): Promise<number | null>;
	/** Ends it at once, as a crash would; PostgreSQL goes on. */
	kill9(): Promise<void>;
	/** Whether it has ended, however that came. */
	ended(): boolean;
}

export interface StartOptions {
	/** More environment: PORT (any free one by default), DATABASE_URL, … */
	env?: Record<string, string>;
	/** Keep data here and leave them there at the end. */
	dataDir?: string;
	/** Options of Node itself. */
	node?: string[];
	/** Another checkout's build than this one's. */
	checkout?: string;
}

const patience = 60_000;

/** Runs the built program as `npm start` does, and resolves when it serves. Rejects with its output if it ends. */
export async function startServer(options: StartOptions = {}): Promise<TestServer> {
	const dataDir = resolve(options.dataDir ?? temporaryDataDir());
	const child = spawn(process.execPath, [...(options.node ?? []), 'build/node/server.js'], {
		cwd: options.checkout,
		env: {
			...process.env,
			NODE_ENV: 'production',
			PORT: '0',
			HOST: '127.0.0.1',
			DATA_DIR: dataDir,
			...options.env
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const exited = once(child, 'exit');
	const ended = () => child.exitCode !== null || child.signalCode !== null;

	const end = async (signal: NodeJS.Signals) => {
		if (!ended()) child.kill(signal);
		await exited;
	};

	const deadline = Date.now() + patience;
	while (!/Ctrl\+C|"what":"serving"/.test(output)) {
		if (ended() || Date.now() > deadline) {
			await end('SIGKILL');
			if (!options.dataDir) await deleteData(dataDir);
			throw new Error(`the server did not start:\n${output}`);
		}
		await new Promise((done) => setTimeout(done, 20));
	}

	return {
		url: /http:\/\/localhost:\d+/.exec(output)?.[0] ?? `http://localhost:${/"port":(\d+)/.exec(output)?.[1]}`,
		setupUrl: /\S+\/setup\?code=\S+/.exec(output)?.[0],
		pid: child.pid ?? 0,
		dataDir,
		output: () => output,
		kill9: () => end('SIGKILL'),
		ended,
		stop: async () => {
			await end('SIGTERM');
			if (!options.dataDir) await deleteData(dataDir);
			return child.exitCode;
		}
	};
}

/** Beside the checkout's own data, so that PostgreSQL's account can enter it wherever it can enter those. */
function temporaryDataDir(): string {
	mkdirSync('.data', { recursive: true });
	const dir = mkdtempSync(join('.data', 'server-'));
	chmodSync(dir, 0o755);
	return dir;
}

/** Also when the server was killed and PostgreSQL goes on alone, and when PostgreSQL's files lie elsewhere (as root). */
export async function deleteData(dataDir: string): Promise<void> {
	const cluster = join(dataDir, 'postgres');
	if (existsSync(join(cluster, 'postmaster.pid'))) {
		const postgres = await acquirePostgres({ databaseUrl: undefined, dataDir });
		await postgres.release();
	}
	if (existsSync(cluster) && lstatSync(cluster).isSymbolicLink())
		rmSync(dirname(realpathSync(cluster)), { recursive: true });
	rmSync(dataDir, { recursive: true, force: true });
}
