import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';

/*
 * Whole font files, which have every Vietnamese letter, from packages that are installed with the program: nothing is fetched,
 * and what a machine has installed does not matter. Tinos has the measures of Times New Roman, in which documents are set.
 */
const { resolve } = createRequire(import.meta.url);
const file = (family: string, style: string) =>
	resolve(
		`@expo-google-fonts/${family.toLowerCase().replaceAll(' ', '-')}/${style}/${family.replaceAll(' ', '')}_${style}.ttf`
	);

/** By the name that a drawing gives to each. */
export const fonts = {
	text: file('Tinos', '400Regular'),
	bold: file('Tinos', '700Bold'),
	italic: file('Tinos', '400Regular_Italic'),
	boldItalic: file('Tinos', '700Bold_Italic'),
	plain: file('Be Vietnam Pro', '400Regular'),
	strong: file('Be Vietnam Pro', '700Bold'),
	heavy: file('Be Vietnam Pro', '800ExtraBold'),
	festive: file('Playfair Display', '700Bold'),
	festiveItalic: file('Playfair Display', '500Medium_Italic'),
	/** For signs of mathematics that the others lack. */
	signs: resolve('katex/dist/fonts/KaTeX_Main-Regular.ttf')
} as const;
export type FontName = keyof typeof fonts;

/**
 * What is taken instead where a font lacks a letter, or would have to put a mark on one: names of the Ê Đê, Ba Na and Gia Rai have ĭ, ƀ
 * and ơ̆, at which the library that lays text out falls over in the others.
 */
const instead: Record<FontName, FontName> = {
	text: 'text',
	bold: 'bold',
	italic: 'italic',
	boldItalic: 'boldItalic',
	plain: 'text',
	strong: 'bold',
	heavy: 'bold',
	festive: 'bold',
	festiveItalic: 'italic',
	signs: 'text'
};
const opened = new Map<FontName, Font>();

/** The font that is wanted for a text, or one that has all its letters; null: no font has all of them. */
export function fontFor(text: string, wanted: FontName): FontName | null {
	if (!/\p{M}/u.test(text) && hasAll(wanted, text)) return wanted;
	return [instead[wanted], 'signs' as const].find((font) => hasAll(font, text)) ?? null;
}

/** {@link fontFor}, or the best there is. */
export const fontWith = (text: string, wanted: FontName): FontName =>
	fontFor(text, wanted) ?? instead[wanted];

function hasAll(name: FontName, text: string): boolean {
	let font = opened.get(name);
	if (!font) {
		const file = openSync(fonts[name]);
		if (!('hasGlyphForCodePoint' in file)) throw new Error(`${fonts[name]} is not one font`);
		opened.set(name, (font = file));
	}
	for (const sign of text)
		if (sign !== '\n' && !font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)) return false;
	return true;
}
