import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

/*
 * Below these versions are holes that are known. What runs in the server or in a browser, and where the hole is described; a new
 * notice gets a line here (docs/security.md, 15.1.1).
 */
const floors: [name: string, floor: string, notice: string][] = [
	['socket.io-parser', '4.2.7', 'CVE-2026-33151, attachments without number'],
	[
		'engine.io',
		'6.6.9',
		'CVE-2026-59725, GHSA-gr94-w7qr-f4j3, GHSA-r635-g3xr-vw7x, polling that takes all lines'
	],
	['ws', '8.21.0', 'CVE-2026-48779, tiny fragments that fill the memory, and CVE-2026-45736'],
	['cookie', '0.7.0', 'CVE-2024-47764, names and paths that add attributes'],
	['devalue', '5.6.3', 'GHSA-vj54-72f3-p5jv, GHSA-33hq-fvwr-56pm, prototypes and arrays full of nothing'],
	['svelte', '5.46.4', 'CVE-2025-15265, a key that ends a script'],
	['@sveltejs/kit', '2.49.5', 'CVE-2026-22803, CVE-2025-67647'],
	['@sveltejs/adapter-node', '5.5.1', 'CVE-2025-67647, prerendered pages and a Host of one’s choice'],
	['sharp', '0.32.6', 'CVE-2023-4863, libwebp'],
	['katex', '0.16.21', 'CVE-2025-23207, attributes out of a formula'],
	['jszip', '3.8.0', 'CVE-2022-48285, names that lead out of the folder']
];

const said = z.string().optional();
const installed = z.object({ version: said, resolved: said, integrity: said });
const lock = z
	.object({ packages: z.record(z.string(), installed) })
	.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** Every version of a package that is installed, its copies inside of others too. */
function versions(name: string): string[] {
	return Object.entries(lock.packages).flatMap(([path, { version }]) =>
		path.endsWith(`node_modules/${name}`) && version ? [version] : []
	);
}

function below(version: string, floor: string): boolean {
	const [is, must] = [version, floor].map((v) => v.split('.').map((part) => parseInt(part, 10)));
	const at = [0, 1, 2].find((i) => is?.[i] !== must?.[i]);
	return at !== undefined && (is?.[at] ?? 0) < (must?.[at] ?? 0);
}

test.each(floors)('%s is at least %s: %s', (name, floor) => {
	expect(versions(name)).not.toEqual([]);
	expect(versions(name).filter((version) => below(version, floor))).toEqual([]);
});

test('everything is fetched from one place, and is what it was when it was chosen', () => {
	for (const [path, { resolved, integrity }] of Object.entries(lock.packages)) {
		if (path === '') continue;
		expect([path, integrity?.startsWith('sha512-')]).toEqual([path, true]);
		expect([path, resolved === undefined || resolved.startsWith('https://')]).toEqual([path, true]);
	}
});
