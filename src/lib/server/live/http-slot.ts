import type { Server } from 'node:http';

/**
 * SvelteKit's build gives no way to hand its hooks a value, and a second copy of the application's modules must not
 * exist. So whoever creates the HTTP server (src/server.ts, Vite in dev) lays it here before the hooks run.
 */
const slot = Symbol.for('chuong-vang.http');

export function layHttpServer(server: Server): void {
	Reflect.set(globalThis, slot, server);
}

/** The HTTP server that Socket.IO attaches to. */
export function httpServer(): Server {
	// The slot is written by layHttpServer alone.
	const server = Reflect.get(globalThis, slot) as Server | undefined;
	if (!server) throw new Error('no HTTP server was laid out before the start');
	return server;
}
