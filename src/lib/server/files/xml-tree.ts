import type { Element } from '$lib/bank/formats/moodle';
import { Unreadable } from './unreadable';
import { readXml } from './xml';

/** Deeper than this nothing that we read is. */
const maxDepth = 100;

/**
 * A whole document as elements. Throws {@link Unreadable} when an element is not closed or closed out of turn, and when
 * the document brings definitions of its own, which are never followed.
 */
export function readXmlTree(xml: string): Element {
	const prolog = xml.slice(0, xml.search(/<[\p{L}_]/u));
	if (/<!(?:ENTITY|DOCTYPE[^>]*(?:\[|SYSTEM|PUBLIC))/i.test(prolog))
		throw new Unreadable('file/xml_definitions');
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
		close(name) {
			if (open.pop()?.name !== name) throw new Unreadable('file/damaged');
		}
	});
	const [root] = roots;
	if (!root || roots.length > 1 || open.length > 0) throw new Unreadable('file/damaged');
	return root;
}
