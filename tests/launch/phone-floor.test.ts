import css from '@eslint/css';
import { Linter } from 'eslint';
import esx from 'eslint-plugin-es-x';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/*
 * The oldest browsers that the phone's program is for are Chrome 90 and Safari 15.0: old phones, and what apps like Zalo bring
 * along. Nothing newer is in what was built, unless it is listed here with why that is no harm.
 */
const folder = 'build/phone/_app/immutable/phone';
const pages = 'build/web/prerendered';

/** CSS that may be newer, since what ignores it is right all the same; or that only Firefox had later. */
const harmless = [
	"Property 'text-size-adjust'", // with its -webkit- twin
	"Property 'overscroll-behavior-y'", // pulling reloads, and a reload loses nothing
	"Property 'text-wrap'", // headings break as they come
	"Selector 'focus-visible'", // Safari before 15.4 draws its own ring
	"Property 'line-clamp'", // with its -webkit- twin
	"Unit 'dvh'", // after the same in vh
	"Value 'anywhere' of property 'overflow-wrap'", // after break-word
	"Property 'outline'", // Safari before 16.4 draws it with square corners
	"Property 'inset'", // Chrome 87, Safari 14.1
	"Selector 'where'", // Chrome 88, Safari 14
	"Value 'system-ui' of property 'font-family'" // Chrome 56, Safari 11
];

/** What browsers beside the language have had later than these, or not at all, or not on plain http. */
const newer = {
	names: [
		...['structuredClone', 'reportError', 'scheduler', 'navigation', 'requestIdleCallback', 'caches'],
		...['BroadcastChannel', 'CompressionStream', 'DecompressionStream', 'OffscreenCanvas', 'URLPattern'],
		...['Highlight', 'CSSStyleSheet', 'EyeDropper', 'IdleDetector', 'ReportingObserver']
	],
	members: [
		...['randomUUID', 'subtle', 'canParse', 'throwIfAborted', 'requestIdleCallback', 'postTask'],
		...['showModal', 'showPopover', 'hidePopover', 'togglePopover', 'inert', 'popover', 'requestSubmit'],
		...['checkVisibility', 'startViewTransition', 'moveBefore', 'setHTML', 'setHTMLUnsafe', 'getHTML'],
		...['adoptedStyleSheets', 'attachInternals', 'onscrollend', 'onbeforetoggle', 'highlights'],
		...['wakeLock', 'userActivation', 'vibrate', 'serviceWorker', 'clipboard']
	],
	statics: [
		['AbortSignal', 'timeout'],
		['AbortSignal', 'any'],
		['URL', 'parse'],
		['Response', 'json'],
		['navigator', 'locks'],
		['navigator', 'storage']
	]
};

/** Of these, what is asked for only where it is. */
const guarded = ['wakeLock', 'userActivation', 'vibrate'];

const { rules: ofLanguage = {}, ...language } = esx.configs['flat/restrict-to-es2021'];
const script: Linter.Config = {
	...language,
	files: ['**/*.js'],
	languageOptions: { ecmaVersion: 'latest', sourceType: 'module' },
	settings: { 'es-x': { aggressive: true } },
	rules: {
		...Object.fromEntries(Object.entries(ofLanguage).filter(([name]) => !ofArraysToo(name))),
		'es-x/no-regexp-lookbehind-assertions': 'error', // Safari 16.4
		'no-restricted-globals': ['error', ...newer.names],
		'no-restricted-properties': [
			'error',
			...newer.members.map((property) => ({ property })),
			...newer.statics.map(([object, property]) => ({ object, property }))
		]
	}
};
const style: Linter.Config = {
	files: ['**/*.css'],
	plugins: { css },
	language: 'css/css',
	rules: {
		'css/use-baseline': ['error', { available: 2020 }],
		'no-restricted-syntax': [
			'error',
			{ selector: 'Rule Rule', message: 'Nesting is from Chrome 112 and Safari 16.5 on.' }
		]
	}
};

test('the program of the phone has no JavaScript and no API that its oldest browsers lack', () => {
	const found = [...built('.js'), ...inPages('script')].flatMap((one) => newerIn(one));
	expect(found.filter((one) => !guarded.some((name) => one.includes(`'${name}'`)))).toEqual([]);
});

test('the styles of the phone have nothing that its oldest browsers lack, but for what they can do without', () => {
	const found = [...built('.css'), ...inPages('style')].flatMap((one) => newerIn(one));
	expect(found.filter((one) => !harmless.some((known) => one.includes(known)))).toEqual([]);
});

test.each(['text-size-adjust', 'line-clamp'])(
	'%s stands beside its -webkit- twin, in what is built too',
	(name) => {
		const twins = [...built('.css'), ...inPages('style')]
			.filter(({ text }) => new RegExp(`[{;]${name}:`).test(text))
			.map(({ text }) => text.includes(`-webkit-${name}:`));
		expect(twins).not.toEqual([]);
		expect(twins).not.toContain(false);
	}
);

test.each([
	['a.js', 'export const last = (list) => list.at(-1);'],
	['a.js', 'export const copy = (seat) => structuredClone(seat);'],
	['a.js', 'export const id = () => crypto.randomUUID();'],
	['a.js', 'export const soon = () => AbortSignal.timeout(5);'],
	['a.js', 'export class A { static { A.b = 1; } }'],
	['a.js', String.raw`export const digits = /(?<=n)\d/;`],
	['a.css', '.a { color: color-mix(in oklab, red, blue); }'],
	['a.css', '.a:has(b) { color: red; }'],
	['a.css', '.a { .b { color: red; } }'],
	['a.css', '@container (width > 20rem) { .a { color: red; } }']
])('what is newer is found: %s %s', (name, text) => {
	expect(newerIn({ name, text })).not.toEqual([]);
});

/** Methods of iterators that are named like those of arrays can't be told from them. */
function ofArraysToo(rule: string): boolean {
	const method = /^es-x\/no-iterator-prototype-(\w+)$/.exec(rule)?.[1];
	const ofArrays = Object.getOwnPropertyNames(Array.prototype).map((name) => name.toLowerCase());
	return method !== undefined && ofArrays.includes(method);
}

interface File {
	name: string;
	text: string;
}

function built(ending: '.js' | '.css'): File[] {
	const names = readdirSync(folder).filter((name) => name.endsWith(ending));
	expect(names.length, 'nothing is built: npm run build').toBeGreaterThan(0);
	return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** What stands in the pages themselves. */
function inPages(element: 'script' | 'style'): File[] {
	const ending = element === 'script' ? 'js' : 'css';
	const found = ['index.html', 'play.html'].flatMap((page) =>
		[
			...readFileSync(join(pages, page), 'utf8').matchAll(
				new RegExp(`<${element}[^>]*>([^<]+)</${element}>`, 'g')
			)
		].map(([, text = '']) => ({ name: `${page}.${ending}`, text }))
	);
	expect(found.length, `no ${element} in the pages`).toBeGreaterThan(0);
	return found;
}

/** What is too new in a file, each with what stands around it. */
function newerIn({ name, text }: File): string[] {
	const lines = text.split('\n');
	return new Linter().verify(text, [script, style], name).map(({ message, line, column }) => {
		const near = lines[line - 1]?.slice(Math.max(0, column - 30), column + 30) ?? '';
		return `${name}: ${message} near ${near}`;
	});
}
