import type { BrowserContext } from '@playwright/test';

/**
 * Everything that the browsers complain of, with whose it was: errors and warnings in the console, exceptions, requests
 * that failed or were answered with an error.
 */
export class Complaints {
	readonly all: string[] = [];

	listen(who: string, context: BrowserContext): void {
		const add = (what: string) => this.all.push(`${who}: ${what}`);
		context.on('console', (message) => {
			// A page that is left, or a preview that is taken down, gives up a line that it was just making.
			if (message.text().includes('closed before the connection is established')) return;
			if (['error', 'warning'].includes(message.type())) add(message.text());
		});
		context.on('weberror', (error) => add(error.error().message));
		context.on('requestfailed', (request) => {
			const why = request.failure()?.errorText ?? '';
			// What a browser gives up because the page was left has not failed.
			if (why !== 'net::ERR_ABORTED') add(`${why} ${request.url()}`);
		});
		context.on('response', (response) => {
			if (response.status() >= 400) add(`${response.status()} ${response.url()}`);
		});
	}
}
