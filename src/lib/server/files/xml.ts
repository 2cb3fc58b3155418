import { Unreadable } from './unreadable';

export interface XmlReader {
	/** Names of elements and attributes come without their prefix. */
	open?(name: string, attributes: () => Record<string, string>): void;
	close?(name: string): void;
	text?(text: string): void;
}

/**
 * Goes through a document once, in linear time. A small reader for the XML of Office files and question banks: one that
 * brings definitions is refused, so no entity can grow or reach out, and so is what is not well-formed. Throws {@link Unreadable}.
 */
export function readXml(xml: string, reader: XmlReader): void {
	const open: string[] = [];
	let at = 0;
	while (at < xml.length) {
		const tag = xml.indexOf('<', at);
		if (tag < 0) break;
		if (tag > at) reader.text?.(decode(xml.slice(at, tag)));
		at = readMarkup(xml, tag, reader, open);
	}
	if (open.length > 0) throw new Unreadable('file/damaged');
}

/** Reads what begins with `<` at `tag` and says where it ends. */
function readMarkup(xml: string, tag: number, reader: XmlReader, open: string[]): number {
	if (xml.startsWith('<!--', tag)) return after(xml, '-->', tag);
	if (xml.startsWith('<![CDATA[', tag)) {
		const end = after(xml, ']]>', tag);
		reader.text?.(xml.slice(tag + 9, end - 3));
		return end;
	}
	const end = tagEnd(xml, tag);
	const body = xml.slice(tag + 1, end - 1);
	if (/^!.*(?:\[|SYSTEM|PUBLIC|ENTITY)/is.test(body)) throw new Unreadable('file/xml_definitions');
	if (body.startsWith('!')) return end;
	if (body.startsWith('?')) return end;
	if (body.startsWith('/')) {
		const name = body.slice(1).trim();
		if (open.pop() !== name) throw new Unreadable('file/damaged');
		reader.close?.(local(name));
		return end;
	}
	const whole = /^[^\s/]+/.exec(body)?.[0] ?? '';
	const name = local(whole);
	reader.open?.(name, () => readAttributes(body));
	if (body.endsWith('/')) reader.close?.(name);
	else open.push(whole);
	return end;
}

function after(xml: string, mark: string, from: number): number {
	const found = xml.indexOf(mark, from);
	return found < 0 ? xml.length : found + mark.length;
}

/** Behind the `>` of the tag; one in an attribute's value is none. */
function tagEnd(xml: string, from: number): number {
	let quote = '';
	for (let at = from; at < xml.length; at++) {
		const c = xml.charAt(at);
		if (quote !== '') quote = c === quote ? '' : quote;
		else if (c === '"' || c === "'") quote = c;
		else if (c === '>') return at + 1;
	}
	return xml.length;
}

/** A name begins where none went before: to look for one at each of a million signs takes minutes. */
const attribute = /(?<![^\s="'])([^\s="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function readAttributes(body: string): Record<string, string> {
	const found: Record<string, string> = Object.create(null);
	for (const [, name, double, simple] of body.matchAll(attribute))
		if (name !== undefined) found[local(name)] = decode(double ?? simple ?? '');
	return found;
}

function local(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

const entities = new Map([
	['lt', '<'],
	['gt', '>'],
	['amp', '&'],
	['quot', '"'],
	['apos', "'"]
]);

function decode(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(
		/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
		(all, hex?: string, decimal?: string, name?: string) => {
			if (name !== undefined) return entities.get(name) ?? all;
			const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
			return code <= 0x10ffff ? String.fromCodePoint(code) : all;
		}
	);
}
