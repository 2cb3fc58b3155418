/** What the process's entry (src/server.ts, Vite in dev) must know of the application once it runs. */
export interface Running {
	/** Creates the first administrator at `/setup?code=…`; null if there is one. */
	setupCode: string | null;
	/** Flushes, tells the phones, closes sockets and database. */
	stop(): Promise<void>;
}

/** The way back from SvelteKit's hooks to the entry; see live/http-slot.ts for why. */
const slot = Symbol.for('chuong-vang.running');

export function layRunning(running: Running): void {
	Reflect.set(globalThis, slot, running);
}

/** The running application; undefined before its start has ended. */
export function runningApplication(): Running | undefined {
	// The slot is written by layRunning alone.
	return Reflect.get(globalThis, slot) as Running | undefined;
}
