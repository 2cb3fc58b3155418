/** How somebody signs in. */
export interface Account {
	username: string;
	password: string;
}

/** Fetches these addresses one after the other, as a browser with this Cookie header does; a server that breaks is an error. */
export async function fetchAll(url: string, paths: string[], cookie = ''): Promise<void> {
	for (const path of paths) {
		await ask(url, path, { headers: { cookie } });
	}
}

/** Sends a form of a page; returns the answer without following it. */
export async function sendForm(
	url: string,
	path: string,
	fields: Record<string, string>,
	cookie = ''
): Promise<Response> {
	return await ask(url, path, {
		method: 'POST',
		headers: { cookie, origin: url, accept: 'text/html' },
		body: new URLSearchParams(fields)
	});
}

/** Returns the Cookie header of the session; null: the password was wrong, or it was tried too often. */
export async function signIn(url: string, { username, password }: Account): Promise<string | null> {
	const answer = await sendForm(url, '/login', { username, password });
	if (answer.status !== 303) return null;
	return answer.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
}

export async function signOut(url: string, cookie: string): Promise<void> {
	await sendForm(url, '/logout', {}, cookie);
}

async function ask(url: string, path: string, request: RequestInit): Promise<Response> {
	const once = () => fetch(new URL(path, url), { ...request, redirect: 'manual' });
	// Again, as a browser does, when the connection that was kept was just being closed.
	const answer = await once().catch(once);
	await answer.arrayBuffer();
	if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
	return answer;
}
