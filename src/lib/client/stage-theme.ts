import type { StageLook } from '$lib/protocol/stage';

type Theme = StageLook['theme'];
const keyOf = (code: string) => `stage-theme:${code}`;

/** The ground that was chosen on this very screen, over a reload; null: the organizer's. */
export function keptTheme(code: string): Theme | null {
	try {
		const kept = sessionStorage.getItem(keyOf(code));
		return kept === 'night' || kept === 'day' ? kept : null;
	} catch {
		return null; // storage barred
	}
}

export function keepTheme(code: string, theme: Theme): void {
	try {
		sessionStorage.setItem(keyOf(code), theme);
	} catch {
		// Storage is barred: it holds until the page is loaded again.
	}
}
