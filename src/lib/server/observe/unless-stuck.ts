import type { Handle } from '@sveltejs/kit';
import { app } from '../app';
import type { Db } from '../db/client';
import { databaseAnswers } from './ready';

/** A page that takes longer may have much to do; then the database is asked whether it is that, ms. */
const patience = 10_000;

/**
 * A PostgreSQL that stands still breaks no connection, so whoever waits for it would wait without an end. What takes long and is
 * worked on goes on; what waits for a database that answers nobody fails, with the page that failures have.
 */
export const unlessStuck: Handle = async ({ event, resolve }) => {
	const ended = new AbortController();
	const page = Promise.resolve(resolve(event)).finally(() => ended.abort());
	return await Promise.race([page, databaseStands(app().db, ended.signal)]);
};

/** Rejects once the database has answered nobody for a while; stays open otherwise. */
function databaseStands(db: Db, ended: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const look = async () => {
			if (!(await databaseAnswers(db))) reject(new Error('the database does not answer'));
			else if (!ended.aborted) timer = setTimeout(() => void look(), patience);
		};
		let timer = setTimeout(() => void look(), patience);
		ended.addEventListener('abort', () => clearTimeout(timer));
	});
}
