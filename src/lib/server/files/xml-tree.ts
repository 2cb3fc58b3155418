import type { Element } from '$lib/bank/formats/moodle';
import { Unreadable } from './unreadable';
import { readXml } from './xml';

/** Deeper than this nothing that we read is. */
const maxDepth = 100;

/**
 * A whole document as elements. Throws {@link Unreadable}, also for what has no root or too many depths.
 */
export function readXmlTree(xml: string): Element {
	const roots: Element[] = [];
	const open: Element[] = [];
	readXml(xml, {
		open(name, attributes) {
			const element = { name, attributes: attributes(), text: '', children: [] };
			(open.at(-1)?.children ?? roots).push(element);
			if (open.push(element) > maxDepth) throw new Unreadable('file/damaged');
		},
		text(text) {
			const last = open.at(-1);
			if (last) last.text += text;
		},
		close() {
			open.pop();
		}
	});
	const [root] = roots;
	if (!root || roots.length > 1) throw new Unreadable('file/damaged');
	return root;
}
