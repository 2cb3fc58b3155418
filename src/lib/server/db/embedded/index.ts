import type { Config } from '$lib/server/config';
import { ensureCluster, role } from './cluster';
import { DatabaseUnavailableError, fromFileSystem } from './errors';
import { checkGiven } from './given';
import { findPlace } from './place';
import { addressOf, ensureDatabase } from './session';
import { supervise } from './supervisor';

export { DatabaseUnavailableError, type DatabaseProblem } from './errors';

/** A PostgreSQL that is there to be used. */
export interface Postgres {
	url: string;
	embedded: boolean;
	/** To be called when all our own connections are closed. Stops an embedded server unless another process uses it. */
	release(): Promise<void>;
}

/**
 * The PostgreSQL of `DATABASE_URL` after a look at it, or else our own: made when there is none, adopted when it still
 * runs, started otherwise. Takes two minutes at the very worst. Throws {@link DatabaseUnavailableError}.
 */
export async function acquirePostgres(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Postgres> {
	if (config.databaseUrl) {
		await checkGiven(config.databaseUrl);
		return { url: config.databaseUrl, embedded: false, release: async () => {} };
	}
	try {
		return await acquireEmbedded(config.dataDir);
	} catch (error) {
		if (error instanceof DatabaseUnavailableError) throw error;
		throw fromFileSystem(error, config.dataDir);
	}
}

async function acquireEmbedded(dataDir: string): Promise<Postgres> {
	const place = await findPlace(dataDir);
	const password = await ensureCluster(place);
	const { port, release } = await supervise(place, password);
	try {
		await ensureDatabase(addressOf(port, password, 'postgres'), role);
	} catch (error) {
		await release();
		throw error;
	}
	return { url: addressOf(port, password, role), embedded: true, release };
}
