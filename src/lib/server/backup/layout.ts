import type { TransactionSql } from 'postgres';
import { quoted, type BackupTable } from './format';
import { backedUpTables } from './tables';

/** A transaction of the driver's own. */
export type Tx = TransactionSql<{ int8: number }>;

interface Found {
	name: string;
	/** Those that can be written, in order. */
	columns: string[];
	/** Other tables that its rows refer to. */
	refers: string[];
	/** Column and sequence of what is numbered by itself. */
	counted: { column: string; sequence: string }[];
}

/** The tables of this database that a backup holds, as they are now. */
export async function layoutOf(tx: Tx): Promise<BackupTable[]> {
	const tables: BackupTable[] = [];
	for (const { name, columns, counted } of inOrder(await findTables(tx))) {
		const next: Record<string, number> = {};
		for (const { column, sequence } of counted) next[column] = await nextOf(tx, sequence);
		const [row] = await tx.unsafe<{ rows: number }[]>(`select count(*) as rows from ${quoted(name)}`);
		tables.push({ name, columns, rows: row?.rows ?? 0, next });
	}
	return tables;
}

async function findTables(tx: Tx): Promise<Found[]> {
	return await tx<Found[]>`
		select c.relname as name,
			(select array_agg(a.attname::text order by a.attnum) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
			array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
				where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers,
			(select coalesce(json_agg(json_build_object('column', a.attname, 'sequence',
					pg_get_serial_sequence(quote_ident(c.relname), a.attname))), '[]') from pg_attribute a
				where a.attrelid = c.oid and a.attidentity <> '' and not a.attisdropped) as counted
		from pg_class c
		where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname = any(${[...backedUpTables]})
		order by c.relname`;
}

/** Each behind those that it refers to. */
function inOrder(tables: readonly Found[]): Found[] {
	const placed: Found[] = [];
	const names = new Set(tables.map((t) => t.name));
	while (placed.length < tables.length) {
		const done = new Set(placed.map((t) => t.name));
		const free = tables.filter(
			(t) => !done.has(t.name) && t.refers.every((name) => done.has(name) || !names.has(name))
		);
		if (free.length === 0) throw new Error('tables refer to each other in a circle');
		placed.push(...free);
	}
	return placed;
}

/** Read behind the snapshot, so that it is never smaller than a number in it. `sequence` comes from PostgreSQL, quoted. */
async function nextOf(tx: Tx, sequence: string): Promise<number> {
	const [row] = await tx.unsafe<{ next: number }[]>(
		`select last_value + case when is_called then 1 else 0 end as next from ${sequence}`
	);
	return row?.next ?? 1;
}
