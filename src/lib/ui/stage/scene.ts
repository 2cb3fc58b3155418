import type { SceneName, StageView } from '$lib/protocol/stage';

/** The scene to draw: the one that the view names, or the nearest one that has something to show. */
export function sceneOf(view: StageView): SceneName {
	if (view.scene === 'question') return questionScene(view);
	if (view.scene === 'reveal') return view.reveal && view.question ? 'reveal' : 'floor';
	if (view.scene === 'bell') return view.bell ? 'bell' : 'standings';
	if (view.scene === 'pairs') return view.pairs.length > 0 ? 'pairs' : 'floor';
	if (view.scene === 'units') return view.units.length > 0 ? 'units' : 'floor';
	if (view.scene === 'last') return view.last ? 'last' : 'floor';
	if (view.scene === 'sponsors') return view.look.sponsors.length > 0 ? 'sponsors' : 'blank';
	if (view.scene === 'awards') return view.awards.some((a) => a.people.length > 0) ? 'awards' : 'standings';
	return view.scene;
}

function questionScene({ question, reveal }: StageView): SceneName {
	if (!question || question.state === 'voided') return 'floor';
	return reveal ? 'reveal' : 'question';
}

/** Changes when the picture is to be exchanged for another one, and not only brought up to date. */
export function pictureOf(view: StageView): string {
	const scene = sceneOf(view);
	return scene === 'question' || scene === 'reveal' ? `${scene} ${view.question?.q}` : scene;
}
