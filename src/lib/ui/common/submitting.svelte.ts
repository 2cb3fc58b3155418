import type { SubmitFunction } from '@sveltejs/kit';

/**
 * Progress of one form: `use:enhance={sent.enhance}` and `busy={sent.busy}`. What was typed stays in the fields
 * unless `reset`. `after` runs when the answer is there, for closing a dialog on success.
 */
export function submitting({
	reset = false,
	after
}: { reset?: boolean; after?: (ok: boolean) => void } = {}) {
	let busy = $state(false);
	const enhance: SubmitFunction = () => {
		busy = true;
		return async ({ result, update }) => {
			await update({ reset });
			busy = false;
			after?.(result.type === 'success' || result.type === 'redirect');
		};
	};
	return {
		get busy() {
			return busy;
		},
		enhance
	};
}
