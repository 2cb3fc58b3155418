import {
	AliasNode,
	AndNode,
	BinaryOperationNode,
	ColumnNode,
	FunctionNode,
	OperatorNode,
	ParensNode,
	PrimitiveValueListNode,
	RawNode,
	ReferenceNode,
	TableNode,
	ValueListNode,
	ValueNode,
	type CompiledQuery,
	type InsertQueryNode,
	type OperationNode,
	type SelectQueryNode
} from 'kysely';
import type { MemoryPostgres, Row, Transaction } from './memory-postgres';

/*
 * Carries out the statements that services make with Kysely, read from the tree that it makes of them. What is not known here throws,
 * so that no statement of the live path is taken for something else.
 */

export interface Session {
	postgres: MemoryPostgres;
	tx: Transaction;
	/** The database's clock, ms since 1970. */
	now: number;
}

const json: Record<string, string[]> = { contest: ['setup'], contest_event: ['data'] };
/** What a row has that nothing was said about. */
const defaults: Record<string, Row> = {
	contest: { use_version: null, rehearsal_of: null, people_version: 0 },
	contestant: { unit: '', reserve: false, simulated: false, token_hash: null, name_state: 'shown' }
};

export async function execute(session: Session, { query, parameters }: CompiledQuery): Promise<Row[]> {
	switch (query.kind) {
		case 'RawNode':
			return await raw(session, query, parameters);
		case 'SelectQueryNode':
			return await select(session, query);
		case 'InsertQueryNode':
			return await insert(session, query);
		case 'UpdateQueryNode': {
			const table = tableName(query.table);
			const updates = query.updates ?? [];
			await session.postgres.update(session.tx, table, matching(session, query.where?.where), (row) => ({
				...row,
				...written(
					table,
					updates.map((u) => [columnName(u.column), value(session, u.value, row)] as const)
				)
			}));
			return [];
		}
		case 'DeleteQueryNode':
			await session.postgres.update(
				session.tx,
				tableName(query.from.froms[0]),
				matching(session, query.where?.where),
				() => null
			);
			return [];
		default:
			throw new Error(`unknown statement ${query.kind}`);
	}
}

async function raw(
	{ postgres, tx, now }: Session,
	node: RawNode,
	parameters: readonly unknown[]
): Promise<Row[]> {
	const text = node.sqlFragments.join('?').replace(/\s+/g, ' ').trim();
	switch (text) {
		case 'select pg_advisory_xact_lock(?, ?::int)':
			await postgres.lock(tx, `advisory ${parameters.join(' ')}`, 'alone');
			return [];
		case 'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as at':
			return [{ at: Math.floor(now) }];
		case 'select pg_notify(?, ?)':
			tx.notices.push([String(parameters[0]), String(parameters[1])]);
			return [];
		default:
			throw new Error(`unknown statement: ${text}`);
	}
}

async function select(session: Session, query: SelectQueryNode): Promise<Row[]> {
	const { postgres, tx } = session;
	// How the stage looks, and how long names are kept: nobody has said.
	if (query.joins) {
		if (['stage_look', 'contest'].includes(tableName(query.joins[0]?.table))) return [];
		throw new Error('an unknown join');
	}
	const table = tableName(query.from?.froms[0]);
	const matches = matching(session, query.where?.where);
	const alone = query.endModifiers?.some(({ modifier }) => modifier === 'ForUpdate');
	let rows = alone
		? await postgres.locked(tx, table, matches, 'alone')
		: postgres.rows(tx, table).filter(matches);
	for (const { orderBy, direction } of [...(query.orderBy?.items ?? [])].reverse()) {
		const sign = direction && RawNode.is(direction) && direction.sqlFragments[0] === 'desc' ? -1 : 1;
		rows = rows.toSorted((a, b) => sign * compared(value(session, orderBy, a), value(session, orderBy, b)));
	}
	if (query.limit) rows = rows.slice(0, Number(value(session, query.limit.limit, {})));
	const selections = query.selections ?? [];
	if (query.groupBy) {
		const [by] = query.groupBy.items;
		const groups = new Map<unknown, Row[]>();
		for (const row of rows) {
			const key = by ? value(session, by.groupBy, row) : null;
			groups.set(key, [...(groups.get(key) ?? []), row]);
		}
		return [...groups.values()].map((group) => picked(session, selections, group[0] ?? {}, group.length));
	}
	return rows.map((row) => picked(session, selections, row, 1));
}

function picked(
	session: Session,
	selections: SelectQueryNode['selections'] & {},
	row: Row,
	count: number
): Row {
	return Object.fromEntries(
		selections.map(({ selection }) => {
			const aliased = AliasNode.is(selection);
			const node = aliased ? selection.node : selection;
			const name = aliased && 'name' in selection.alias ? String(selection.alias.name) : columnOf(node);
			return [name, node.kind === 'AggregateFunctionNode' ? count : value(session, node, row)];
		})
	);
}

async function insert(session: Session, query: InsertQueryNode): Promise<Row[]> {
	const { postgres, tx } = session;
	const table = tableName(query.into);
	const columns = (query.columns ?? []).map(columnName);
	const { onConflict, values } = query;
	if (values?.kind !== 'ValuesNode') throw new Error(`unknown values for ${table}`);
	for (const line of 'values' in values ? (values.values as readonly OperationNode[]) : []) {
		const given = PrimitiveValueListNode.is(line)
			? line.values
			: ValueListNode.is(line)
				? line.values.map((node) => value(session, node, {}))
				: [];
		const row = {
			...defaults[table],
			...written(
				table,
				columns.map((column, i) => [column, given[i]] as const)
			),
			...(table === 'presence' ? { seen_at: session.now } : {})
		};
		const merge = onConflict
			? (there: Row) =>
					onConflict.updates
						? {
								...there,
								...written(
									table,
									onConflict.updates.map(
										(u) => [columnName(u.column), value(session, u.value, there, row)] as const
									)
								)
							}
						: null
			: undefined;
		await postgres.insert(tx, table, row, merge);
	}
	return [];
}

/** What is JSON text on the way in is a value in the table. */
function written(table: string, entries: (readonly [string, unknown])[]): Row {
	return Object.fromEntries(
		entries.map(([column, given]) => [
			column,
			json[table]?.includes(column) && typeof given === 'string' ? (JSON.parse(given) as unknown) : given
		])
	);
}

function matching(session: Session, where: OperationNode | undefined): (row: Row) => boolean {
	return (row) => where === undefined || holds(session, where, row);
}

function holds(session: Session, node: OperationNode, row: Row): boolean {
	if (AndNode.is(node)) return holds(session, node.left, row) && holds(session, node.right, row);
	if (ParensNode.is(node)) return holds(session, node.node, row);
	if (!BinaryOperationNode.is(node) || !OperatorNode.is(node.operator))
		throw new Error(`unknown condition ${node.kind}`);
	const left = value(session, node.leftOperand, row);
	const right = node.rightOperand;
	switch (node.operator.operator) {
		case '=':
			if (FunctionNode.is(right) && right.func === 'any')
				return listOf(session, right.arguments[0]).some((one) => equal(one, left));
			return equal(left, value(session, right, row));
		case '!=':
			return !equal(left, value(session, right, row));
		case 'in':
			return listOf(session, right).some((one) => equal(one, left));
		case 'is not':
			return left !== null && left !== undefined;
		case 'is':
			return left === null || left === undefined;
		case '>':
			return compared(left, value(session, right, row)) > 0;
		default:
			throw new Error(`unknown operator ${node.operator.operator}`);
	}
}

function listOf(session: Session, node: OperationNode | undefined): readonly unknown[] {
	if (node && PrimitiveValueListNode.is(node)) return node.values;
	if (node && ValueListNode.is(node)) return node.values.map((one) => value(session, one, {}));
	const one = node ? value(session, node, {}) : null;
	return Array.isArray(one) ? (one as unknown[]) : [];
}

/** `excluded`: the row that could not be inserted. */
function value(session: Session, node: OperationNode, row: Row, excluded: Row = {}): unknown {
	if (ValueNode.is(node)) return node.value;
	if (ParensNode.is(node)) return value(session, node.node, row, excluded);
	if (BinaryOperationNode.is(node)) return holds(session, node, row);
	if (ReferenceNode.is(node) || ColumnNode.is(node)) {
		const foreign = ReferenceNode.is(node) && node.table && tableName(node.table) === 'excluded';
		return (foreign ? excluded : row)[columnOf(node)] ?? null;
	}
	if (RawNode.is(node)) {
		const text = node.sqlFragments.join('?').replace(/\s+/g, ' ').trim();
		if (text === 'now()') return session.now;
		if (text === 'least(now() - ?::interval, to_timestamp(?::float8 / 1000))') {
			const [ago, since] = node.parameters.map((p) => value(session, p, row));
			return Math.min(session.now - Number.parseFloat(String(ago)) * 1000, Number(since));
		}
		throw new Error(`unknown expression: ${text}`);
	}
	throw new Error(`unknown expression ${node.kind}`);
}

function tableName(node: OperationNode | undefined): string {
	if (node && AliasNode.is(node)) return tableName(node.node);
	if (node && TableNode.is(node)) return node.table.identifier.name;
	throw new Error(`unknown table ${node?.kind}`);
}

const columnName = (node: OperationNode): string => columnOf(node);

function columnOf(node: OperationNode): string {
	if (ReferenceNode.is(node)) return columnOf(node.column);
	if (ColumnNode.is(node)) return node.column.name;
	throw new Error(`unknown column ${node.kind}`);
}

function equal(a: unknown, b: unknown): boolean {
	if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
	return a !== null && a !== undefined && a === b;
}

function compared(a: unknown, b: unknown): number {
	if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
	return Number(a) - Number(b);
}
