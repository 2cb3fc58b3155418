import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isServing, serveFrom } from './serving.js';

it('a build that a process serves from is known as such, and not after a restart of the machine', () => {
	const root = mkdtempSync(join(tmpdir(), 'serving-'));
	mkdirSync(join(root, 'build'));
	expect(isServing(root)).toBe(false);
	serveFrom(root);
	expect(isServing(root)).toBe(true);
	const file = join(root, 'build', 'serving');
	const noted = JSON.parse(readFileSync(file, 'utf8'));
	writeFileSync(file, JSON.stringify({ ...noted, booted: noted.booted - 3600 }));
	expect(isServing(root)).toBe(false);
	writeFileSync(file, JSON.stringify({ ...noted, pid: 2 ** 30 }));
	expect(isServing(root)).toBe(false);
});
