import { readXml } from '../xml';

/** An element of a document; names and attributes come without their prefix. */
export interface Element {
	name: string;
	attributes: Record<string, string>;
	children: (Element | string)[];
}

export function elements(parent: Element | undefined, name?: string): Element[] {
	return (parent?.children ?? []).filter(
		(c): c is Element => typeof c !== 'string' && (name === undefined || c.name === name)
	);
}

/** The first element below by each of these names in turn. */
export function find(parent: Element | undefined, ...names: string[]): Element | undefined {
	return names.reduce<Element | undefined>((at, name) => elements(at, name)[0], parent);
}

/** The attribute `val` of the element of this name. */
export function value(parent: Element | undefined, name: string): string | undefined {
	return find(parent, name)?.attributes['val'];
}

/** A property that is on when it is there and not said to be off. */
export function isOn(parent: Element | undefined, name: string): boolean | undefined {
	const property = find(parent, name);
	if (!property) return undefined;
	return !['0', 'false', 'off', 'none'].includes(property.attributes['val'] ?? '');
}

/** The whole of a small document. */
export function readTree(xml: string): Element {
	const root: Element = { name: '', attributes: {}, children: [] };
	const open = [root];
	readXml(xml, {
		open(name, attributes) {
			const element = { name, attributes: attributes(), children: [] };
			open.at(-1)?.children.push(element);
			open.push(element);
		},
		close(name) {
			if (open.length > 1 && open.at(-1)?.name === name) open.pop();
		},
		text(text) {
			open.at(-1)?.children.push(text);
		}
	});
	return root;
}
