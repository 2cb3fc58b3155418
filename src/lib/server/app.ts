import { env } from 'node:process';
import { ensureSetupCode } from './auth';
import { keepBackups, type Backups } from './backup/schedule';
import { purgeMedia } from './bank/media';
import { recheckQuestions } from './bank/recheck';
import { purgeDeleted } from './bank/trash';
import { readConfig, type Config } from './config';
import { readyDatabase } from './database';
import type { Database } from './db/client';
import { httpServer } from './live/http-slot';
import { startLive, type Live } from './live';
import { EventLoop } from './observe/event-loop';
import { logAs } from './observe/log';
import { observeProcess } from './observe/metrics';
import { eraseHourly } from './people/erasure';
import { Crowds } from './rehearsal/crowds';
import { wipeForgotten } from './rehearsal/rehearsals';
import { layRunning } from './running-slot';

/** Everything that runs, put together once per process. */
export interface App extends Database {
	config: Config;
	live: Live;
	/** The simulated phones of rehearsals. */
	crowds: Crowds;
	backups: Backups;
	eventLoop: EventLoop;
	stop(): Promise<void>;
}

let running: App | undefined;

/** The running application; throws before {@link startApp} has ended. */
export function app(): App {
	if (!running) throw new Error('the application has not started');
	return running;
}

/** Database and sockets, in this order. Called once, by SvelteKit's `init` hook, in dev and in production. */
export async function startApp(): Promise<App> {
	const config = readConfig(env);
	logAs(config.logFormat);
	observeProcess();
	const database = await readyDatabase(config);
	try {
		const setupCode = await ensureSetupCode(database.db);
		await wipeForgotten(database.db);
		await purgeDeleted(database.db);
		await recheckQuestions(database.db);
		await purgeMedia(database.db);
		const live = await startLive(database, config, httpServer());
		const crowds = new Crowds();
		const eventLoop = new EventLoop();
		eventLoop.start();
		const erasing = eraseHourly(database.db);
		const backups = keepBackups(database, config.backups);
		const stop = async () => {
			running = undefined;
			eventLoop.stop();
			await crowds.stop();
			await backups.stop();
			await erasing.stop();
			await live.stop();
			await database.close();
		};
		running = { ...database, config, live, crowds, eventLoop, backups, stop };
		layRunning({ setupCode, stop });
		return running;
	} catch (error) {
		await database.close();
		throw error;
	}
}
