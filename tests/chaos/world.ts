import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '$lib/server/config';
import { readyDatabase } from '$lib/server/database';
import type { Database } from '$lib/server/db/client';
import { acquirePostgres, type Postgres } from '$lib/server/db/embedded';
import { Line } from '../helpers/line';
import { startServer, type TestServer } from '../helpers/server';
import { DatabaseLine } from './database-line';
import type { History } from './history';

/** One process of the built program, kept running as systemd would. */
export class Process {
	private server: TestServer | null = null;
	private wanted = true;
	private readonly watching: Promise<void>;
	private port = '0';
	/** It is to end now; anything else is a death of its own. */
	private ending = false;
	private frozen = false;

	private constructor(
		private readonly no: number,
		readonly database: DatabaseLine,
		private readonly history: History,
		private readonly checkout: string
	) {
		this.watching = this.keep();
	}

	static async start(no: number, url: string, history: History, checkout: string): Promise<Process> {
		const process = new Process(no, await DatabaseLine.to(url), history, checkout);
		while (!(await process.ready())) await sleep(20);
		return process;
	}

	get url(): string {
		return `http://localhost:${this.port}`;
	}

	/** As far as one can know without asking it. */
	private get stands(): boolean {
		return this.server !== null && !this.server.ended() && !this.ending && !this.frozen;
	}

	/** Whether it says that it can work, which it asks the database for. */
	async ready(): Promise<boolean> {
		if (!this.stands) return false;
		const asked = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
		return asked?.ok ?? false;
	}

	kill(): void {
		this.ending = true;
		this.signal('SIGKILL');
	}

	/** As a deployment does. */
	terminate(): void {
		this.ending = true;
		this.signal('SIGTERM');
	}

	freeze(): void {
		this.signal('SIGSTOP');
		this.frozen = true;
	}

	thaw(): void {
		this.signal('SIGCONT');
		this.frozen = false;
	}

	async stop(): Promise<void> {
		this.wanted = false;
		this.terminate();
		await this.watching;
		await this.database.close();
	}

	private signal(name: NodeJS.Signals): void {
		if (this.server && !this.server.ended()) process.kill(this.server.pid, name);
	}

	private async keep(): Promise<void> {
		while (this.wanted) {
			this.ending = false;
			const env = { DATABASE_URL: this.database.url, PORT: this.port };
			// Where there is no database for the moment it does not start, and says so; systemd would try again.
			this.server = await startServer({ env, checkout: this.checkout }).catch(() => null);
			if (!this.server) await sleep(200);
			else this.port = new URL(this.server.url).port;
			while (this.server && !this.server.ended()) await sleep(20);
			if (this.server && !this.ending)
				this.history.write({ died: this.no, output: this.server.output().slice(-2000) });
		}
	}
}

/** Two processes on one PostgreSQL, the line of the hall before them, and a look into the database from the side. */
export class World {
	private constructor(
		readonly processes: readonly [Process, Process],
		readonly hall: Line,
		/** Straight to the database, for who sets up, breaks and checks. */
		readonly database: Database,
		private readonly postgres: Postgres,
		private readonly dataDir: string
	) {}

	static async start(history: History, dataDir: string, checkout: string): Promise<World> {
		const postgres = await acquirePostgres({ databaseUrl: undefined, dataDir });
		const database = await readyDatabase(readConfig({ DATABASE_URL: postgres.url }), 'chuong-vang chaos');
		const processes = [
			await Process.start(1, postgres.url, history, checkout),
			await Process.start(2, postgres.url, history, checkout)
		] as const;
		const hall = await Line.to(processes[0].url, processes[1].url);
		return new World(processes, hall, database, postgres, dataDir);
	}

	async ready(): Promise<boolean> {
		const ready = await Promise.all(this.processes.map((process) => process.ready()));
		return ready.every(Boolean);
	}

	/** The process of PostgreSQL that all others of it come from. */
	get postmaster(): number {
		return Number(readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
	}

	/** PostgreSQL ends this moment, as it does when the machine loses its power; it is started again by who supervises it. */
	stopPostgres(): void {
		process.kill(this.postmaster, 'SIGQUIT');
	}

	/** What PostgreSQL's processes may write to a file from now on, bytes: more is refused, as by a full disk. */
	limitFiles(bytes: number | 'unlimited'): void {
		const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(this.postmaster)], {
			encoding: 'utf8'
		});
		for (const pid of [String(this.postmaster), ...children.split('\n').map((line) => line.trim())]) {
			const owner = pid && statSync(`/proc/${pid}`, { throwIfNoEntry: false });
			// Set by its owner, and the soft limit alone: that may be lifted again.
			if (owner)
				execFileSync('prlimit', ['--pid', pid, `--fsize=${bytes}:`], { uid: owner.uid, gid: owner.gid });
		}
	}

	async stop(): Promise<void> {
		await this.hall.close();
		for (const process of this.processes) await process.stop();
		await this.database.close();
		await this.postgres.release();
	}
}
