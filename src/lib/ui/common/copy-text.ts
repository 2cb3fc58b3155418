/**
 * Copies a text, also on plain http where browsers give no clipboard: there by selecting what `shown` holds of it and asking
 * the browser to copy. False: it is selected, and has to be copied by hand.
 */
export async function copyText(text: string, shown: HTMLElement | null | undefined): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		if (shown instanceof HTMLInputElement) {
			shown.focus();
			shown.select();
		} else if (shown) getSelection()?.selectAllChildren(shown);
		return document.execCommand('copy');
	}
}
