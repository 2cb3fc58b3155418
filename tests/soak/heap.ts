import { z } from 'zod';

const snapshot = z.object({
	snapshot: z.object({
		meta: z.object({
			node_fields: z.array(z.string()),
			node_types: z.tuple([z.array(z.string())], z.unknown())
		})
	}),
	nodes: z.array(z.number()),
	strings: z.array(z.string())
});

/** Types of nodes that V8 makes of a program by itself. */
const ofV8 = new Set(['code', 'object shape']);
/** Of which code has to go when something changes; V8 calls it hidden, as it does the properties of objects. */
const dependentCode = 'system / WeakArrayList';

/** What lies in a heap by its snapshot, as DevTools write it: what the program has made, and what V8 has made of the program; bytes. */
export function heapOf(text: string): { objects: number; compiled: number } {
	const { snapshot: head, nodes, strings } = snapshot.parse(JSON.parse(text));
	const { node_fields: fields, node_types: types } = head.meta;
	const at = (field: string) => fields.indexOf(field);
	const [type, name, size] = [at('type'), at('name'), at('self_size')];
	const found = { objects: 0, compiled: 0 };
	for (let i = 0; i < nodes.length; i += fields.length) {
		const of = (offset: number) => nodes[i + offset] ?? NaN;
		const compiled = ofV8.has(types[0][of(type)] ?? '') || strings[of(name)] === dependentCode;
		found[compiled ? 'compiled' : 'objects'] += of(size);
	}
	return found;
}
