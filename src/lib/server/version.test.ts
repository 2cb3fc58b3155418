import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from './version';

test('the program knows the version that package.json has', () => {
	expect(version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});
