import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { endpoints } from './endpoints';
import { openApi } from './openapi';
import { statusOf } from './refusal';

/* The document holds together as OpenAPI 3.1 asks. */

const document = openApi();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
);

/** Every `$ref` in a value. */
function refsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner)
	);
}

it('names nothing that it does not have, and has nothing that it does not name', () => {
	const refs = new Set(refsIn(document));
	const there = (['schemas', 'parameters', 'headers'] as const).flatMap((kind) =>
		Object.keys(document.components[kind]).map((name) => `#/components/${kind}/${name}`)
	);
	expect([...refs].sort()).toEqual(there.sort());
});

it('each operation has a name of its own, its path’s parameters, and an answer for every refusal', () => {
	expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
	expect(operations).toHaveLength(endpoints.length);
	for (const { path, method, operation } of operations) {
		const declared = operation.parameters
			.map(({ $ref }) => document.components.parameters[$ref.split('/').at(-1) ?? ''])
			.flatMap((one) => (one?.in === 'path' ? [one.name] : []));
		expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
		expect(Object.keys(operation.responses)).toContain('200');
		for (const status of [401, 429, 500]) expect(operation.responses).toHaveProperty(String(status));
		expect(operation.requestBody !== undefined).toBe(method === 'post');
		for (const need of operation.security)
			expect(Object.keys(need)).toEqual(Object.keys(document.components.securitySchemes));
	}
	const told = operations.flatMap(({ operation }) => Object.values(operation.responses));
	const texts = told.map(({ description }) => description).join('\n');
	for (const code of Object.keys(statusOf)) expect(texts).toContain(`\`${code}\`: `);
});

it('every path has a route, and every route is in it', () => {
	const at = 'src/routes/api/v1';
	const routes = readdirSync(at, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('+server.ts'))
		.map((file) => `/${file.replace('/+server.ts', '').replace('[code]', '{code}')}`);
	expect(existsSync(`${at}/openapi.json/+server.ts`)).toBe(true);
	expect(routes.filter((route) => route !== '/openapi.json').sort()).toEqual(
		Object.keys(document.paths).sort()
	);
});

it('what is sent may have no field that nobody reads, and what is answered may grow', () => {
	for (const [name, schema] of Object.entries(document.components.schemas))
		expect([name, JSON.stringify(schema).includes('"additionalProperties":false')]).toEqual([
			name,
			name.endsWith('Request')
		]);
});
