import { beforeNavigate } from '$app/navigation';
import { m } from '$lib/paraglide/messages';

/** Asks before the page is left with something on it that is not saved. Use it while a component is made. */
export function askBeforeLeaving(isUnsaved: () => boolean): void {
	beforeNavigate((navigation) => {
		if (!isUnsaved()) return;
		// Leaving the program altogether, the browser asks by itself.
		if (navigation.willUnload || !confirm(m.common_leave_unsaved())) navigation.cancel();
	});
}
