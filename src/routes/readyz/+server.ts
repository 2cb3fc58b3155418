import { app } from '$lib/server/app';
import { databaseAnswers } from '$lib/server/observe/ready';

/** For a proxy in front of several processes: whether this one serves and reaches the database. */
export const GET = async () =>
	(await databaseAnswers(app().db))
		? new Response('ready\n')
		: new Response('the database is away\n', { status: 503 });
