import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentOf } from './notation';
import { told } from './told';

/*
 * Each file of `layouts/` is a layout that organizers really use, with made-up questions: a document in our notation, perhaps a list
 * of keys that comes apart from it behind `--- keys`, and behind `--- read` what must be understood of it.
 */
const folder = fileURLToPath(new URL('layouts/', import.meta.url));

describe('layouts of question files', () => {
	it.each(readdirSync(folder))('%s', (name) => {
		const [before = '', expected = ''] = readFileSync(folder + name, 'utf8').split('\n--- read\n');
		const [document = '', keys = ''] = before.split('\n--- keys\n');
		expect(told(documentOf(document), keys)).toBe(expected.trimEnd());
	});
});
