import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { errorCode } from '../db/embedded/errors';
import { BackupRefused } from './format';
import { bytesOf, isWhole, sealing } from './seal';

/**
 * Writes a backup to a file that only its owner can read: under another name until all of it is on the disk, so that what is called
 * a backup is a whole one. Returns its size. Throws {@link BackupRefused}.
 */
export async function writeBackupFile(
	path: string,
	content: AsyncIterable<Uint8Array>,
	signal?: AbortSignal
): Promise<number> {
	const part = `${path}.part`;
	try {
		const file = await open(part, 'w', 0o600);
		let size: number;
		try {
			await pipeline(content, createGzip(), sealing(), writer(file), { signal });
			await file.sync();
			({ size } = await file.stat());
		} finally {
			await file.close();
		}
		await rename(part, path);
		await syncFolder(dirname(path));
		return size;
	} catch (error) {
		await rm(part, { force: true }).catch(() => {}); // why it failed is what matters
		throw refusedByDisk(error);
	}
}

/** Not the handle's own stream, which keeps it open; nor its `writeFile` as the end of a pipeline, which hides why it failed. */
function writer(file: FileHandle): Writable {
	return new Writable({
		write: (chunk: Uint8Array, _encoding, done) => void file.writeFile(chunk).then(() => done(), done)
	});
}

/** Gives the content of a backup to `take`, once every byte of the file has been looked at. Throws {@link BackupRefused}. */
export async function readBackupFile<T>(
	path: string,
	take: (content: AsyncIterable<Uint8Array>) => Promise<T>
): Promise<T> {
	const file = await open(path, 'r');
	try {
		if (!(await isOurs(file))) throw new BackupRefused('backup/not_ours');
		if (!(await isWhole(file))) throw new BackupRefused('backup/damaged');
		const content = createGunzip();
		// Whoever reads the content hears of it, too.
		const unpacking = pipeline(bytesOf(file, (await file.stat()).size), content).catch(() => {});
		try {
			return await take(content);
		} finally {
			content.destroy();
			await unpacking;
		}
	} finally {
		await file.close();
	}
}

/** Whether it is a gzip file at all: for what is something else, the word is another one than for what is broken. */
async function isOurs(file: FileHandle): Promise<boolean> {
	const first = Buffer.alloc(2);
	await file.read(first, 0, 2, 0);
	return first[0] === 0x1f && first[1] === 0x8b;
}

/** The new name is on the disk, too. Not every system can be asked for that. */
async function syncFolder(path: string): Promise<void> {
	try {
		const folder = await open(path, 'r');
		await folder.sync().finally(() => folder.close());
	} catch {
		// Windows, some file systems of others
	}
}

/** What a disk refuses as our refusal; everything else stays as it is. */
export function refusedByDisk(error: unknown): unknown {
	const code = errorCode(error);
	if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return new BackupRefused('backup/no_space');
	if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'EISDIR', 'EIO'].includes(code))
		return new BackupRefused('backup/not_writable');
	return error;
}
