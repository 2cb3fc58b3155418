import type { Cookies } from '@sveltejs/kit';

/** A browser as far as sessions see it: an address, a name, and a jar that keeps what is set in it. */
export function fakeBrowser({
	address = '192.168.1.20',
	userAgent = 'Firefox',
	url = 'http://192.168.1.5:3000/'
} = {}) {
	const jar = new Map<string, string>();
	const set: { name: string; options: Parameters<Cookies['set']>[2] }[] = [];
	const cookies: Cookies = {
		get: (name) => jar.get(name),
		getAll: () => [...jar].map(([name, value]) => ({ name, value })),
		set: (name, value, options) => {
			jar.set(name, value);
			set.push({ name, options });
		},
		delete: (name) => void jar.delete(name),
		serialize: (name, value) => `${name}=${value}`
	};
	return {
		cookies,
		/** Every cookie that was set, with its options. */
		set,
		url: new URL(url),
		request: new Request(url, { headers: { 'user-agent': userAgent } }),
		getClientAddress: () => address,
		/** The Cookie header of the next request. */
		header: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
	};
}
