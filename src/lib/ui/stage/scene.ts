import type { SceneName, StageView } from '$lib/protocol/stage';

/** The scene to draw: the one that the view names, or the nearest one that has something to show. */
export function sceneOf(view: StageView): SceneName {
	if (view.scene === 'question') return view.reveal ? 'reveal' : view.question ? 'question' : 'floor';
	if (view.scene === 'reveal') return view.reveal && view.question ? 'reveal' : 'floor';
	if (view.scene === 'bell') return view.bell ? 'bell' : 'standings';
	return view.scene;
}

/** Changes when the picture is to be exchanged for another one, and not only brought up to date. */
export function pictureOf(view: StageView): string {
	const scene = sceneOf(view);
	return scene === 'question' || scene === 'reveal' ? `${scene} ${view.question?.q}` : scene;
}
