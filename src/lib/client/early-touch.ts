declare global {
	interface Window {
		/** Buttons pressed and files chosen while the page had not come alive (routes/(staff)/early-touch.js). */
		earlyTouch?: Set<Element>;
	}
}

/**
 * Does, once the page is alive, what was asked of it before: presses each button that was pressed, once, however
 * often somebody without an answer pressed it, and tells each field of the files that were chosen.
 */
export function doEarlyTouches(): void {
	const { earlyTouch } = window;
	delete window.earlyTouch;
	for (const touched of earlyTouch ?? []) {
		if (touched instanceof HTMLButtonElement) touched.click();
		else touched.dispatchEvent(new Event('change', { bubbles: true }));
	}
}
