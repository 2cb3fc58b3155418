import { createServer } from 'vite';

/*
 * A process of its own that holds an embedded PostgreSQL, as the program does: prints its address, lets go of it on
 * SIGTERM. For tests that kill it. Usage: node tests/helpers/postgres-owner.js DATA_DIR
 */
const vite = await createServer({
	configFile: false,
	logLevel: 'error',
	appType: 'custom',
	server: { middlewareMode: true, hmr: false, ws: false, watch: null }
});
const { acquirePostgres } = await vite.ssrLoadModule('/src/lib/server/db/embedded/index.ts');
/** @type {import('../../src/lib/server/db/embedded/index').Postgres} */
let server;

try {
	server = await acquirePostgres({ databaseUrl: undefined, dataDir: process.argv[2] ?? '' });
	process.once('SIGTERM', () => void server.release().then(() => process.exit(0)));
	console.log(server.url);
	setInterval(() => {}, 60_000);
} catch (error) {
	console.log(String(error));
	process.exit(1);
}
