import { m } from '$lib/paraglide/messages';

/** A control that a form checks before it is sent. */
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isControl = (target: EventTarget | null): target is Control =>
	target instanceof HTMLInputElement ||
	target instanceof HTMLTextAreaElement ||
	target instanceof HTMLSelectElement;

/**
 * What to do about a control that keeps its form from being sent, in our words and our language instead of the browser's
 * bubble; '' for nothing. Hear of it by `oninvalid`. The first one of the form gets the focus.
 */
export function unmetBy(event: Event): string {
	const { target } = event;
	if (!isControl(target)) return '';
	event.preventDefault();
	const first = target.form?.querySelector(':is(input, textarea, select):invalid');
	// When the sentence is there, so that it is read out with the field.
	if (first === target) setTimeout(() => target.focus());
	return unmetText(target);
}

function unmetText(control: Control): string {
	const { validity } = control;
	const { min = '', max = '', type } = control instanceof HTMLInputElement ? control : { type: '' };
	if (validity.valueMissing && type === 'checkbox') return m.common_unmet_tick();
	if (validity.valueMissing && type === 'file') return m.common_unmet_file();
	if (validity.badInput || (type === 'number' && validity.valueMissing)) return numberText(min, max);
	if (validity.valueMissing) return m.common_unmet_missing();
	if (validity.rangeUnderflow || validity.rangeOverflow) return numberText(min, max);
	if (validity.stepMismatch) return m.common_unmet_step();
	return m.common_unmet_other();
}

function numberText(min: string, max: string): string {
	if (min !== '' && max !== '') return m.common_unmet_between({ min, max });
	return min === '' ? m.common_unmet_number() : m.common_unmet_from({ min });
}
