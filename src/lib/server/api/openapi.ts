import { z } from 'zod';
import { errorText } from '../error-text';
import { tokenScopes } from '../auth';
import type { Endpoint } from './endpoint';
import { endpoints } from './endpoints';
import { errorBody, statusOf, type ApiCode } from './refusal';

/** An OpenAPI document, as far as we write one. */
export interface OpenApi {
	openapi: '3.1.0';
	info: {
		title: string;
		version: string;
		description: string;
		license: { name: string; identifier: string };
	};
	servers: { url: string }[];
	security: Record<string, string[]>[];
	paths: Record<string, Partial<Record<Endpoint['method'], Operation>>>;
	components: {
		securitySchemes: Record<string, { type: string; scheme: string; description: string }>;
		parameters: Record<string, Parameter>;
		headers: Record<string, { description: string; schema: object }>;
		schemas: Record<string, object>;
	};
}

interface Ref {
	$ref: string;
}

interface Content {
	content: { 'application/json': { schema: Ref } };
}

interface Parameter {
	name: string;
	in: 'path' | 'header';
	required: boolean;
	description: string;
	schema: object;
}

interface Operation {
	operationId: string;
	summary: string;
	description?: string;
	security: Record<string, string[]>[];
	parameters: Ref[];
	requestBody?: Content & { required: true };
	responses: Record<string, Content & { description: string; headers?: Record<string, Ref> }>;
}

/** What every call can be refused by, and what every call with a body. */
const always: ApiCode[] = [
	'token/missing',
	'token/unknown',
	'token/expired',
	'limit/too_fast',
	'server/unavailable'
];
const withBody: ApiCode[] = [
	'request/broken_json',
	'request/invalid',
	'request/too_large',
	'request/not_json'
];

/** The API as a document for programs, made from the schemas through which everything passes. */
export function openApi(): OpenApi {
	const paths: OpenApi['paths'] = {};
	for (const endpoint of endpoints)
		paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint) };
	return {
		openapi: '3.1.0',
		info: {
			title: 'Chuông Vàng',
			version: '1',
			description:
				'For organizers’ own systems: results out, contestants in. Between servers: no page of another site may call it. Fields may be added to what is answered; none is taken away or changes its meaning within a version. Moments are UTC.',
			license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' }
		},
		servers: [{ url: '/api/v1' }],
		security: [{ token: [] }],
		paths,
		components: {
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description: `Made on the account page, and good for one or both of ${tokenScopes.map((scope) => `\`${scope}\``).join(', ')}. It can do at most what its owner may do in a contest now.`
				}
			},
			parameters: {
				code: {
					name: 'code',
					in: 'path',
					required: true,
					description: 'Code of the contest',
					schema: { type: 'string', pattern: String.raw`^\d{6}$` }
				},
				language: {
					name: 'Accept-Language',
					in: 'header',
					required: false,
					description: 'Of the sentences in refusals: `vi` unless it asks for `en`',
					schema: { type: 'string' }
				}
			},
			headers: { wait: { description: 'When to come again, in seconds', schema: { type: 'integer' } } },
			schemas: schemas()
		}
	};
}

function schemas(): Record<string, object> {
	const registry = z.registry<{ id: string }>();
	for (const { name, request, response } of endpoints) {
		if (request) registry.add(request, { id: requestName(name) });
		registry.add(response, { id: name });
	}
	registry.add(errorBody, { id: 'Error' });
	const made = z.toJSONSchema(registry, { uri: schemaAt, io: 'input' }).schemas;
	// Each says where it lies and what it is written in, which the document says for all.
	return Object.fromEntries(
		Object.entries(made).map(([name, { $id: _id, $schema: _schema, ...schema }]) => [name, schema])
	);
}

function operation(endpoint: Endpoint): Operation {
	const { path, name, summary, description, scope, request, errors } = endpoint;
	const parameters = path.includes('{code}') ? ['code', 'language'] : ['language'];
	const codes = [
		...always,
		...(scope === null ? [] : (['token/scope'] as const)),
		...(request ? withBody : []),
		...errors
	];
	return {
		operationId: `${endpoint.method}${name}`,
		summary,
		...(description === undefined ? {} : { description }),
		security: [{ token: scope === null ? [] : [scope] }],
		parameters: parameters.map((one) => ({ $ref: `#/components/parameters/${one}` })),
		...(request ? { requestBody: { required: true, ...contentOf(requestName(name)) } } : {}),
		responses: {
			200: { description: summary, ...contentOf(name) },
			...refusals(codes)
		}
	};
}

/** Refusals by their status, with the sentence of each. */
function refusals(codes: readonly ApiCode[]): Operation['responses'] {
	const statuses = [...new Set(codes.map((code) => statusOf[code]))].sort();
	return Object.fromEntries(
		statuses.map((status) => {
			const these = codes.filter((code) => statusOf[code] === status);
			const description = these.map((code) => `\`${code}\`: ${sentence(code)}`).join('\n\n');
			const headers =
				status === 429 ? { headers: { 'Retry-After': { $ref: '#/components/headers/wait' } } } : {};
			return [String(status), { description, ...headers, ...contentOf('Error') }];
		})
	);
}

const sentence = (code: ApiCode) => errorText(code, { where: 'contestants.3.name' }, 'en');
const requestName = (name: string) => `${name}Request`;
const schemaAt = (name: string) => `#/components/schemas/${name}`;
const contentOf = (name: string): Content => ({
	content: { 'application/json': { schema: { $ref: schemaAt(name) } } }
});
