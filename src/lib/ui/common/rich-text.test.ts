import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import RichText from './RichText.svelte';

const shown = (text: string) => render(RichText, { props: { text } }).body.replace(/<!--.*?-->/g, '');

it.each([
	['1 < 2 & **đúng**', '1 &lt; 2 &amp; <strong>đúng</strong>'],
	['a **b *c*** d', 'a <strong>b <em>c</em></strong> d'],
	['h__ea__t H_(2)O x^(2)', 'h<u>ea</u>t H<sub>2</sub>O x<sup>2</sup>'],
	['Tính $x<1$.', 'Tính <span class="formula"><code>x&lt;1</code></span>.'],
	['dòng 1\ndòng 2', 'dòng 1\ndòng 2']
])('shows %s without a space more or less, and nothing of it as HTML', (text, html) => {
	expect(shown(text)).toBe(html);
});
