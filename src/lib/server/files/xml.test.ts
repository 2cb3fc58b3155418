import { expect, test } from 'vitest';
import { readXml } from './xml';

/** What a reader that wants everything gets. */
function read(xml: string) {
	const found: unknown[] = [];
	readXml(xml, {
		open: (name, attributes) => void found.push([name, { ...attributes() }]),
		text: (text) => void found.push(text)
	});
	return found;
}

test('attributes without their prefix, in either quotes, with their entities', () => {
	expect(read(`<w:p w:val = "a &lt; b" id='1'>&#x41;&#66;&amp;</w:p>`)).toEqual([
		['p', { val: 'a < b', id: '1' }],
		'AB&'
	]);
});

test.each([
	['a name without end', `<c ${'a'.repeat(1_000_000)}>`],
	['names without values', `<c ${'a '.repeat(500_000)}>`],
	['a name and blanks without end', `<c a${' '.repeat(1_000_000)}>`],
	['a definition without end', `<!${'-'.repeat(1_000_000)}>`],
	['ampersands', `<c>${'&'.repeat(1_000_000)}</c>`]
])('%s take no longer than a glance', (_what, xml) => {
	const from = performance.now();
	expect(() => read(xml.startsWith('<c ') ? `${xml}</c>` : xml)).not.toThrow();
	expect(performance.now() - from).toBeLessThan(1000);
});

test('names of what every object has are names like others', () => {
	const [[, attributes] = []] = read('<c __proto__="x" constructor="y"/>') as [string, object][];
	expect(Object.entries(attributes ?? {})).toEqual([
		['__proto__', 'x'],
		['constructor', 'y']
	]);
	expect(read('<c>&constructor;&__proto__;</c>')).toEqual([['c', {}], '&constructor;&__proto__;']);
});
