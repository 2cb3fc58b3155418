import type { HostCommand, HostView } from '$lib/protocol/host';

type Called = HostView['calledScene'];

/** The key of each scene that the host may call; the same one whatever else there is to call. Null: the stage by itself. */
const keys = [
	['0', null],
	['1', 'join'],
	['2', 'floor'],
	['3', 'question'],
	['4', 'standings'],
	['5', 'units'],
	['6', 'audience'],
	['7', 'last'],
	['8', 'awards'],
	['9', 'blank'],
	['S', 'sponsors']
] as const satisfies [string, Called][];

/** What may be put on the stage now. */
export function callableScenes(
	view: Pick<HostView, 'phase' | 'awards' | 'bellIsNext' | 'sponsors'>
): Called[] {
	const barred = new Set<Called>();
	// Awards are given after the end (BE5).
	if (view.phase !== 'finished' || view.awards.length === 0) barred.add('awards');
	if (!view.bellIsNext) barred.add('last');
	if (!view.sponsors) barred.add('sponsors');
	return keys.map(([, scene]) => scene).filter((scene) => !barred.has(scene));
}

/** The command that puts a scene on the stage. The awards wait for the host, one after the other. */
export function callOf(scene: Called): Extract<HostCommand, { type: 'callScene' }> {
	return scene === 'awards' ? { type: 'callScene', scene, page: 0 } : { type: 'callScene', scene };
}

export function sceneKey(scene: Called): string {
	return keys.find(([, one]) => one === scene)?.[0] ?? '';
}

/** The scene that a key calls; undefined: it calls none now. */
export function sceneOfKey(key: string, view: Parameters<typeof callableScenes>[0]): Called | undefined {
	const found = keys.find(([name]) => name === key.toUpperCase());
	return found && callableScenes(view).includes(found[1]) ? found[1] : undefined;
}
