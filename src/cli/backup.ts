import { existsSync } from 'node:fs';
import { env } from 'node:process';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { readSnapshot } from '$lib/server/backup/content';
import { readBackupFile, writeBackupFile } from '$lib/server/backup/file';
import { backUpInto, type BackedUp } from '$lib/server/backup/folder';
import { refusal, type BackupHeader } from '$lib/server/backup/format';
import { restore, type Restored } from '$lib/server/backup/restore';
import { requireUnserved } from '$lib/server/backup/target';
import { readConfig } from '$lib/server/config';
import { allContests } from '$lib/server/contest/contests';
import { verifyContest } from '$lib/server/contest/verify';
import { openDatabase, type Database } from '$lib/server/db/client';
import { acquirePostgres } from '$lib/server/db/embedded';
import { errorCode } from '$lib/server/db/embedded/errors';
import { markMoved } from '$lib/server/db/there';
import { errorText } from '$lib/server/error-text';
import { fileSize } from '$lib/words/file-size';
import { pathFromHere, readArguments, refuse } from './arguments';
import type { Command, Io } from './command';

const usage = ({ name, usage }: Command) => m.cli_usage({ usage: `npm run cli -- ${name} ${usage}` });
const json = { json: { type: 'boolean' } } as const;

const backup: Command = {
	name: 'backup',
	summary: m.backup_cli_backup(),
	usage: '[FILE] [--json]',
	async run(args, io) {
		const read = readArguments(args, json) ?? readArguments(args, json, 1);
		if (!read) return refuse(io, usage(backup));
		const [file] = read.words;
		const { folder, keep } = readConfig(env).backups;
		if (file !== undefined && existsSync(pathFromHere(file)))
			return refuse(io, errorText('backup/exists', { file }));
		if (file === undefined && folder === undefined) return refuse(io, errorText('backup/no_folder'));
		const database = await io.db();
		const made =
			file === undefined
				? await backUpInto(database, folder ?? '', keep)
				: await backUpTo(database, pathFromHere(file));
		if (!made.ok) return fail(io, errorText(made.code));
		const { path, bytes } = made.file;
		if (read.options.json) io.json({ file: path, bytes });
		else {
			io.out(m.backup_cli_made({ file: path, size: fileSize(bytes, getLocale()) }));
			io.out(m.backup_cli_private());
		}
		return 0;
	}
};

const restoreCommand: Command = {
	name: 'restore',
	makes: true,
	summary: m.backup_cli_restore(),
	usage: 'FILE [--json]',
	async run(args, io) {
		const read = readArguments(args, json, 1);
		if (!read) return refuse(io, usage(restoreCommand));
		const [file = ''] = read.words;
		try {
			return await readBackupFile(pathFromHere(file), async (content) => {
				const database = await io.db();
				const restored = await restore(database, content);
				if (!restored.ok) return refuse(io, errorText(restored.code));
				const told = await tell(io, database, restored.header, read.options.json);
				if (!read.options.json) io.out(m.backup_cli_sign_in());
				return told;
			});
		} catch (error) {
			if (['ENOENT', 'EACCES', 'EISDIR'].includes(errorCode(error)))
				return refuse(io, errorText('file/not_found', { file }));
			return refuse(io, errorText(refusal(error).code));
		}
	}
};

const move: Command = {
	name: 'move',
	summary: m.backup_cli_move(),
	usage: 'DATABASE_URL [--json]',
	async run(args, io) {
		const read = readArguments(args, json, 1);
		if (!read) return refuse(io, usage(move));
		const [databaseUrl = ''] = read.words;
		const postgres = await acquirePostgres({ databaseUrl, dataDir: '' });
		const target = openDatabase(postgres.url, 'chuong-vang cli', 2);
		try {
			const source = await io.db();
			const moved = await copyOver(source, target);
			if (!moved.ok) return refuse(io, errorText(moved.code));
			const told = await tell(io, target, moved.header, read.options.json, m.backup_cli_moved);
			if (told === 0 && source.dataDir) markMoved(source.dataDir, databaseUrl);
			if (!read.options.json) io.out(m.backup_cli_moved_next());
			return told;
		} finally {
			await target.close();
			await postgres.release();
		}
	}
};

/** All data in one file, and back, and from one database to another. */
export const backupCommands: Command[] = [backup, restoreCommand, move];

async function backUpTo(database: Database, path: string): Promise<BackedUp> {
	try {
		const bytes = await readSnapshot(database, ({ content }) => writeBackupFile(path, content));
		return { ok: true, file: { path, bytes, at: new Date() } };
	} catch (error) {
		return refusal(error);
	}
}

/** Nobody serves the source either: what was written there behind the copy would be left behind. */
async function copyOver(source: Database, target: Database): Promise<Restored> {
	try {
		await requireUnserved(source.sql);
		return await readSnapshot(source, ({ content }) => restore(target, content));
	} catch (error) {
		return refusal(error);
	}
}

/** Says what is there now, and whether the contests' records hold. */
async function tell(
	io: Io,
	{ db }: Database,
	header: BackupHeader,
	asJson = false,
	say: typeof m.backup_cli_restored | typeof m.backup_cli_moved = m.backup_cli_restored
): Promise<number> {
	const rows = (name: string) => header.tables.find((table) => table.name === name)?.rows ?? 0;
	const held = { contests: rows('contest'), banks: rows('bank'), accounts: rows('staff_user') };
	const broken: string[] = [];
	for (const { id, code } of await allContests(db))
		if ((await verifyContest(db, id)).problems.length > 0) broken.push(code);
	if (asJson) io.json({ at: header.at, ...held, broken });
	else {
		io.out(say({ ...held, at: new Date(header.at).toLocaleString(getLocale()) }));
		if (broken.length === 0) io.out(m.backup_cli_records_fine());
		else io.err(m.backup_cli_records_broken({ codes: broken.join(', ') }));
	}
	return broken.length === 0 ? 0 : 1;
}

/** Something outside of the command is in the way: says what to do and gives the exit code. */
function fail(io: Io, message: string): 1 {
	io.err(message);
	return 1;
}
