/** How somebody signs in. */
export interface Account {
	username: string;
	password: string;
}

/** Fetches these addresses one after the other, as a browser with this Cookie header does; a server that breaks is an error. */
export async function fetchAll(url: string, paths: string[], cookie = ''): Promise<void> {
	for (const path of paths) {
		const get = () => fetch(new URL(path, url), { headers: { cookie }, redirect: 'manual' });
		// As a browser does when the connection that it kept was just being closed.
		const answer = await get().catch(get);
		await answer.arrayBuffer();
		if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
	}
}

/** Sends a form of a page; returns the answer without following it. */
export async function sendForm(
	url: string,
	path: string,
	fields: Record<string, string>,
	cookie = ''
): Promise<Response> {
	const answer = await fetch(new URL(path, url), {
		method: 'POST',
		headers: { cookie, origin: url, accept: 'text/html' },
		body: new URLSearchParams(fields),
		redirect: 'manual'
	});
	await answer.arrayBuffer();
	if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
	return answer;
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
