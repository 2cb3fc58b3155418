import { z } from 'zod';

/** The part of JSON Schema that zod makes of our schemas. */
interface JsonSchema {
	$ref?: string;
	type?: string | string[];
	const?: string | number | boolean;
	enum?: (string | number)[];
	anyOf?: JsonSchema[];
	oneOf?: JsonSchema[];
	properties?: Record<string, JsonSchema>;
	required?: string[];
	additionalProperties?: JsonSchema | false;
	items?: JsonSchema;
	description?: string;
	minimum?: number;
	exclusiveMinimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	maxItems?: number;
	pattern?: string;
	format?: string;
}

/** Writes each of these schemas as a type, in the notation of TypeScript; one that uses another names it. */
export function typesOf(schemas: Record<string, z.ZodType>): Record<string, string> {
	const registry = z.registry<{ id: string }>();
	for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
	const json = z.toJSONSchema(registry, { uri: (id) => id, io: 'input' }).schemas;
	return Object.fromEntries(
		// What zod writes is JSON Schema; the interface above names what of it we meet.
		Object.keys(schemas).map((id) => [id, written(json[id] as JsonSchema, '')])
	);
}

function written(schema: JsonSchema, indent: string): string {
	if (schema.$ref) return schema.$ref;
	if (schema.const !== undefined) return literal(schema.const);
	if (schema.enum) return schema.enum.map(literal).join(' | ');
	const either = schema.anyOf ?? schema.oneOf;
	if (either) return union(either, indent);
	if (schema.properties) return object(schema, indent);
	if (schema.type === 'object') {
		const values = schema.additionalProperties ? written(schema.additionalProperties, indent) : 'unknown';
		return `Record<string, ${values}>`;
	}
	if (schema.type === 'array') {
		const item = written(schema.items ?? {}, indent);
		return /[|\n]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
	}
	return [schema.type ?? 'unknown'].flat().join(' | ');
}

const literal = (value: string | number | boolean) =>
	typeof value === 'string' ? `'${value}'` : String(value);

function union(members: JsonSchema[], indent: string): string {
	const texts = members.map((member) => written(member, indent));
	return members.every((member) => member.properties)
		? texts.map((text) => `\n${indent}  | ${text.replaceAll('\n', '\n    ')}`).join('')
		: texts.join(' | ');
}

function object({ properties = {}, required = [] }: JsonSchema, indent: string): string {
	const fields = Object.entries(properties).map(([name, schema]) => {
		const type = written(schema, `${indent}  `);
		const note = remark(schema);
		return { text: `${name}${required.includes(name) ? '' : '?'}: ${type}`, note };
	});
	const line = fields.map(({ text }) => text).join('; ');
	if (fields.every(({ note }) => !note) && !line.includes('\n') && line.length < 80) return `{ ${line} }`;
	const lines = fields.map(({ text, note }) => `${indent}  ${text}${note && ` // ${note}`}`);
	return `{\n${lines.join('\n')}\n${indent}}`;
}

/** What the type does not say: bounds, and what the field means. */
function remark(schema: JsonSchema): string {
	const inner = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
	return [schema.description ?? inner.description, bounds(inner)].filter(Boolean).join('; ');
}

function bounds(schema: JsonSchema): string {
	const { minimum, maximum, exclusiveMinimum, minLength = 0, maxLength, maxItems, pattern, format } = schema;
	const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
	// zod bounds every integer by what a double can hold; that is not worth a word.
	const from = least !== undefined && least > Number.MIN_SAFE_INTEGER ? least : undefined;
	const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
	const parts = [
		from !== undefined && to !== undefined && `${from} to ${to}`,
		from !== undefined && to === undefined && `from ${from}`,
		from === undefined && to !== undefined && `up to ${to}`,
		maxLength !== undefined && `${minLength > 0 ? `${minLength} to` : 'up to'} ${maxLength} characters`,
		maxItems !== undefined && `up to ${maxItems} items`,
		format === 'uuid' ? 'a UUID' : pattern && `matches \`${pattern}\``
	];
	return parts.filter(Boolean).join(', ');
}
