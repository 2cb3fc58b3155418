const named: Partial<Record<string, string>> = {
	black: '000000',
	white: 'ffffff',
	red: 'ff0000',
	blue: '0000ff',
	green: '008000',
	lime: '00ff00',
	yellow: 'ffff00',
	aqua: '00ffff',
	cyan: '00ffff',
	fuchsia: 'ff00ff',
	magenta: 'ff00ff',
	maroon: '800000',
	navy: '000080',
	olive: '808000',
	purple: '800080',
	teal: '008080',
	orange: 'ffa500',
	gray: '808080',
	silver: 'c0c0c0'
};

/** The first colour that a CSS value names, as six hex digits in lower case; '' for none, or one that can't be seen through. */
export function colourOf(css: string): string {
	const text = css.trim().toLowerCase();
	const [, hex] = /#([0-9a-f]{6}|[0-9a-f]{3})\b/.exec(text) ?? [];
	if (hex !== undefined) return hex.length === 6 ? hex : [...hex].map((digit) => digit + digit).join('');
	const [, inside] = /rgba?\(([^)]*)\)/.exec(text) ?? [];
	if (inside === undefined) return named[/^[a-z]+/.exec(text)?.[0] ?? ''] ?? '';
	const [red = 0, green = 0, blue = 0, alpha = 1] = inside.split(/[\s,/]+/).map(Number);
	const digits = [red, green, blue].map((n) => n.toString(16).padStart(2, '0')).join('');
	return alpha === 0 ? '' : digits;
}
