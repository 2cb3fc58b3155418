// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { keyIsTaken } from './keys';

test.each([
	['<input id="at" />', '2', true],
	['<input id="at" type="checkbox" />', '2', false],
	['<button id="at"></button>', '2', false],
	['<button id="at"></button>', ' ', true],
	['<dialog open><button id="at"></button></dialog>', '2', true],
	['<dialog><button id="at"></button></dialog>', '2', false],
	['<dialog><button id="at"></button></dialog>', ' ', false]
])('%s has the focus, and “%s” is pressed: its own key? %s', (html, key, taken) => {
	document.body.innerHTML = html;
	const found: { event: KeyboardEvent | null } = { event: null };
	document.body.addEventListener('keydown', (event) => (found.event = event), { once: true });
	document.getElementById('at')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
	expect(found.event && keyIsTaken(found.event)).toBe(taken);
});
