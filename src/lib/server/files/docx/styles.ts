import { elements, find, isOn, value, type Element } from './tree';

/** How letters look, as far as anything says so; what is undefined is up to the style below. */
export interface Looks {
	bold?: boolean | undefined;
	italic?: boolean | undefined;
	underline?: boolean | undefined;
	strike?: boolean | undefined;
	hidden?: boolean | undefined;
	colour?: string | undefined;
	highlight?: boolean | undefined;
	script?: 'super' | 'sub' | '' | undefined;
	font?: string | undefined;
}

/** What the styles of a document say. */
export class Styles {
	private readonly byId = new Map<string, Element>();
	private readonly defaults: Looks;
	private readonly resolved = new Map<string, Looks>();

	/** `root`: of styles.xml. */
	constructor(root: Element | undefined) {
		const styles = find(root, 'styles');
		for (const style of elements(styles, 'style')) this.byId.set(style.attributes['styleId'] ?? '', style);
		const normal = elements(styles, 'style').find(
			(s) => s.attributes['type'] === 'paragraph' && s.attributes['default'] === '1'
		);
		this.defaults = merged(
			looksOf(find(styles, 'docDefaults', 'rPrDefault', 'rPr')),
			this.looks(normal?.attributes['styleId'] ?? 'Normal')
		);
	}

	/** The looks of letters in a paragraph of this style; without one, of any paragraph. */
	paragraph(id: string | undefined): Looks {
		return id === undefined ? this.defaults : merged(this.defaults, this.looks(id));
	}

	/** What a style adds. */
	looks(id: string): Looks {
		const known = this.resolved.get(id);
		if (known) return known;
		this.resolved.set(id, {}); // a style that is based on itself adds nothing
		const style = this.byId.get(id);
		const base = value(style, 'basedOn');
		const looks = merged(base === undefined ? {} : this.looks(base), looksOf(find(style, 'rPr')));
		this.resolved.set(id, looks);
		return looks;
	}

	/** Whether paragraphs of this style are headings. */
	isHeading(id: string | undefined): boolean {
		if (id === undefined) return false;
		const style = this.byId.get(id);
		return /^(?:heading|title|tiêu đề)/i.test(value(style, 'name') ?? id);
	}

	/** The list that paragraphs of this style belong to. */
	numbering(id: string | undefined, seen = 0): Element | undefined {
		if (id === undefined || seen > 20) return undefined;
		const style = this.byId.get(id);
		return find(style, 'pPr', 'numPr') ?? this.numbering(value(style, 'basedOn'), seen + 1);
	}
}

/** The second where it says something, else the first. */
export function merged(below: Looks, above: Looks): Looks {
	const looks: Looks = { ...below };
	for (const [name, said] of Object.entries(above))
		if (said !== undefined) Object.assign(looks, { [name]: said });
	return looks;
}

/** `properties`: a `w:rPr`. */
export function looksOf(properties: Element | undefined): Looks {
	if (!properties) return {};
	const fonts = find(properties, 'rFonts')?.attributes;
	const highlight = value(properties, 'highlight');
	const fill = find(properties, 'shd')?.attributes['fill'];
	const script = value(properties, 'vertAlign');
	const colour = value(properties, 'color');
	return {
		bold: isOn(properties, 'b'),
		italic: isOn(properties, 'i'),
		underline: isOn(properties, 'u'),
		strike: isOn(properties, 'strike'),
		hidden: isOn(properties, 'vanish'),
		colour: colour === undefined ? undefined : colour === 'auto' ? '' : colour.toLowerCase(),
		highlight:
			highlight !== undefined && highlight !== 'none'
				? !['white', 'black'].includes(highlight)
				: fill === undefined
					? highlight === undefined
						? undefined
						: false
					: isMarker(fill),
		script:
			script === undefined
				? undefined
				: script === 'superscript'
					? 'super'
					: script === 'subscript'
						? 'sub'
						: '',
		font: fonts && fontOf(fonts)
	};
}

/** The font of Vietnamese letters. One of the theme's is a font of today, whatever stands beside it. */
function fontOf(fonts: Record<string, string>): string | undefined {
	if (fonts['hAnsiTheme'] !== undefined || fonts['asciiTheme'] !== undefined) return '';
	return fonts['hAnsi'] ?? fonts['ascii'];
}

/** Whether shading is bright enough to be meant: white and pale grey come with text that was pasted from the web. */
function isMarker(fill: string): boolean {
	const parts = /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(fill);
	if (!parts) return false;
	const [red = 255, green = 255, blue = 255] = parts.slice(1).map((hex) => parseInt(hex, 16));
	return Math.max(red, green, blue) - Math.min(red, green, blue) > 0x30;
}
