import type { Reroute } from '@sveltejs/kit';

/** One prerendered page serves every contest: `/play/123456` is the page `/play`, which reads the code itself. */
export const reroute: Reroute = ({ url }) => {
	if (/^\/play\/[^/]+\/?$/.test(url.pathname)) return '/play';
};
