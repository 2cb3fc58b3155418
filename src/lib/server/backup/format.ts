import { z } from 'zod';

/*
 * What is in a backup, before it is packed: a line about all of it, then each table as psql would take it, then a line that says
 * that nothing is missing.
 *
 *     -- {"format":"chuong-vang backup","version":1,…}
 *     COPY "contest" ("id", "code", …) FROM stdin;
 *     7	ABC234	…
 *     \.
 *     …
 *     -- end
 */

/** Counted up when an older program could not read it any more. */
export const formatVersion = 1;

/** One table of a backup. */
const table = z.object({
	name: z.string().min(1),
	columns: z.array(z.string().min(1)).min(1),
	rows: z.number().int().min(0),
	/** By column: which number comes next. */
	next: z.record(z.string(), z.number().int().min(1))
});

const header = z.object({
	format: z.literal('chuong-vang backup'),
	version: z.number().int().min(1),
	/** Of the program that made it, for people. */
	program: z.string(),
	at: z.iso.datetime(),
	/** The migrations that its database had been through, in order. */
	migrations: z.array(z.string()).min(1),
	/** In an order in which no row refers to one that comes later, but for rows of its own table. */
	tables: z.array(table)
});

export type BackupTable = z.infer<typeof table>;
export type BackupHeader = z.infer<typeof header>;

export const endOfRows = '\\.\n';
export const endLine = '-- end';

/** Why a backup was not made, or not restored; nothing has been changed. */
export type BackupRefusal =
	| 'backup/busy'
	| 'backup/not_ours'
	| 'backup/damaged'
	| 'backup/newer'
	| 'backup/no_space'
	| 'backup/not_writable'
	| 'restore/serving'
	| 'restore/not_empty'
	| 'restore/not_allowed';

/** Ends what is being done, with its transaction, where a refusal is found deep inside. */
export class BackupRefused extends Error {
	override name = 'BackupRefused';

	constructor(readonly code: BackupRefusal) {
		super(code);
	}
}

/** The refusal as a value; anything else is thrown on. */
export function refusal(error: unknown): { ok: false; code: BackupRefusal } {
	if (error instanceof BackupRefused) return { ok: false, code: error.code };
	throw error;
}

export function writeHeader(about: BackupHeader): string {
	return `-- ${JSON.stringify(about)}\n`;
}

/** What it says it is, whatever else a later program may write there. */
const claimed = z.object({ format: z.unknown().optional(), version: z.unknown().optional() });

/** Reads the first line; throws {@link BackupRefused}. */
export function readHeader(line: string): BackupHeader {
	const json = jsonOf(line);
	const { format, version } = claimed.parse(json);
	if (format !== 'chuong-vang backup') throw new BackupRefused('backup/not_ours');
	if (Number(version) > formatVersion) throw new BackupRefused('backup/newer');
	const read = header.safeParse(json);
	if (!read.success) throw new BackupRefused('backup/damaged');
	return read.data;
}

function jsonOf(line: string): object {
	try {
		const json: unknown = JSON.parse(line.replace(/^-- /, ''));
		if (typeof json === 'object' && json !== null) return json;
	} catch {
		// not JSON
	}
	throw new BackupRefused('backup/not_ours');
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** The statement that takes the rows of a table in, and the line above them. */
export function copyIn({ name, columns }: BackupTable): string {
	return `COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM stdin;`;
}

/** The statement that gives them out, as text that every PostgreSQL reads. */
export function copyOut({ name, columns }: BackupTable): string {
	return `COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) TO STDOUT`;
}
