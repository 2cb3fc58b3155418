import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import type { PageServerLoad } from './$types';

/** For those who work on the program: `npm run dev`, then /styleguide. The built program has no such page. */
export const load: PageServerLoad = async ({ url }) => {
	if (dev) {
		const { stageScenes } = await import('$lib/showcase/stage');
		const scenes = Object.entries(stageScenes).map(([name, make]) => ({ name, view: make() }));
		return { scenes, theme: url.searchParams.get('theme') === 'day' ? ('day' as const) : ('night' as const) };
	}
	error(404);
};
