import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contrast, stagePairs, workPairs, type Pair } from './pairs';

/** The colours that a rule of a file sets. */
function colours(selector: string, file = 'tokens'): Record<string, string> {
	const css = readFileSync(`src/lib/ui/${file}.css`, 'utf8');
	const [, body = ''] = new RegExp(`^${selector} \\{(.*?)^\\}`, 'ms').exec(css) ?? [];
	return Object.fromEntries(
		[...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])
	);
}
const night = { ...colours(':root', 'show-tokens'), ...colours(':root') };
const themes: [string, Record<string, string>, readonly Pair[]][] = [
	['work screens', night, workPairs],
	['the stage by night', night, stagePairs],
	['the stage by day', { ...night, ...colours('\\.day') }, stagePairs]
];

it.each(themes)('%s: colours that are used together have the contrast of WCAG AA', (_, colour, pairs) => {
	const poor = pairs.flatMap(([ink, ground, least]) => {
		const ratio = contrast(colour[ink] ?? '', colour[ground] ?? '');
		return ratio >= least ? [] : [`${ink} on ${ground}: ${ratio.toFixed(2)}, needs ${least}`];
	});
	expect(poor).toEqual([]);
});

it('contrast is that of WCAG', () => {
	expect(contrast('#000000', '#ffffff')).toBe(21);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
