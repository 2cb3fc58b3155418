import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf the program is working: what a line of the log says beside what happened. */
export interface Context {
	/** Of a request for a page. */
	request?: string;
	/** Of a message over a socket: the contest's number, and the socket's, which opens nothing. */
	contest?: number;
	socket?: string;
}

const storage = new AsyncLocalStorage<Context>();

/** Runs `work`, and whatever it waits for, in this context. */
export function within<T>(context: Context, work: () => T): T {
	return storage.run(context, work);
}

export function contextNow(): Context {
	return storage.getStore() ?? {};
}
