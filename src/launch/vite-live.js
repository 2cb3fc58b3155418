import { devRunning, stopping } from './says.js';

/*
 * In dev, Vite's own server carries Socket.IO: it is laid where the application's start (src/hooks.server.ts) looks for
 * it. The slots are those of src/lib/server/live/http-slot.ts and src/lib/server/running-slot.ts.
 */
const httpSlot = Symbol.for('chuong-vang.http');
const runningSlot = Symbol.for('chuong-vang.running');

/** @returns {import('../lib/server/running-slot').Running | undefined} */
const application = () => Reflect.get(globalThis, runningSlot);

/** What the running application is made of: it can't be exchanged while it runs. */
const serverSide = /\/src\/(hooks\.server\.ts|lib\/(server|contest|bank|protocol)\/)/;

/** @returns {import('vite').Plugin} */
export function liveInDev() {
	return {
		name: 'chuong-vang-live',
		apply: 'serve',
		configureServer(vite) {
			const server = vite.httpServer;
			if (!server) return;
			Reflect.set(globalThis, httpSlot, server);
			/** @type {Promise<void> | undefined} */
			let starting;
			server.once('listening', () => {
				starting = start(vite);
			});
			let restarting = false;
			vite.watcher.on('change', (file) => {
				if (restarting || !serverSide.test(file) || file.endsWith('.test.ts')) return;
				restarting = true;
				void Promise.resolve(starting)
					.then(stopApplication)
					.then(() => vite.restart());
			});
			stopWithVite();
		}
	};
}

/**
 * SvelteKit starts the application with the first request, so we make one.
 * @param {import('vite').ViteDevServer} vite
 */
async function start(vite) {
	const address = vite.httpServer?.address();
	if (!address || typeof address === 'string') return;
	const local = `http://localhost:${address.port}`;
	await fetch(`${local}/login`).catch(() => undefined); // Vite shows what went wrong
	const running = application();
	if (running)
		vite.config.logger.info(devRunning(running.setupCode && `${local}/setup?code=${running.setupCode}`));
}

async function stopApplication() {
	const running = application();
	Reflect.deleteProperty(globalThis, runningSlot);
	await running?.stop();
}

function stopWithVite() {
	// At a restart Vite loads this file anew, so a variable in it would not remember.
	const slot = Symbol.for('chuong-vang.dev-signals');
	if (Reflect.get(globalThis, slot)) return;
	Reflect.set(globalThis, slot, true);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.once(signal, () => {
			console.log(stopping);
			setTimeout(() => process.exit(0), 9_000).unref();
			void stopApplication().finally(() => process.exit(0));
		});
	}
}
