import { readdirSync } from 'node:fs';
import type { Database } from '$lib/server/db/client';
import { migrate } from '$lib/server/db/migrate';

/** The migrations that there are, in order: each brings the database into a state of its own. */
export const states = readdirSync('migrations')
	.filter((file) => file.endsWith('.sql'))
	.map((file) => file.replace('.sql', ''))
	.sort();

/** Brings an empty database into an earlier state, as a program of that time left it. */
export async function migrateTo({ db }: Database, state: string): Promise<void> {
	await migrate(db, { upTo: state });
}

/** A table with its columns that can be written, in order. */
export interface Table {
	name: string;
	columns: string[];
}

/** The tables of the program in the state that the database is in. */
export async function tablesOf(database: Database): Promise<Table[]> {
	return await database.sql<Table[]>`
		select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
		group by 1 order by 1`;
}

/** Every row of a table as text, column by column, in a fixed order. */
export async function rowsOf(database: Database, { name, columns }: Table): Promise<(string | null)[][]> {
	const texts = columns.map((column) => `"${column}"::text`).join(', ');
	return await database.sql.unsafe(`select ${texts} from "${name}" order by ${texts}`).values();
}

/** The statements that fill a database of the same state with these rows. */
export function fillText(table: Table, rows: (string | null)[][]): string {
	const columns = table.columns.map((column) => `"${column}"`).join(', ');
	const literal = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);
	return rows
		.map(
			(row) =>
				`insert into ${table.name} (${columns}) overriding system value values (${row.map(literal).join(', ')});\n`
		)
		.join('');
}

/** Fills a database with such statements, whatever refers to what, and lets numbers go on behind those that are taken. */
export async function fill(database: Database, text: string): Promise<void> {
	await database.sql.begin(async (tx) => {
		await tx.unsafe('set local session_replication_role = replica');
		await tx.unsafe(text);
	});
	const counted = await database.sql<{ name: string; column: string }[]>`
		select table_name as name, column_name as column from information_schema.columns
		where table_schema = 'public' and is_identity = 'YES'`;
	for (const { name, column } of counted)
		await database.sql.unsafe(
			`select setval(pg_get_serial_sequence('${name}', '${column}'), coalesce(max("${column}"), 0) + 1, false) from "${name}"`
		);
}
