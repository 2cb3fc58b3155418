import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mended } from './vite-postgres.js';

describe.each(['connection.js', 'index.js'])('the mended driver, %s', (file) => {
	const text = readFileSync(`node_modules/postgres/src/${file}`, 'utf8');

	it('is made of the one that is installed', () => {
		expect(mended(file, text)).not.toBe(text);
	});

	it('is not made of another one', () => {
		expect(() => mended(file, text.replaceAll('\n    ', '\n  '))).toThrow('postgres has changed');
	});
});
