import type { Cue } from '$lib/client/sound';
import type { StageView } from '$lib/protocol/stage';
import { lastSeconds } from './countdown';

/** What is to be heard when the stage goes from one view to the next. A stage just opened says nothing. */
export function cues(before: StageView | null, now: StageView): Cue[] {
	if (!before) return [];
	if (now.bellRung) return before.bellRung ? [] : ['bell'];
	const heard: Cue[] = [];
	if (isOpen(now) && !(sameQuestion(before, now) && wasOpened(before))) heard.push('open');
	if (sameQuestion(before, now) && wasOpened(before) && now.question?.state === 'closed')
		heard.push('timeUp');
	if (now.reveal && !(before.reveal && sameQuestion(before, now))) heard.push('reveal');
	if (isRevealed(now) && !(isRevealed(before) && sameQuestion(before, now)) && (now.reveal?.out ?? 0) > 0)
		heard.push('fall');
	if (now.scene === 'cut' && before.scene !== 'cut') heard.push('fall');
	if (now.scene === 'rescue' && before.scene !== 'rescue') heard.push('rescue');
	return heard;
}

/** What the countdown still has to say: a tick for each of the last seconds, then that the time is up. */
export function countdownCues(view: StageView, now: number): { cue: Cue; inMs: number }[] {
	if (!view.question || !isOpen(view)) return [];
	const left = view.question.closesAt - now;
	const planned: { cue: Cue; inMs: number }[] = [];
	for (let second = lastSeconds; second >= 1; second--)
		planned.push({ cue: 'tick', inMs: left - second * 1000 });
	planned.push({ cue: 'timeUp', inMs: left });
	return planned.filter(({ inMs }) => inMs >= 0);
}

const isOpen = (view: StageView) => view.question?.state === 'open';
const wasOpened = (view: StageView) => isOpen(view) || view.question?.state === 'paused';
const isRevealed = (view: StageView) => view.question?.state === 'revealed';
const sameQuestion = (a: StageView, b: StageView) => a.question?.q === b.question?.q;
