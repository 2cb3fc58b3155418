import type { SubmitFunction } from '@sveltejs/kit';
import { tick } from 'svelte';

/**
 * Progress of one form: `use:enhance={sent.enhance}` and `busy={sent.busy}`. What was typed stays in the fields
 * unless `reset`; the first that has to be mended gets the focus. `after` runs when the answer is there, for closing a dialog
 * on success.
 */
export function submitting({
	reset = false,
	after
}: { reset?: boolean; after?: (ok: boolean) => void } = {}) {
	let busy = $state(false);
	const enhance: SubmitFunction = ({ formElement }) => {
		busy = true;
		return async ({ result, update }) => {
			await update({ reset });
			busy = false;
			after?.(result.type === 'success' || result.type === 'redirect');
			if (result.type !== 'failure') return;
			await tick();
			formElement.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
		};
	};
	return {
		get busy() {
			return busy;
		},
		enhance
	};
}
