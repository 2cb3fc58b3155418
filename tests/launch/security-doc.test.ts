import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* docs/security.md speaks of every requirement, and of files that there are. */

const page = readFileSync('docs/security.md', 'utf8');
const chapters = page.slice(page.indexOf('## V1 '));

/** The requirements of levels 1 and 2 in OWASP ASVS 5.0.0. */
const requirements = [
	'1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2',
	'2.1.1-3 2.2.1-3 2.3.1-4 2.4.1',
	'3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2',
	'4.1.1-3 4.2.1 4.3.1-2 4.4.1-4',
	'5.1.1 5.2.1-3 5.3.1-2 5.4.1-3',
	'6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4',
	'7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2',
	'8.1.1-2 8.2.1-3 8.3.1 8.4.1',
	'9.1.1-3 9.2.1-4',
	'10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3',
	'11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1',
	'12.1.1-3 12.2.1-2 12.3.1-4',
	'13.1.1 13.2.1-5 13.3.1-2 13.4.1-5',
	'14.1.1-2 14.2.1-4 14.3.1-3',
	'15.1.1-3 15.2.1-3 15.3.1-7',
	'16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3',
	'17.1.1 17.2.1-4 17.3.1-2'
].flatMap((chapter) =>
	chapter.split(' ').flatMap((range) => {
		const [, section = '', first, last = first] = /^(\d+\.\d+)\.(\d+)(?:-(\d+))?$/.exec(range) ?? [];
		const length = Number(last) - Number(first) + 1;
		return Array.from({ length }, (_, i) => `${section}.${Number(first) + i}`);
	})
);

test('every requirement of levels 1 and 2 is met, does not apply, or is not met: once each', () => {
	expect(requirements).toHaveLength(253);
	const answered = chapters.split('\n').flatMap((line) => {
		const row = /^\| (\d+\.\d+\.\d+) /.exec(line)?.[1];
		if (row) return [row];
		return line.startsWith('Does not apply:') ? (line.match(/\b\d+\.\d+\.\d+\b/g) ?? []) : [];
	});
	expect(answered.filter((one, i) => answered.indexOf(one) !== i)).toEqual([]);
	expect([...answered].sort()).toEqual([...requirements].sort());
});

test('what is not met stands at the top, too', () => {
	const top = page.slice(page.indexOf('## What is not met'), page.indexOf('## Rules that'));
	const missing = [...chapters.matchAll(/^\| (\d+\.\d+\.\d+) .*\*\*Not met\*\*/gm)].map(([, no = '']) => no);
	expect(missing.length).toBeGreaterThan(5);
	for (const no of missing) expect(top).toMatch(new RegExp(`^\\| .*\\b${no.replaceAll('.', '\\.')}\\b`, 'm'));
});

test('every file that it names is there', () => {
	const named = [...page.matchAll(/`([\w()+@./[\]-]+\/[\w()+@./[\]-]+\.(?:ts|js|svelte|txt|cfg))`/g)].map(
		([, f = '']) => f
	);
	expect(named.length).toBeGreaterThan(150);
	const there = (file: string) => existsSync(file) || existsSync(`src/lib/server/${file}`);
	// Two-factor sign-in comes with a file of its own.
	expect([...new Set(named)].filter((file) => !there(file) && file !== 'auth/totp.ts')).toEqual([]);
	expect([...page.matchAll(/\]\(([\w/.-]+\.md)/g)].filter(([, f = '']) => !existsSync(`docs/${f}`))).toEqual(
		[]
	);
});
