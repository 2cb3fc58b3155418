import type { SubmitFunction } from '@sveltejs/kit';
import { askBeforeLeaving } from '$lib/ui/common/leaving';
import { submitting } from '$lib/ui/common/submitting.svelte';

/**
 * A form that edits a whole part of the draft: what its fields were made from, and whether they have been changed since. As long
 * as they have, nothing that comes from the server takes their place, and the page is not left unasked. `part` and `mark`
 * tell the part as the page has it. Use it while a component is made.
 */
export function draftForm<Part>(part: () => Part, mark: () => string, saved?: () => void) {
	let made = $state.raw({ part: part(), mark: mark() });
	let dirty = $state(false);
	let typedSince = false;
	let focused: Element | null = null;
	const sent = submitting({
		after: (ok) => {
			dirty = !ok || typedSince;
			if (!ok) return;
			// What was typed while it was on its way rests on what has just been saved.
			if (dirty) made = { part: made.part, mark: mark() };
			saved?.();
			// SvelteKit takes the focus to the top of the page.
			if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
		}
	});
	$effect.pre(() => {
		const now = { part: part(), mark: mark() };
		if (!dirty) made = now;
	});
	askBeforeLeaving(() => dirty && !sent.busy);

	const enhance: SubmitFunction = (submission) => {
		typedSince = false;
		focused = document.activeElement;
		return sent.enhance(submission);
	};
	return {
		/** What the fields are made from. */
		get part() {
			return made.part;
		},
		get mark() {
			return made.mark;
		},
		get dirty() {
			return dirty;
		},
		get busy() {
			return sent.busy;
		},
		/** Something was typed or rearranged. */
		changed() {
			dirty = true;
			typedSince = true;
		},
		enhance,
		/** Gives up what was changed for what is saved by now. */
		discard() {
			dirty = false;
			location.reload();
		}
	};
}
