import { escapeMarkup } from '../markup';
import { fromHtml, hasHtml, type ForeignObject, type ForeignText } from './html';

/** What Moodle's texts are written in; `moodle` is HTML or plain text, whichever it looks like. */
export type TextFormat = 'moodle' | 'html' | 'plain' | 'markdown';
export type { ForeignText };

/** A text of Moodle in our markup. */
export function fromFormat(text: string, format: TextFormat): ForeignText {
	switch (format) {
		case 'html':
			return fromHtml(text);
		case 'moodle':
			return hasHtml(text) ? fromHtml(text, { breaks: true }) : { text: escapeMarkup(text), objects: [] };
		case 'plain':
			return { text: escapeMarkup(text), objects: [] };
		case 'markdown':
			return fromMarkdown(text);
	}
}

/** Its signs for what our markup can say are the same; what else it has stays as it is written. */
function fromMarkdown(text: string): ForeignText {
	const objects: ForeignObject[] = [];
	const picture = (_: string, alt: string, address: string) => {
		objects.push({ name: alt || (address.split('/').at(-1) ?? ''), data: '' });
		return '';
	};
	return { text: text.replace(/!\[([^\]]*)\]\(([^)]*)\)/g, picture), objects };
}
