import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/client';
import { readSnapshot } from './content';
import { refusedByDisk, writeBackupFile } from './file';
import { BackupRefused, refusal, type BackupRefusal } from './format';

/** A whole backup in a folder. */
export interface BackupFile {
	path: string;
	at: Date;
	bytes: number;
}

/** What a backup leaves free, bytes: PostgreSQL often writes to the same disk, and must not be the one that finds it full. */
const reserve = 200_000_000;

export type BackedUp = { ok: true; file: BackupFile } | { ok: false; code: BackupRefusal };

const named = /^chuong-vang-\d{4}-\d{2}-\d{2}-\d{6}\.cvbackup$/;
/** What a program that was killed has left; another's that is being written is younger. */
const abandonedAfter = 3_600_000;

/** A new backup in this folder, which is made when it is missing; afterwards the newest `keep` are left. */
export async function backUpInto(
	database: Pick<Database, 'sql'>,
	folder: string,
	keep: number,
	signal?: AbortSignal
): Promise<BackedUp> {
	try {
		const file = await readSnapshot(database, async ({ content }) => {
			await makeFolder(folder);
			await removeAbandoned(folder);
			await requireRoom(folder, 2 * ((await newestIn(folder))?.bytes ?? 0) + reserve);
			const path = freePath(folder, new Date());
			const bytes = await writeBackupFile(path, content, signal);
			return { path, bytes, at: new Date() };
		});
		for (const old of (await namesIn(folder)).slice(keep)) await rm(join(folder, old), { force: true });
		return { ok: true, file };
	} catch (error) {
		return refusal(error);
	}
}

/** The newest backup there; null if there is none, or no folder. */
export async function newestIn(folder: string): Promise<BackupFile | null> {
	const [name] = await namesIn(folder).catch(() => []);
	if (name === undefined) return null;
	const path = join(folder, name);
	const { mtime, size } = await stat(path);
	return { path, at: mtime, bytes: size };
}

/** How a backup of this moment is called, in the time of this machine. */
export function backupName(at: Date): string {
	const two = (n: number) => String(n).padStart(2, '0');
	const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
	return `chuong-vang-${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.cvbackup`;
}

function freePath(folder: string, at: Date): string {
	const path = join(folder, backupName(at));
	return existsSync(path) ? freePath(folder, new Date(at.getTime() + 1000)) : path;
}

/** The newest first. */
async function namesIn(folder: string): Promise<string[]> {
	const names = await readdir(folder);
	return names
		.filter((name) => named.test(name))
		.sort()
		.reverse();
}

async function makeFolder(folder: string): Promise<void> {
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
	} catch (error) {
		throw refusedByDisk(error);
	}
}

/** Throws {@link BackupRefused} where the disk has fewer bytes free than `needed`; what can't be seen is not in the way. */
export async function requireRoom(folder: string, needed: number): Promise<void> {
	const disk = await statfs(folder).catch(() => null);
	if (disk && disk.bavail * disk.bsize < needed) throw new BackupRefused('backup/no_space');
}

async function removeAbandoned(folder: string): Promise<void> {
	for (const name of await readdir(folder)) {
		if (!named.test(name.replace(/\.part$/, '')) || named.test(name)) continue;
		const path = join(folder, name);
		const age = Date.now() - (await stat(path)).mtimeMs;
		if (age > abandonedAfter) await rm(path, { force: true });
	}
}
